import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Api, api } from '../../../core/api/index.ts';
import type { Client } from '../../../core/call.ts';
import { connectCalls } from '../../../core/connect.ts';
import { digests } from '../../../db/digest.ts';
import { openReader } from '../../../db/store.ts';
import { openApp } from '../../../electron/app.ts';
import type { AppPorts } from '../../../electron/app-port.ts';
import { openFiles } from '../../../electron/files.ts';
import { grantedFolders } from '../../../electron/granted-folders.ts';
import { openProfile } from '../../../electron/profile.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { writeVault } from '../../../electron/vault/vault-file.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { anExport } from '../../support/everything.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { filesWith, PASSPHRASE, testVault } from '../../support/vaults.ts';
import { portWires } from '../../support/wires.ts';

let made: Awaited<ReturnType<typeof anExport>>;

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kith-test-'));
  made = await anExport(dir, '1.2.3');
  return () => rmSync(dir, { recursive: true });
});

async function aProgram(dir = temporaryFolder(), ports: Partial<AppPorts> = {}) {
  const profile = openProfile(dir, 'a test', 0);
  const logged: unknown[] = [];
  const app = await openApp(dir, { log: (entry) => logged.push(entry), ...ports });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close().then(() => profile.release()));
  onTestFinished(close);
  const { here, there } = portWires();
  app.connect(there);
  const calls = connectCalls(api, here);
  return { dir, calls, close, logged };
}

/** Sends a file as the page does. */
async function sent(calls: Client<Api>, bytes: Uint8Array) {
  let uploadId: string | undefined;
  for (let from = 0; from < bytes.length; from += 1000) {
    const piece = new Uint8Array(bytes.subarray(from, from + 1000));
    ({ uploadId } = await calls.transfer.upload({ name: 'all.zip', bytes: piece, last: from + 1000 >= bytes.length, ...(uploadId === undefined ? {} : { uploadId }) }));
  }
  return { kind: 'upload', uploadId: uploadId! } as const;
}

const codeOf = (call: Promise<unknown>) => call.then(() => 'taken', (error: { code: string }) => error.code);

function expectEqual(dir: string, keys?: ReturnType<typeof keysOf>): void {
  const copy = openReader(join(dir, 'kith.sqlite'), systemPorts, keys?.database);
  expect(digests(copy)).toEqual(made.digests);
  copy.close();
  expect(openFiles(dir, keys).list().toSorted()).toEqual(made.files);
  expect(readdirSync(dir)).not.toContain('importing');
}

describe('a page at an empty profile', { timeout: 120_000 }, () => {
  it('sees what an export holds, takes it in, and goes on with it', async () => {
    const { dir, calls, close, logged } = await aProgram();
    await calls.profile.setDevice({ locale: 'de-CH', theme: 'dark' });
    const from = await sent(calls, readFileSync(made.zip));
    const look = await calls.everything.look({ from });
    expect(look).toEqual({ exportedAt: expect.any(Number), version: '1.2.3', counts: { person: 2, organisation: 1, entry: 2, reminder: 1, deal: 1 }, files: { count: 4, bytes: expect.any(Number) }, isEmptyHere: true });
    expect(look.exportedAt).toBeGreaterThan(0);
    const phases = new Set<string>();
    const states: string[] = [];
    calls.on('gate', ({ kind }) => void states.push(kind));
    expect(await calls.everything.take({ from }, { onProgress: ({ phase }) => void phases.add(phase) })).toMatchObject({ contacts: 3, files: 4 });
    expect([...phases]).toEqual(['records', 'checking', 'files', 'placing']);
    expect(states).toEqual(['restoring', 'open']);
    expect((await calls.contacts.count({ filter: [] })).total).toBe(3);
    expect((await calls.profile.info()).device).toMatchObject({ locale: 'de-CH', theme: 'dark', onboarded: true });
    expect(await codeOf(calls.everything.take({ from }))).toBe('upload-not-found');
    expect((await calls.everything.look({ from: await sent(calls, readFileSync(made.zip)) })).isEmptyHere).toBe(false);
    await close();
    expect(logged).toEqual([]);
    const copy = openReader(join(dir, 'kith.sqlite'), systemPorts);
    expect(copy.member).toBe(made.member);
    copy.close();
  });

  it('takes a folder in that was granted, or chosen with the dialog of the system', async () => {
    const { dir, calls, close } = await aProgram();
    expect(await calls.everything.folders()).toEqual({ folders: [], canChoose: false });
    expect(await codeOf(calls.everything.chooseFolder())).toBe('no-dialog');
    const { token } = grantedFolders(dir, () => new Uint8Array(32)).grant(made.folder);
    expect(await calls.everything.folders()).toEqual({ folders: [{ token, name: 'all' }], canChoose: false });
    await calls.everything.take({ from: { kind: 'folder', folder: token } });
    await close();
    expectEqual(dir);

    let answer: string | null = null;
    const window = await aProgram(undefined, { chooseFolder: async () => answer });
    expect(await window.calls.everything.chooseFolder()).toBeNull();
    answer = made.folder;
    const chosen = (await window.calls.everything.chooseFolder())!;
    expect(chosen.name).toBe('all');
    expect(await window.calls.everything.look({ from: { kind: 'folder', folder: chosen.token } })).toMatchObject({ counts: { person: 2 } });
    expect(await codeOf(window.calls.everything.look({ from: { kind: 'folder', folder: 'another' } }))).toBe('not-granted');
  });

  it('takes it into an encrypted profile, and nothing of it lies there in clear', async () => {
    const dir = temporaryFolder();
    const secret = new Uint8Array(32).fill(7);
    writeVault(dir, await testVault(secret));
    const { calls, close } = await aProgram(dir);
    const locked = { kind: 'upload', uploadId: 'a' } as const;
    for (const call of [() => calls.everything.folders(), () => calls.everything.look({ from: locked }), () => calls.everything.take({ from: locked })]) expect(await codeOf(call())).toBe('not-open');
    await calls.vault.unlock({ passphrase: PASSPHRASE });
    const from = await sent(calls, readFileSync(made.zip));
    expect(filesWith(dir, 'kith.json')).toEqual([]);
    expect(await calls.everything.look({ from })).toMatchObject({ counts: { person: 2 } });
    await calls.everything.take({ from });
    expect(await calls.gate.state()).toEqual({ kind: 'open' });
    await close();
    expectEqual(dir, keysOf(secret));
    for (const words of ['ada@example.org', 'Pergola', 'a photo']) expect(filesWith(dir, words)).toEqual([]);
  });
});

describe('a page is told in words what is wrong, and nothing was changed', { timeout: 120_000 }, () => {
  it('of a file that is something else, newer, altered or cut off', async () => {
    const { calls } = await aProgram();
    const bytes = readFileSync(made.zip);
    const altered = Buffer.from(bytes);
    altered[bytes.indexOf('kith.json') + 600]! ^= 0xff;
    const cases: [Uint8Array, string][] = [
      [Buffer.from('Name\nAda\n'), 'not-everything'],
      [bytes.subarray(0, bytes.length - 200), 'everything-damaged'],
      [altered, 'everything-damaged'],
    ];
    for (const [content, code] of cases) {
      const from = await sent(calls, content);
      expect(await codeOf(calls.everything.look({ from }))).toBe(code);
      expect(await codeOf(calls.everything.take({ from }))).toBe(code);
    }
    const newer = join(temporaryFolder(), 'newer');
    mkdirSync(newer);
    writeFileSync(join(newer, 'kith.json'), readFileSync(join(made.folder, 'kith.json'), 'utf8').replace('"version":1', '"version":2'));
    const inWindow = await aProgram(undefined, { chooseFolder: async () => newer });
    const { token } = (await inWindow.calls.everything.chooseFolder())!;
    expect(await codeOf(inWindow.calls.everything.look({ from: { kind: 'folder', folder: token } }))).toBe('newer-version');
    expect((await calls.contacts.count({ filter: [] })).total).toBe(0);
  });

  it('of a profile that is not empty, also where it came to be so meanwhile', async () => {
    const { dir, calls } = await aProgram();
    const from = await sent(calls, readFileSync(made.zip));
    let added: Promise<unknown> | undefined;
    const take = calls.everything.take({ from }, { onProgress: () => void (added ??= calls.contacts.create({ kind: 'person', fullName: 'Zoe' } as never)) });
    expect(await codeOf(take)).toBe('profile-not-empty');
    await added;
    expect(await calls.gate.state()).toEqual({ kind: 'open' });
    expect((await calls.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 9 })).rows.map(({ name }) => name)).toEqual(['Zoe']);
    expect(openFiles(dir).list()).toEqual([]);
    expect(readdirSync(dir)).not.toContain('importing');
    expect(await codeOf(calls.everything.take({ from: await sent(calls, readFileSync(made.zip)) }))).toBe('profile-not-empty');
  });

  it('not of one in which the sample data were tried out and removed', async () => {
    const { dir, calls, close } = await aProgram();
    await calls.profile.loadSample();
    const from = await sent(calls, readFileSync(made.zip));
    expect((await calls.everything.look({ from })).isEmptyHere).toBe(false);
    await calls.profile.removeSample();
    expect((await calls.everything.look({ from })).isEmptyHere).toBe(true);
    await calls.everything.take({ from });
    await close();
    expectEqual(dir);
  });

  it('of one that was cancelled, or is under way already', async () => {
    const { dir, calls } = await aProgram();
    const from = await sent(calls, readFileSync(made.zip));
    const stop = new AbortController();
    let second: Promise<string> | undefined;
    const first = calls.everything.take({ from }, {
      signal: stop.signal,
      onProgress: () => {
        second ??= codeOf(calls.everything.take({ from }));
        stop.abort();
      },
    });
    expect(await codeOf(first)).toBe('cancelled');
    expect(await second).toBe('writing-meanwhile');
    expect(readdirSync(dir)).not.toContain('importing');
    expect(await codeOf(calls.everything.look({ from }))).toBe('taken');
    expect((await calls.contacts.count({ filter: [] })).total).toBe(0);
  });
});
