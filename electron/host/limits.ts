// Protection 10: caps, so that nobody fills memory or holds all connections; and an end when nobody is there.
import type { IncomingMessage, Server, ServerOptions } from 'node:http';
import { refusal, type Refusal } from './refusal.ts';

/** Bytes, but for connections. */
export const LIMITS = {
  headers: 16 * 1024,
  body: 16 * 1024,
  frame: 8 * 1024 * 1024,
  connections: 64,
} as const;

export const IDLE_MS = 15 * 60_000;

export const SERVER_OPTIONS: ServerOptions = {
  maxHeaderSize: LIMITS.headers,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  /** A missing `Host` is refused as a wrong one. */
  requireHostHeader: false,
};

export function limitConnections(server: Server): void {
  server.maxConnections = LIMITS.connections;
  // A connection on which nothing moves.
  server.setTimeout(60_000);
}

/** The whole body, or a refusal as soon as it is longer than allowed; a body never waits in memory beyond that. */
export async function readSmallBody(request: IncomingMessage): Promise<string | Refusal> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > LIMITS.body) return refusal(413, 'too-large', `Send at most ${LIMITS.body} bytes; files go in pieces through calls`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export type Presence = {
  /** A page came. Gives back how to say that it went. */
  enter(): () => void;
  close(): void;
};

/** Calls `onIdle` once no page has been there for so long since the last one went. */
export function watchPresence(idleMs: number, after: (ms: number, run: () => void) => () => void, onIdle: () => void): Presence {
  let pages = 0;
  let stopWaiting = () => {};
  return {
    enter() {
      pages += 1;
      stopWaiting();
      let here = true;
      return () => {
        if (!here) return;
        here = false;
        pages -= 1;
        if (pages === 0) stopWaiting = after(idleMs, onIdle);
      };
    },
    close: () => stopWaiting(),
  };
}
