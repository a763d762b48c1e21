import type { IncomingMessage } from 'node:http';
import type { Address } from './address.ts';

/** Why a request is not served. `message` says what to do, to whoever reads the answer. */
export type Refusal = { readonly status: number; readonly code: string; readonly message: string };

/** Looks at a request before anything is done with it. */
export type Guard = (request: IncomingMessage, address: Address) => Refusal | undefined;

export const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

/** The only value of a header; undefined when it is missing or came more than once. */
export function onlyHeader(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
}

/** The path of the address asked for, as it came, without what follows `?`. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';
