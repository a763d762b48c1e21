import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { api } from '../../core/api/index.ts';
import type { Contract } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import { webSocketWire } from '../../core/wire.ts';
import { grantedFolders } from '../../electron/granted-folders.ts';
import { writeVault } from '../../electron/vault/vault-file.ts';
import { builtProgram, startProgram, type Program } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testContract } from '../support/test-contract.ts';
import { tokenIn } from '../support/test-host.ts';
import { PASSPHRASE, testVault } from '../support/vaults.ts';

const FAKE = builtProgram('tests/support/serve-child.ts');

function aPlace() {
  const dir = temporaryFolder();
  const root = join(dir, 'page');
  mkdirSync(root);
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Kith</title>');
  return { dir, root, profile: join(dir, 'profile') };
}

const addressIn = (line = ''): string => (JSON.parse(line) as { url: string }).url;

/** Does what the page does with its address. */
async function connectTo<C extends Contract>(contract: C, url: string) {
  const { host, port, origin } = new URL(url);
  const headers = { host, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  const secret = await new Promise<string>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/session', method: 'POST', headers }, (answer) => {
      answer.on('data', (chunk: Buffer) => resolve((JSON.parse(chunk.toString()) as { secret: string }).secret));
    });
    asked.on('error', reject);
    asked.end(JSON.stringify({ token: tokenIn(url) }));
  });
  const socket = new WebSocket(`ws://127.0.0.1:${port}/calls`, { headers: { host, origin } });
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  socket.send(secret);
  return { client: connectCalls(contract, webSocketWire(socket)), socket };
}

async function served(program: Program): Promise<string> {
  const [first] = await program.lines(1);
  return addressIn(first);
}

describe('serve', () => {
  it('prints its address as the first line, serves calls, and closes everything on Ctrl+C', async () => {
    const { root, profile } = aPlace();
    const program = startProgram(FAKE, [root, '--no-open', '--json', '--profile', profile]);
    const { client, socket } = await connectTo(testContract, await served(program));
    expect(await client.test.add({ a: 1, b: 2 })).toBe(3);
    const closed = once(socket, 'close');
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
    await closed;
    expect(program.errors()).toContain('app closed');
    expect(existsSync(join(profile, 'lock.json'))).toBe(false);
    expect(program.out().split('\n')).toHaveLength(2);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('ends properly on %s', async (signal) => {
    const { root, profile } = aPlace();
    const program = startProgram(FAKE, [root, '--no-open', '--json', '--profile', profile]);
    await served(program);
    program.child.kill(signal);
    expect(await program.ended).toBe(0);
    expect(program.errors()).toContain('app closed');
  });

  it('tells the second one who has the profile, and opens no second App', async () => {
    const { root, profile } = aPlace();
    const first = startProgram(FAKE, [root, '--no-open', '--json', '--profile', profile]);
    await served(first);
    const second = startProgram(FAKE, [root, '--no-open', '--json', '--profile', profile]);
    expect(await second.ended).toBe(1);
    expect(JSON.parse(second.out())).toEqual({ error: { code: 'profile-in-use', message: expect.stringContaining(`process ${first.child.pid}`) } });
    expect(second.errors()).toBe('');
    const beside = startProgram(FAKE, [root, '--no-open', '--json', '--profile', `${profile}-2`]);
    expect(new URL(await served(beside)).host).not.toBe(new URL(await served(first)).host);
  });

  it('takes the port that it is told, and says when that is taken', async () => {
    const { root, profile } = aPlace();
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const refused = startProgram(FAKE, [root, '--no-open', '--json', '--profile', profile, '--port', String(port)]);
    expect(await refused.ended).toBe(1);
    expect(JSON.parse(refused.out())).toMatchObject({ error: { code: 'EADDRINUSE', message: expect.stringContaining(String(port)) } });
    expect(refused.errors()).toContain('app closed');
    taken.close();
    await once(taken, 'close');
    const program = startProgram(FAKE, [root, '--no-open', '--json', '--profile', profile, '--port', String(port)]);
    expect(new URL(await served(program)).port).toBe(String(port));
  });

  it.each([['--port', 'x'], ['--port', '70000'], ['--nonsense'], ['--folder', '/nowhere/at/all'], ['extra']])('is misused by %s %s', async (...args) => {
    const { root, profile } = aPlace();
    const program = startProgram(FAKE, [root, '--profile', profile, ...args]);
    expect(await program.ended).toBe(2);
    expect(program.errors()).toContain('Usage: serve');
    expect(existsSync(profile)).toBe(false);
  });

  it('says so when the page is not built', async () => {
    const { dir, profile } = aPlace();
    const program = startProgram(FAKE, [dir, '--json', '--profile', profile]);
    expect(await program.ended).toBe(1);
    expect(JSON.parse(program.out())).toEqual({ error: { code: 'page-not-built', message: expect.stringContaining('npm start') } });
    expect(existsSync(profile)).toBe(false);
  });

  it('grants folders and warns of a synced profile', async () => {
    const { dir, root } = aPlace();
    const folder = temporaryFolder();
    const profile = join(dir, 'Dropbox', 'kith');
    const program = startProgram(FAKE, [root, '--no-open', '--json', '--profile', profile, '--folder', folder]);
    await served(program);
    expect(grantedFolders(profile, (count) => new Uint8Array(count)).list()).toMatchObject([{ path: folder }]);
    expect(program.errors()).toContain('Dropbox copies while Kith writes');
  });

  it('prints a fresh address on Enter', async () => {
    const { root, profile } = aPlace();
    const program = startProgram(FAKE, [root, '--interactive', '--no-open', '--json', '--profile', profile]);
    const first = await served(program);
    program.child.stdin?.write('\n');
    const [, second] = await program.lines(2);
    expect(tokenIn(addressIn(second))).not.toBe(tokenIn(first));
    const { client } = await connectTo(testContract, addressIn(second));
    expect(await client.test.echo('fresh')).toBe('fresh');
  });

  it.skipIf(process.platform !== 'linux')("opens the system's browser by a file that leads on", async () => {
    const { dir, root, profile } = aPlace();
    const bin = join(dir, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > ${dir}/args\ncat "$1" > ${dir}/seen.part && mv ${dir}/seen.part ${dir}/seen\n`);
    chmodSync(join(bin, 'xdg-open'), 0o755);
    mkdirSync(profile);
    writeFileSync(join(profile, 'open-0123456789abcdef.html'), 'left by a run that was killed');
    const program = startProgram(FAKE, [root, '--profile', profile], { PATH: `${bin}:${process.env['PATH']}`, DISPLAY: ':99' });
    await vi.waitUntil(() => existsSync(join(dir, 'seen')), { timeout: 15_000 });
    const url = /url=(http:[^"]+)/.exec(readFileSync(join(dir, 'seen'), 'utf8'))?.[1] ?? '';
    expect(readFileSync(join(dir, 'args'), 'utf8')).not.toContain(tokenIn(url));
    expect(readdirSync(profile).filter((name) => name.startsWith('open-'))).toEqual([readFileSync(join(dir, 'args'), 'utf8').split('/').at(-1)]);
    const { client } = await connectTo(testContract, url);
    expect(await client.test.echo('opened')).toBe('opened');
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(readdirSync(profile).filter((name) => name.startsWith('open-'))).toEqual([]);
  });

  it('serves the App itself', async () => {
    const { root, profile } = aPlace();
    const program = startProgram(FAKE, [root, '--real-app', '--no-open', '--json', '--profile', profile]);
    const { client } = await connectTo(api, await served(program));
    expect(await client.profile.info()).toMatchObject({ host: 'browser', contacts: 0 });
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(readdirSync(profile)).not.toContain('kith.sqlite-wal');
  });

  it('opens an encrypted profile by the file that has its passphrase, and else leaves that to the page', { timeout: 120_000 }, async () => {
    const { dir, root, profile } = aPlace();
    mkdirSync(profile, { mode: 0o700 });
    writeVault(profile, await testVault(randomBytes(32)));
    const file = join(dir, 'passphrase');
    writeFileSync(file, `${PASSPHRASE}\n`);
    const start = (...more: string[]) => startProgram(FAKE, [root, '--real-app', '--no-open', '--json', '--profile', profile, ...more]);

    for (const [given, code] of [[`${file}-not`, 'no-such-file'], [join(profile, 'vault.json'), 'wrong-passphrase']] as const) {
      const refused = start('--passphrase-file', given);
      expect(await refused.ended).toBe(1);
      expect(JSON.parse(refused.out())).toMatchObject({ error: { code } });
    }
    const open = start('--passphrase-file', file);
    const { client } = await connectTo(api, await served(open));
    expect(await client.gate.state()).toEqual({ kind: 'open' });
    expect(await client.profile.info()).toMatchObject({ contacts: 0 });
    open.child.kill('SIGINT');
    expect(await open.ended).toBe(0);

    const byInput = start('--passphrase-file', '-');
    byInput.child.stdin?.end(`${PASSPHRASE}\n`);
    expect(await (await connectTo(api, await served(byInput))).client.gate.state()).toEqual({ kind: 'open' });
    byInput.child.kill('SIGINT');
    expect(await byInput.ended).toBe(0);

    const asking = start();
    expect(await (await connectTo(api, await served(asking))).client.gate.state()).toEqual({ kind: 'locked', why: 'start' });
  });

  it('is handed the file by the command line of the whole program', async () => {
    const { dir } = aPlace();
    const profile = join(dir, 'profile');
    mkdirSync(profile, { mode: 0o700 });
    writeVault(profile, await testVault(randomBytes(32)));
    const program = startProgram(builtProgram('electron/cli.ts'), ['serve', '--no-open', '--json', '--profile', profile, '--passphrase-file', join(dir, 'none')]);
    expect(await program.ended).toBe(1);
    expect(JSON.parse(program.out())).toMatchObject({ error: { code: expect.stringMatching(/^(?:no-such-file|page-not-built)$/) } });
  });
});
