// What goes over a wire. A body is the value itself where the wire clones values (message ports), or tagged
// JSON where it carries text (WebSocket). Whoever passes a frame on leaves its body as it came.
import type { CallError } from './call.ts';
import { decodeTagged, encodeTagged } from './tagged-json.ts';

export type Body = { readonly plain: unknown } | { readonly text: string };

export type RequestFrame =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly body: Body }
  | { readonly kind: 'cancel'; readonly id: number };
export type AnswerFrame =
  | { readonly kind: 'result' | 'progress' | 'error'; readonly id: number; readonly body: Body }
  | { readonly kind: 'event'; readonly name: string; readonly body: Body };
export type Frame = RequestFrame | AnswerFrame;

/** The body of an error frame. */
export type ErrorBody = { readonly code: string; readonly message: string; readonly details?: unknown };

/** @throws CodecError for text that is not tagged JSON. */
export const readBody = (body: Body): unknown => ('text' in body ? decodeTagged(body.text) : body.plain);

/** The same form as the request had, so that a worker does the coding and not the one in between. */
export const bodyLike = (request: Body, value: unknown): Body =>
  'text' in request ? { text: encodeTagged(value) } : { plain: value };

export const errorBody = ({ code, message, details }: CallError): ErrorBody =>
  details === undefined ? { code, message } : { code, message, details };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= 100;
const isBody = (value: unknown): value is Body =>
  isRecord(value) && (Object.hasOwn(value, 'plain') || typeof value['text'] === 'string');

/** The border for frames from a page: their shape only, not what is in the body. */
export function isRequestFrame(value: unknown): value is RequestFrame {
  if (!isRecord(value) || !isId(value['id'])) return false;
  if (value['kind'] === 'cancel') return true;
  return value['kind'] === 'call' && isName(value['name']) && isBody(value['body']);
}

export function isAnswerFrame(value: unknown): value is AnswerFrame {
  if (!isRecord(value) || !isBody(value['body'])) return false;
  if (value['kind'] === 'event') return isName(value['name']);
  return (value['kind'] === 'result' || value['kind'] === 'progress' || value['kind'] === 'error') && isId(value['id']);
}

/** `call 12 deals.move`, a line break, and the body. */
const HEADER = /^(?:(call) (\d{1,15}) ([A-Za-z0-9.]{1,100})|(cancel|result|progress|error) (\d{1,15})|(event) ([A-Za-z0-9]{1,100}))$/;

/** A frame as one text message. @throws CodecError when its body holds what tagged JSON cannot. */
export function frameToText(frame: Frame): string {
  if (frame.kind === 'cancel') return `cancel ${frame.id}\n`;
  const text = 'text' in frame.body ? frame.body.text : encodeTagged(frame.body.plain);
  if (frame.kind === 'call') return `call ${frame.id} ${frame.name}\n${text}`;
  return frame.kind === 'event' ? `event ${frame.name}\n${text}` : `${frame.kind} ${frame.id}\n${text}`;
}

/** The frame in a text message, its body unread; undefined when it is none. */
export function textToFrame(message: string): Frame | undefined {
  const end = message.indexOf('\n');
  if (end < 0 || end > 200) return undefined;
  const header = HEADER.exec(message.slice(0, end));
  if (!header) return undefined;
  const [, call, callId, name, answer, answerId, , eventName] = header;
  const body = { text: message.slice(end + 1) };
  if (call) return { kind: 'call', id: Number(callId), name: name!, body };
  if (eventName) return { kind: 'event', name: eventName, body };
  if (answer === 'cancel') return { kind: 'cancel', id: Number(answerId) };
  return { kind: answer as 'result' | 'progress' | 'error', id: Number(answerId), body };
}
