// Protection 7: no CORS, no OPTIONS, JSON only. What another page may send without asking first (a form, an
// image, a beacon) is never JSON; asking first is OPTIONS, which gets no answer that allows anything.
import type { IncomingMessage } from 'node:http';
import { onlyHeader, refusal, type Refusal } from './refusal.ts';

/** What is not named here is refused, OPTIONS everywhere. */
export const refuseOtherMethods = (request: IncomingMessage, ...allowed: readonly string[]): Refusal | undefined =>
  allowed.includes(request.method ?? '') ? undefined : refusal(405, 'wrong-method', `Use ${allowed.join(' or ')} here`);

export const refuseOtherThanJson = (request: IncomingMessage): Refusal | undefined =>
  /^application\/json(?:; ?charset=utf-8)?$/i.test(onlyHeader(request, 'content-type') ?? '')
    ? undefined
    : refusal(415, 'not-json', 'Send JSON, and say so in Content-Type');
