// Protection 6: a page proves itself by a secret that it holds itself. A cookie would go to every port of
// this machine; a first frame goes where the page sends it.
import { Buffer } from 'node:buffer';
import type { WebSocket } from 'ws';
import { UNKNOWN_SESSION } from '../../core/host-protocol.ts';
import { isSameSecret, newSecret, type Random } from '../secret.ts';

/** How long a WebSocket may take to say who it is. */
const FIRST_FRAME_MS = 5_000;

export type Sessions = {
  /** A new session's secret. */
  begin(): string;
  knows(secret: string): boolean;
};

/** Sessions last as long as the host. */
export function openSessions(random: Random): Sessions {
  const secrets: string[] = [];
  return {
    begin() {
      const secret = newSecret(random);
      secrets.push(secret);
      return secret;
    },
    knows: (given) => secrets.some((secret) => isSameSecret(given, secret)),
  };
}

/** Waits for the first frame, which is the secret; anything else closes the socket. */
export function whenKnown(socket: WebSocket, sessions: Sessions, after: (ms: number, run: () => void) => () => void, isKnown: () => void): void {
  const close = () => socket.close(UNKNOWN_SESSION.closeCode, UNKNOWN_SESSION.code);
  const stopWaiting = after(FIRST_FRAME_MS, close);
  socket.once('close', stopWaiting);
  socket.once('message', (data, isBinary) => {
    stopWaiting();
    if (!isBinary && Buffer.isBuffer(data) && sessions.knows(data.toString())) isKnown();
    else close();
  });
}
