// The two ways from a page to the program behind it. Both give a wire that is ready for calls.
import { CALLS_PATH, SESSION_PATH, TOKEN_FRAGMENT, UNKNOWN_SESSION } from '../../core/host-protocol.ts';
import { ASK_FOR_PORT, PORT_HERE, WINDOW_BRIDGE } from '../../core/window-protocol.ts';
import { domPortWire, webSocketWire } from '../../core/wire.ts';
import type { Wire } from '../../core/wire.ts';

/** The host does not know this page: only a fresh address lets it in. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

export interface OpenedWire {
  wire: Wire;
  /** Whether the other side ended it because it does not know this page. */
  isSignedOut: () => boolean;
}

/** Rejects with `SignedOut`, or with any other error where trying again may help. */
export type OpenWire = () => Promise<OpenedWire>;

/** The way of the place that this page runs in. */
export const openWire: OpenWire = () => (WINDOW_BRIDGE in window ? openPort() : openSocket());

function openPort(): Promise<OpenedWire> {
  return new Promise((resolve) => {
    window.addEventListener('message', function onMessage(event: MessageEvent<unknown>) {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_HERE || !port) return;
      window.removeEventListener('message', onMessage);
      resolve({ wire: domPortWire(port), isSignedOut: () => false });
    });
    window.postMessage(ASK_FOR_PORT, location.origin);
  });
}

async function openSocket(): Promise<OpenedWire> {
  const secret = await sessionSecret();
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${CALLS_PATH}`);
  let isSignedOut = false;
  socket.addEventListener('close', ({ code }) => {
    if (code !== UNKNOWN_SESSION.closeCode) return;
    isSignedOut = true;
    sessionStorage.removeItem(SECRET);
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new Error('the host cannot be reached')), { once: true });
  });
  socket.send(secret);
  return { wire: webSocketWire(socket), isSignedOut: () => isSignedOut };
}

/** Where the secret is kept: it lives as long as this tab, through a reload. */
const SECRET = 'kith.session';

/** The secret of this tab's session; a token in the address is exchanged for a new one and leaves the address at once. */
async function sessionSecret(): Promise<string> {
  const token = location.hash.startsWith(TOKEN_FRAGMENT) ? location.hash.slice(TOKEN_FRAGMENT.length) : undefined;
  if (token !== undefined) {
    history.replaceState(history.state, '', location.pathname);
    const answer = await fetch(SESSION_PATH, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
    const body: unknown = await answer.json();
    if (!answer.ok || !holdsSecret(body)) throw new SignedOut('this address was used or is too old');
    sessionStorage.setItem(SECRET, body.secret);
  }
  const secret = sessionStorage.getItem(SECRET);
  if (secret === null) throw new SignedOut('this tab was not opened by an address from the terminal');
  return secret;
}

const holdsSecret = (body: unknown): body is { secret: string } =>
  typeof body === 'object' && body !== null && 'secret' in body && typeof body.secret === 'string';
