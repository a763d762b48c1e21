import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { serveCalls } from '../../core/serve-calls.ts';
import type { Wire } from '../../core/wire.ts';
import type { LogEntry } from '../../electron/app-port.ts';
import { startHost, type Host, type HostOptions } from '../../electron/host/host.ts';
import { manualClock, type ManualClock } from './manual-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testContract } from './test-contract.ts';

/** What stands outside the page's folder and must never be read. */
export const CANARY = 'canary-7f3a';

export type TestHost = {
  host: Host;
  /** The folder of the page; its neighbours hold the canary. */
  root: string;
  port: number;
  /** As our own page has them. */
  name: string;
  clock: ManualClock;
  log: LogEntry[];
  idle: { count: number };
  wires: Wire[];
  /** A request as our own page makes it, unless `headers` say otherwise; `null` leaves one out. */
  send(method: string, path: string, headers?: Record<string, string | string[] | null>, body?: string | Uint8Array): Promise<Answer>;
  /** Signs in with a fresh address, as the page does. */
  signIn(): Promise<string>;
  /** A WebSocket as our own page opens it; waits for nothing. */
  socket(path?: string, headers?: Record<string, string | null>): WebSocket;
};

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; json(): unknown };

export const PAGE_HTML = '<!doctype html><title>Kith</title><script type="module" src="./assets/page.js"></script>';

/** A host on a page of three files, with time that passes by hand. */
export async function startTestHost(options: Partial<HostOptions> = {}): Promise<TestHost> {
  const dir = temporaryFolder();
  const root = join(dir, 'page');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(dir, 'page-evil'));
  writeFileSync(join(root, 'index.html'), PAGE_HTML);
  writeFileSync(join(root, 'assets', 'page.js'), 'document.body.dataset.ran = "yes";');
  writeFileSync(join(root, 'assets', 'page.css'), 'body { color: black }');
  writeFileSync(join(dir, 'canary.txt'), CANARY);
  writeFileSync(join(dir, 'page-evil', 'canary.txt'), CANARY);

  const clock = manualClock();
  const log: LogEntry[] = [];
  const idle = { count: 0 };
  const wires: Wire[] = [];
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const host = await startHost({
    root,
    resolvesLocalhostNames: true,
    createPage(wire) {
      wires.push(wire);
      serveCalls(testContract, { test: { echo: (value) => value, add: ({ a, b }) => a + b } }, wire, { onError: () => {} });
    },
    onIdle: () => void idle.count++,
    clock: clock.now,
    random,
    log: (entry) => log.push(entry),
    after: clock.after,
    ...options,
  });
  onTestFinished(() => host.close());
  const { host: name, port } = new URL(host.origin);

  const send: TestHost['send'] = (method, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const own: Record<string, string | string[] | null> = { host: name, origin: host.origin, 'sec-fetch-site': 'same-origin', ...headers };
      const outgoing: OutgoingHttpHeaders = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null)) as OutgoingHttpHeaders;
      const asked = request({ host: '127.0.0.1', port: Number(port), method, path, headers: outgoing, setHost: false, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text, json: () => JSON.parse(text) as unknown });
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });

  return {
    host,
    root,
    port: Number(port),
    name,
    clock,
    log,
    idle,
    wires,
    send,
    async signIn() {
      const answer = await send('POST', '/session', { 'content-type': 'application/json' }, JSON.stringify({ token: tokenIn(host.freshUrl()) }));
      return (answer.json() as { secret: string }).secret;
    },
    socket(path = '/calls', headers = {}) {
      const own = { host: name, origin: host.origin, ...headers };
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
        headers: Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null)) as Record<string, string>,
      });
      socket.on('error', () => {});
      onTestFinished(() => socket.terminate());
      return socket;
    },
  };
}

/** The one-time token in an address. */
export const tokenIn = (url: string): string => new URL(url).hash.replace('#in=', '');
