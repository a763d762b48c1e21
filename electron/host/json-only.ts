// Protection 7: no CORS, no OPTIONS, JSON only. What another page may send without asking first (a form, an
// image, a beacon) is never JSON; asking first is OPTIONS, which gets no answer that allows anything.
import type { IncomingMessage } from 'node:http';
import { onlyHeader, refusal, type Guard, type Refusal } from './refusal.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT']);

export const refuseOtherMethods: Guard = (request) =>
  METHODS.has(request.method ?? '') ? undefined : refusal(405, 'wrong-method', 'Kith knows GET, HEAD, POST and PUT only');

export const refuseOtherThanJson = (request: IncomingMessage): Refusal | undefined =>
  /^application\/json(?:; ?charset=utf-8)?$/i.test(onlyHeader(request, 'content-type') ?? '')
    ? undefined
    : refusal(415, 'not-json', 'Send JSON, and say so in Content-Type');
