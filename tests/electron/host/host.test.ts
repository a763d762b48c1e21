// Each protection of the browser host, attacked. The numbers are those of electron/host/host.ts.
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { connectCalls } from '../../../core/connect.ts';
import { CONTENT_POLICY } from '../../../core/content-policy.ts';
import { webSocketWire } from '../../../core/wire.ts';
import { grantedFolders } from '../../../electron/granted-folders.ts';
import { openInBrowser, type OpenPorts } from '../../../electron/host/open-browser.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testContract } from '../../support/test-contract.ts';
import { CANARY, PAGE_HTML, startTestHost, tokenIn } from '../../support/test-host.ts';

const JSON_BODY = { 'content-type': 'application/json' };

/** How the host ends an upgrade: the status of a refusal, or `open`. */
const outcome = (socket: WebSocket): Promise<number | 'open'> =>
  new Promise((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
  });
const closeCode = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];

async function openPage(test: Awaited<ReturnType<typeof startTestHost>>, secret?: string) {
  const known = secret ?? (await test.signIn());
  const socket = test.socket();
  await once(socket, 'open');
  socket.send(known);
  return { socket, client: connectCalls(testContract, webSocketWire(socket)) };
}

describe('our own page', () => {
  it('is served, signs in once, and makes calls', async () => {
    const test = await startTestHost();
    const page = await test.send('GET', '/', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', origin: null });
    expect([page.status, page.body, page.headers['content-type']]).toEqual([200, PAGE_HTML, 'text/html; charset=utf-8']);
    const script = await test.send('GET', '/assets/page.js?v=1');
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    const head = await test.send('HEAD', '/assets/page.css');
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '21']);
    const { client } = await openPage(test);
    expect(await client.test.add({ a: 2, b: 3 })).toBe(5);
    expect(await client.test.echo(new Uint8Array([1, 2]))).toEqual(new Uint8Array([1, 2]));
    expect(test.log).toEqual([]);
  });

  it('is the only thing that GET knows', async () => {
    const test = await startTestHost();
    expect((await test.send('GET', '/nothing')).status).toBe(404);
    expect((await test.send('GET', '/assets')).status).toBe(404);
    expect((await test.send('GET', '/session')).status).toBe(405);
    expect((await test.send('POST', '/', JSON_BODY, '{}')).status).toBe(405);
  });
});

describe('1: this machine only', () => {
  it('listens on loopback, on a port that the system chose', async () => {
    const [first, second] = [await startTestHost(), await startTestHost()];
    expect(first.port).not.toBe(second.port);
    const addresses = ['127.0.0.2', ...Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))];
    for (const address of addresses.filter((one) => one !== '127.0.0.1' && !one.startsWith('fe80'))) {
      const socket = connect({ host: address, port: first.port });
      await expect(once(socket, 'connect'), address).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('says so when the port is taken, rather than sharing it', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    await expect(startTestHost({ port: (taken.address() as { port: number }).port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('2: a name of this launch', () => {
  it('is another each time, so that no cookie or storage is shared', async () => {
    const names = await Promise.all([1, 2].map(async () => (await startTestHost()).name));
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{16}\.localhost:\d+$/);
    expect(names[0]?.split('.')[0]).not.toBe(names[1]?.split('.')[0]);
  });

  it('is the bare number where the browser knows no such names', async () => {
    expect((await startTestHost({ resolvesLocalhostNames: false })).name).toMatch(/^127\.0\.0\.1:\d+$/);
  });
});

describe('3: the exact Host', () => {
  it('is asked of every request, the page itself included', async () => {
    const test = await startTestHost();
    const [name] = test.name.split(':');
    for (const host of ['evil.example', `evil.example:${test.port}`, `127.0.0.1:${test.port}`, `localhost:${test.port}`, name!, `${test.name}.evil.example`, `x.${test.name}`, '']) {
      expect((await test.send('GET', '/', { host })).status, host).toBe(421);
      expect((await test.send('POST', '/session', { host, ...JSON_BODY }, '{}')).status, host).toBe(421);
      expect(await outcome(test.socket('/calls', { host })), host).toBe(421);
    }
  });

  it('may not be missing or doubled', async () => {
    const test = await startTestHost();
    const statusOf = async (head: string) => {
      const socket = connect({ host: '127.0.0.1', port: test.port });
      onTestFinished(() => void socket.destroy());
      socket.write(`${head}\r\n\r\n`);
      const [data] = (await once(socket, 'data')) as [Buffer];
      return Number(data.toString().slice(9, 12));
    };
    expect(await statusOf('GET / HTTP/1.1')).toBe(421);
    expect(await statusOf('GET / HTTP/1.0')).toBe(421);
    expect(await statusOf(`GET / HTTP/1.1\r\nHost: evil.example\r\nHost: ${test.name}`)).toBeGreaterThanOrEqual(400);
    expect(await statusOf(`GET / HTTP/1.1\r\nHost: ${test.name}\r\nHost: evil.example`)).toBeGreaterThanOrEqual(400);
    expect(await statusOf(`GET http://evil.example/ HTTP/1.1\r\nHost: evil.example`)).toBe(421);
  });
});

describe('4: from our own page', () => {
  it('POST and PUT carry our Origin', async () => {
    const test = await startTestHost();
    const other = test.host.origin.replace(/:\d+$/, ':1');
    for (const origin of [null, 'null', 'http://evil.example', `https://${test.name}`, other, `${test.host.origin}.evil.example`, `${test.host.origin}/`]) {
      const token = tokenIn(test.host.freshUrl());
      const answer = await test.send('POST', '/session', { origin, ...JSON_BODY }, JSON.stringify({ token }));
      expect([answer.status, answer.body.includes('wrong-origin')], String(origin)).toEqual([403, true]);
      expect((await test.send('PUT', '/session', { origin })).body, String(origin)).toContain('wrong-origin');
    }
  });

  it('so does every WebSocket', async () => {
    const test = await startTestHost();
    for (const origin of [null, 'null', 'http://evil.example', 'http://127.0.0.1:1']) {
      expect(await outcome(test.socket('/calls', { origin })), String(origin)).toBe(403);
    }
    expect(await outcome(test.socket('/calls', { 'sec-fetch-site': 'cross-site' }))).toBe(403);
    expect(await outcome(test.socket('/elsewhere'))).toBe(404);
    expect(await outcome(test.socket())).toBe('open');
  });

  it('nothing is read from another site, and another port of this name is another site', async () => {
    const test = await startTestHost();
    for (const site of ['cross-site', 'same-site', 'none', null]) {
      for (const path of ['/assets/page.js', '/index.html']) {
        const answer = await test.send('GET', path, { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', origin: null });
        expect(answer.status, `${path} ${site}`).toBe(403);
      }
    }
  });

  it('the page itself opens from a link anywhere, but not into a frame or a script', async () => {
    const test = await startTestHost();
    const from = (headers: Record<string, string | null>) => test.send('GET', '/', { 'sec-fetch-site': 'cross-site', origin: null, ...headers });
    expect((await from({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).status).toBe(200);
    expect((await from({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).status).toBe(403);
    expect((await from({ 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' })).status).toBe(403);
    expect((await from({ 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' })).status).toBe(403);
    expect((await from({ 'sec-fetch-mode': null, 'sec-fetch-dest': null })).status).toBe(403);
  });
});

describe('5: the one-time token', () => {
  const exchange = async (test: Awaited<ReturnType<typeof startTestHost>>, token: string) =>
    (await test.send('POST', '/session', JSON_BODY, JSON.stringify({ token }))).status;

  it('stands in the fragment, which no browser sends, and has 256 bits', async () => {
    const test = await startTestHost();
    const url = new URL(test.host.freshUrl());
    expect([url.pathname, url.search]).toEqual(['/', '']);
    expect(Buffer.from(tokenIn(url.href).split('.')[1] ?? '', 'base64url')).toHaveLength(32);
    expect(tokenIn(test.host.freshUrl())).not.toBe(tokenIn(test.host.freshUrl()));
  });

  it('lets in once', async () => {
    const test = await startTestHost();
    const token = tokenIn(test.host.freshUrl());
    expect(await exchange(test, token)).toBe(200);
    expect(await exchange(test, token)).toBe(403);
  });

  it('lets in for a minute', async () => {
    const test = await startTestHost();
    const [early, late] = [tokenIn(test.host.freshUrl()), tokenIn(test.host.freshUrl())];
    test.clock.advance(59_999);
    expect(await exchange(test, early)).toBe(200);
    test.clock.advance(1);
    expect(await exchange(test, late)).toBe(403);
  });

  it('is locked by ten failures, which lock no other', async () => {
    const test = await startTestHost();
    const [token, spared] = [tokenIn(test.host.freshUrl()), tokenIn(test.host.freshUrl())];
    const [id] = token.split('.');
    for (let i = 0; i < 9; i++) expect(await exchange(test, `${id}.${'A'.repeat(43)}`)).toBe(403);
    const nine = tokenIn(test.host.freshUrl());
    for (let i = 0; i < 9; i++) await exchange(test, `${nine.split('.')[0]}.`);
    expect(await exchange(test, nine)).toBe(200);
    expect(await exchange(test, `${id}.${'A'.repeat(43)}`)).toBe(403);
    expect(await exchange(test, token)).toBe(403);
    expect(await exchange(test, spared)).toBe(200);
    expect(await exchange(test, tokenIn(test.host.freshUrl()))).toBe(200);
  });

  it.each(['', '.', 'a', '__proto__.x', 'constructor.constructor'])('is not %j', async (token) => {
    expect(await exchange(await startTestHost(), token)).toBe(403);
  });
});

describe('6: the session', () => {
  it('lives in no cookie', async () => {
    const test = await startTestHost();
    const answer = await test.send('POST', '/session', JSON_BODY, JSON.stringify({ token: tokenIn(test.host.freshUrl()) }));
    expect(answer.headers['set-cookie']).toBeUndefined();
    const { secret } = answer.json() as { secret: string };
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const socket = test.socket('/calls', { cookie: `session=${secret}` });
    await once(socket, 'open');
    socket.send('call 1 test.add\n{"a":1,"b":2}');
    expect(await closeCode(socket)).toBe(4401);
  });

  it('is proved by the first frame, before anything is answered', async () => {
    const test = await startTestHost();
    for (const first of ['', 'x', 'call 1 test.add\n{"a":1,"b":2}', Buffer.from(await test.signIn())]) {
      const socket = test.socket();
      const heard: unknown[] = [];
      socket.on('message', (data) => heard.push(data));
      await once(socket, 'open');
      socket.send(first);
      expect(await closeCode(socket)).toBe(4401);
      expect(heard).toEqual([]);
    }
    expect(test.wires).toEqual([]);
  });

  it('must be proved within five seconds', async () => {
    const test = await startTestHost();
    const silent = test.socket();
    await once(silent, 'open');
    const { client } = await openPage(test);
    await client.test.add({ a: 1, b: 1 });
    test.clock.advance(5_000);
    expect(await closeCode(silent)).toBe(4401);
    expect(await client.test.add({ a: 1, b: 1 })).toBe(2);
  });

  it('outlives a reload of its page', async () => {
    const test = await startTestHost();
    const secret = await test.signIn();
    (await openPage(test, secret)).socket.terminate();
    const { client } = await openPage(test, secret);
    expect(await client.test.add({ a: 1, b: 1 })).toBe(2);
  });
});

describe('7: no CORS, JSON only', () => {
  it('OPTIONS and other methods get nothing that allows anything', async () => {
    const test = await startTestHost();
    for (const method of ['OPTIONS', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) {
      const answer = await test.send(method, '/session', { 'access-control-request-method': 'POST' });
      expect(answer.status, method).toBe(405);
      expect(answer.body, method).toContain('wrong-method');
    }
  });

  it('no answer has a CORS header', async () => {
    const test = await startTestHost();
    const answers = await Promise.all([test.send('GET', '/'), test.send('OPTIONS', '/'), test.send('POST', '/session', JSON_BODY, '{}'), test.send('GET', '/', { origin: 'http://evil.example' })]);
    for (const { headers } of answers) expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('a form cannot sign in', async () => {
    const test = await startTestHost();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json, text/plain', null]) {
      const token = tokenIn(test.host.freshUrl());
      expect((await test.send('POST', '/session', { 'content-type': type }, JSON.stringify({ token }))).status, String(type)).toBe(415);
    }
    for (const body of ['', '{', '[]', '{"token":1}', '{"token":"a","more":1}', 'null']) {
      expect((await test.send('POST', '/session', JSON_BODY, body)).status, body).toBe(400);
    }
  });
});

describe('8: what answers say to the browser', () => {
  it('is said by every answer, refusals included', async () => {
    const test = await startTestHost();
    const answers = await Promise.all([
      test.send('GET', '/'),
      test.send('GET', '/assets/page.js'),
      test.send('GET', '/nothing'),
      test.send('GET', '/', { host: 'evil.example' }),
      test.send('POST', '/session', JSON_BODY, '{}'),
    ]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': `${CONTENT_POLICY}; frame-ancestors 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    }
  });

  it('allows scripts and styles of our own only', () => {
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-src 'none'", "require-trusted-types-for 'script'"]) {
      expect(CONTENT_POLICY.split('; ')).toContain(part);
    }
    expect(CONTENT_POLICY).not.toMatch(/unsafe|\*|http/);
  });

  it('gives no service worker its script', async () => {
    const test = await startTestHost();
    expect((await test.send('GET', '/assets/page.js', { 'service-worker': 'script' })).status).toBe(403);
  });
});

describe('9: the token is in no command line', () => {
  const ports = (dir: string, runs: { program: string; args: readonly string[] }[], opens = true): OpenPorts => ({
    dir,
    platform: 'linux',
    environment: { DISPLAY: ':0' },
    random: (count) => new Uint8Array(count).fill(runs.length + 1),
    findProgram: (name) => `/usr/bin/${name}`,
    run: (program, args) => (runs.push({ program, args }), Promise.resolve(opens)),
  });

  it('but in a file that only its owner reads, which leads on and then goes', async () => {
    const test = await startTestHost();
    const dir = temporaryFolder();
    const runs: { program: string; args: readonly string[] }[] = [];
    const url = test.host.freshUrl();
    const opened = await openInBrowser(url, ports(dir, runs));
    const [file] = readdirSync(dir).map((name) => join(dir, name));
    expect(runs).toEqual([{ program: '/usr/bin/xdg-open', args: [file] }]);
    expect(JSON.stringify(runs)).not.toContain(tokenIn(url));
    expect(statSync(file!).mode & 0o777).toBe(0o600);
    expect(readFileSync(file!, 'utf8')).toContain(url);
    opened?.remove();
    expect(existsSync(file!)).toBe(false);
  });

  it('and no such file stays where nothing can open it', async () => {
    const dir = temporaryFolder();
    const runs: { program: string; args: readonly string[] }[] = [];
    expect(await openInBrowser('http://a.localhost:1/#in=x', ports(dir, runs, false))).toBeUndefined();
    expect(await openInBrowser('http://a.localhost:1/#in=x', { ...ports(dir, runs), environment: {} })).toBeUndefined();
    expect(await openInBrowser('http://a.localhost:1/#in=x', { ...ports(dir, runs), findProgram: () => undefined })).toBeUndefined();
    expect(runs).toHaveLength(1);
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('10: limits', () => {
  it('on headers', async () => {
    const test = await startTestHost();
    expect((await test.send('GET', '/', { 'x-long': 'x'.repeat(16 * 1024) })).status).toBe(431);
  });

  it('on bodies, without reading them to their end', async () => {
    const test = await startTestHost();
    expect((await test.send('POST', '/session', JSON_BODY, `"${'x'.repeat(17 * 1024)}"`)).status).toBe(413);
  });

  it('on frames', async () => {
    const test = await startTestHost();
    const { socket, client } = await openPage(test);
    const big = 'x'.repeat(1024 * 1024);
    expect(await client.test.echo(big)).toBe(big);
    socket.send(`call 2 test.echo\n"${big.repeat(8)}"`);
    expect(await closeCode(socket)).toBe(1009);
  });

  it('on connections', async () => {
    const test = await startTestHost();
    const all = Array.from({ length: 70 }, () => connect({ host: '127.0.0.1', port: test.port }));
    onTestFinished(() => all.forEach((socket) => socket.destroy()));
    const refused = new Set<unknown>();
    for (const socket of all) for (const end of ['close', 'error']) socket.on(end, () => void refused.add(socket));
    await vi.waitUntil(() => refused.size === 6, { timeout: 5_000 });
    expect(all.filter((socket) => !socket.destroyed)).toHaveLength(64);
  });

  it('it stops 15 minutes after the last page went', async () => {
    const test = await startTestHost();
    test.clock.advance(60 * 60_000);
    expect(test.idle.count).toBe(0);
    const [first, second] = [await openPage(test), await openPage(test)];
    await Promise.all([first, second].map(({ client }) => client.test.add({ a: 1, b: 1 })));
    const gone = (page: typeof first, count: number) => {
      page.socket.terminate();
      return vi.waitUntil(() => closedWires.count === count);
    };
    const closedWires = { count: 0 };
    for (const wire of test.wires) wire.onClose(() => void closedWires.count++);
    await gone(first, 1);
    test.clock.advance(60 * 60_000);
    expect(test.idle.count).toBe(0);
    await gone(second, 2);
    test.clock.advance(15 * 60_000 - 1);
    expect(test.idle.count).toBe(0);
    const third = await openPage(test);
    await third.client.test.add({ a: 1, b: 1 });
    test.clock.advance(60 * 60_000);
    expect(test.idle.count).toBe(0);
    test.wires.at(-1)?.onClose(() => void closedWires.count++);
    await gone(third, 3);
    test.clock.advance(15 * 60_000);
    expect(test.idle.count).toBe(1);
  });

  it('closing lets every page go', async () => {
    const test = await startTestHost();
    const { socket, client } = await openPage(test);
    await client.test.add({ a: 1, b: 1 });
    const closed = closeCode(socket);
    await test.host.close();
    expect(await closed).toBe(1006);
    await expect(test.send('GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('11: no dialog, no shell, no path', () => {
  it('nothing can be written by address', async () => {
    const test = await startTestHost();
    const before = readFileSync(join(test.root, 'index.html'), 'utf8');
    for (const path of ['/', '/index.html', '/new.txt', '/..%2fcanary.txt']) {
      for (const method of ['PUT', 'POST', 'DELETE', 'PATCH']) expect((await test.send(method, path, { ...JSON_BODY, 'content-length': '1' }, 'x')).status, `${method} ${path}`).toBe(405);
    }
    expect(readFileSync(join(test.root, 'index.html'), 'utf8')).toBe(before);
    expect(readdirSync(test.root).toSorted()).toEqual(['assets', 'index.html']);
    expect(readFileSync(join(dirname(test.root), 'canary.txt'), 'utf8')).toBe(CANARY);
  });

  it('the page is all that can be read by address', async () => {
    const test = await startTestHost();
    symlinkSync(join(dirname(test.root), 'canary.txt'), join(test.root, 'link.txt'));
    symlinkSync(dirname(test.root), join(test.root, 'up'));
    for (const path of ['/../canary.txt', '/..%2fcanary.txt', '/%2e%2e/canary.txt', '/assets/../../canary.txt', '/..%2fpage-evil/canary.txt', '/link.txt', '/up/canary.txt', '//etc/passwd', '/%2fetc/passwd', '/..%5ccanary.txt', '/canary.txt%00.html', '/%zz', '/%252e%252e%252fcanary.txt']) {
      const answer = await test.send('GET', path);
      expect(answer.status, path).toBe(404);
      expect(answer.body, path).not.toContain(CANARY);
    }
  });

  it('of a granted folder a page sees its name and a token', () => {
    const [profile, folder] = [temporaryFolder(), temporaryFolder()];
    const folders = grantedFolders(profile, (count) => new Uint8Array(count).fill(7));
    const grant = folders.grant(folder);
    expect(JSON.stringify(folders.views())).not.toContain(dirname(folder));
    expect(folders.views()).toEqual([{ token: grant.token, name: folder.split('/').at(-1) }]);
    expect(folders.pathOf(grant.token)).toBe(folder);
    expect([folders.pathOf(folder), folders.pathOf('../x')]).toEqual([undefined, undefined]);
  });
});
