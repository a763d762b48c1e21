// The browser host: Kith's page for a browser on this machine, where there is no window. Eleven protections
// stand between it and every other page and program, each in the file that is named for it here:
//
//    1, 2  address.ts            loopback and a random port; a name of this launch
//    3     exact-host.ts         the exact Host, else 421
//    4     same-origin.ts        the exact Origin; Sec-Fetch-Site
//    5     entrance.ts           the one-time token in the address's fragment
//    6     sessions.ts           the session's secret, in a header or the first frame
//    7     json-only.ts          no CORS, no OPTIONS, JSON only
//    8     response-headers.ts   CSP and its kin; no service worker
//    9     open-browser.ts       the token in no command line
//   10     limits.ts             caps, and an end when nobody is there
//   11     page-files.ts        no dialog, no shell, no path: files go through calls, in pieces; folders
//          granted-folders.ts   are granted in the terminal, and the page sees a name and a token
import { createReadStream } from 'node:fs';
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import * as z from 'zod';
import { CALLS_PATH, SESSION_PATH, TOKEN_FRAGMENT } from '../../core/host-protocol.ts';
import { webSocketWire, type Wire } from '../../core/wire.ts';
import type { Log } from '../app-port.ts';
import { contentTypeOf, realPageFile } from '../page-files.ts';
import type { Random } from '../secret.ts';
import { launchAddress, listenOnLoopback, type Address } from './address.ts';
import { openEntrance } from './entrance.ts';
import { refuseOtherHosts } from './exact-host.ts';
import { refuseOtherMethods, refuseOtherThanJson } from './json-only.ts';
import { IDLE_MS, limitConnections, LIMITS, readSmallBody, SERVER_OPTIONS, watchPresence } from './limits.ts';
import { pathOf, refusal, type Guard, type Refusal } from './refusal.ts';
import { RESPONSE_HEADERS, refuseServiceWorkers } from './response-headers.ts';
import { refuseOtherOrigins, refuseOtherSites } from './same-origin.ts';
import { openSessions, whenKnown } from './sessions.ts';

export type HostOptions = {
  /** The folder of the built page. */
  readonly root: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Whether the browser takes `*.localhost` for this machine. */
  readonly resolvesLocalhostNames: boolean;
  /** A page has proved itself: serve its calls. */
  readonly createPage: (wire: Wire) => void;
  /** Nobody has been here for 15 minutes since the last page went. */
  readonly onIdle: () => void;
  readonly clock: () => number;
  readonly random: Random;
  readonly log: Log;
  /** Runs something later; gives back how to call that off. */
  readonly after: (ms: number, run: () => void) => () => void;
};

export type Host = {
  /** Where the page is; it holds nothing without a token. */
  readonly origin: string;
  /** An address with a new token, good once and for a minute. */
  freshUrl(): string;
  /** Lets no one in any more and closes every page. */
  close(): Promise<void>;
};

const GUARDS: readonly Guard[] = [refuseOtherHosts, refuseOtherOrigins, refuseOtherSites, refuseServiceWorkers];

/** @throws the system's error when the port is taken. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { log, after } = options;
  const entrance = openEntrance(options);
  const sessions = openSessions(options.random);
  const presence = watchPresence(IDLE_MS, after, options.onIdle);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.frame, perMessageDeflate: false });
  const server = createServer(SERVER_OPTIONS);
  limitConnections(server);
  const address = launchAddress(await listenOnLoopback(server, options.port), options.random, options.resolvesLocalhostNames);

  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> => {
    const refused = refuseOtherThanJson(request);
    if (refused) return refused;
    const body = await readSmallBody(request);
    if (typeof body !== 'string') return body;
    const token = tokenIn(body);
    if (token === undefined) return refusal(400, 'bad-input', 'Send {"token": "..."}');
    if (!entrance.admits(token)) {
      return refusal(403, 'wrong-token', 'This address was used or is too old: press Enter in the terminal for a fresh one');
    }
    sendJson(response, 200, { secret: sessions.begin() });
    return undefined;
  };

  const sendPageFile = async (request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> => {
    const file = await realPageFile(options.root, pathOf(request));
    if (!file) return refusal(404, 'not-found', 'There is nothing here');
    response.writeHead(200, { 'Content-Type': contentTypeOf(file.path), 'Content-Length': file.size });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file.path), response);
    return undefined;
  };

  /** Undefined once the answer is sent. */
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> => {
    if (pathOf(request) === SESSION_PATH) return refuseOtherMethods(request, 'POST') ?? signIn(request, response);
    return refuseOtherMethods(request, 'GET', 'HEAD') ?? sendPageFile(request, response);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(RESPONSE_HEADERS)) response.setHeader(name, value);
    try {
      const refused = firstRefusal(request, address) ?? (await route(request, response));
      if (refused) refuse(request, response, refused);
    } catch (error) {
      // The other side went away in the middle: nobody is left to answer.
      if (response.destroyed || response.headersSent) response.destroy();
      else refuse(request, response, refusal(500, 'internal', 'Something went wrong inside Kith. Try again; the log says more'));
      if (!isGone(error)) log({ level: 'error', code: 'host-request-failed', error });
    }
  };
  server.on('request', (request, response) => void serve(request, response));

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refused = firstRefusal(request, address) ?? (pathOf(request) === CALLS_PATH ? undefined : refusal(404, 'not-found', 'There is nothing here'));
    if (refused) refuseUpgrade(socket, refused);
    else sockets.handleUpgrade(request, socket, head, welcome);
  });

  const welcome = (socket: WebSocket) => {
    socket.on('error', () => socket.terminate());
    whenKnown(socket, sessions, after, () => {
      socket.once('close', presence.enter());
      options.createPage(webSocketWire(socket));
    });
  };

  return {
    origin: address.origin,
    freshUrl: () => `${address.origin}/${TOKEN_FRAGMENT}${entrance.newToken()}`,
    async close() {
      presence.close();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<unknown>((done) => {
        server.close(done);
      });
    },
  };
}

function firstRefusal(request: IncomingMessage, address: Address): Refusal | undefined {
  for (const guard of GUARDS) {
    const refused = guard(request, address);
    if (refused) return refused;
  }
  return undefined;
}

const SignIn = z.strictObject({ token: z.string().max(200) });

function tokenIn(body: string): string | undefined {
  try {
    return SignIn.safeParse(JSON.parse(body)).data?.token;
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

/** A body that was not read to its end would be taken for the next request: such a connection ends here. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, code, message }: Refusal): void {
  if (!request.complete) response.setHeader('Connection', 'close');
  sendJson(response, status, { error: { code, message } });
}

function refuseUpgrade(socket: Duplex, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ error: { code, message } });
  const headers = { ...RESPONSE_HEADERS, 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
}

const GONE: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR']);
const isGone = (error: unknown) => error instanceof Error && 'code' in error && GONE.has(error.code);
