import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Api, api } from '../../../core/api/index.ts';
import type { Client } from '../../../core/call.ts';
import { connectCalls } from '../../../core/connect.ts';
import { openApp } from '../../../electron/app.ts';
import type { AppPorts } from '../../../electron/app-port.ts';
import { changeBackupState } from '../../../electron/backup/state.ts';
import { ownClient } from '../../../electron/own-client.ts';
import { openProfile } from '../../../electron/profile.ts';
import { hearScreenLock } from '../../../electron/shell/screen-lock.ts';
import type { Keychain } from '../../../electron/vault/slots.ts';
import { readVault } from '../../../electron/vault/vault-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { filesWith, PASSPHRASE } from '../../support/vaults.ts';
import { portWires } from '../../support/wires.ts';

const CANARY = 'Zaunkoenigin-4711';

interface Running {
  /** As a page. */
  page: Client<Api>;
  /** As the program itself. */
  own: Client<Api>;
  stop: () => Promise<void>;
}

async function start(dir: string, ports: Partial<AppPorts> = {}): Promise<Running> {
  const profile = openProfile(dir, 'Kith in a test', 0);
  const app = await openApp(dir, { log: () => undefined, ...ports });
  const { here, there } = portWires();
  app.connect(there);
  const own = ownClient(app);
  let stopped: Promise<void> | undefined;
  const stop = () =>
    (stopped ??= (async () => {
      own.close();
      here.close();
      await app.close();
      profile.release();
    })());
  onTestFinished(stop);
  return { page: connectCalls(api, here), own: own.client, stop };
}

const refusal = (call: Promise<unknown>) => call.then(() => 'let in', (error: { code: string }) => error.code);

/** A keychain in memory, which can lose its key. */
function aKeychain(): Keychain & { lose(): void } {
  let mask = randomBytes(32);
  const turn = (bytes: Uint8Array) => bytes.map((byte, at) => byte ^ mask[at % 32]!);
  return {
    wrap: (bytes) => Buffer.concat([Buffer.from('mine'), turn(bytes)]),
    unwrap(bytes) {
      if (mask.every((byte) => byte === 0)) throw new Error('the keychain has no such key');
      return turn(bytes.slice(4));
    },
    lose: () => (mask = Buffer.alloc(32)),
  };
}

const aContact = (page: Client<Api>) => page.contacts.create({ kind: 'person', fullName: CANARY } as never);
const countOf = (page: Client<Api>) => page.contacts.count({ filter: [] });

describe('a profile that somebody encrypts', { timeout: 120_000 }, () => {
  it('asks for its passphrase at the next start, and lets in who has that or the recovery key', async () => {
    const dir = temporaryFolder();
    const first = await start(dir);
    await aContact(first.page);
    const states: string[] = [];
    first.page.on('gate', ({ kind }) => states.push(kind));
    const { recoveryKey } = await first.page.vault.encrypt({ passphrase: PASSPHRASE, useKeychain: false });
    expect(recoveryKey).toMatch(/^AGE-SECRET-KEY-1/);
    expect(states[0]).toBe('converting');
    expect(states.at(-1)).toBe('open');
    expect(await countOf(first.page)).toMatchObject(await countOf(first.page));
    expect(await first.page.vault.state()).toMatchObject({ encrypted: true, asks: 'passphrase', recoveryKey: true });
    await first.stop();
    expect(filesWith(dir, CANARY)).toEqual([]);
    expect(readFileSync(join(dir, 'vault.json'), 'utf8')).not.toContain(PASSPHRASE);

    const second = await start(dir);
    expect(await second.page.gate.state()).toEqual({ kind: 'locked', why: 'start' });
    expect(await refusal(aContact(second.page))).toBe('not-open');
    // What asks for nothing must not open it either.
    await second.page.gate.retry();
    expect(await second.page.gate.state()).toMatchObject({ kind: 'locked' });
    expect(await refusal(second.page.vault.unlock({ passphrase: 'not that one' }))).toBe('wrong-passphrase');
    expect(await refusal(second.page.vault.newRecoveryKey({ proof: { passphrase: PASSPHRASE } }))).toBe('not-open');
    await second.page.vault.unlock({ passphrase: PASSPHRASE });
    expect((await second.page.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 10 })).rows.map(({ name }) => name)).toEqual([CANARY]);
    await second.stop();

    const third = await start(dir);
    const other = await generateX25519Identity();
    expect(await refusal(third.page.vault.unlock({ recoveryKey: other }))).toBe('wrong-recovery-key');
    await third.page.vault.unlock({ recoveryKey: recoveryKey!.toLowerCase().replace(/(.{4})/g, '$1 ') });
    expect(await third.page.gate.state()).toEqual({ kind: 'open' });

    expect(await refusal(third.page.vault.changePassphrase({ proof: { passphrase: 'wrong' }, next: 'another passphrase' }))).toBe('wrong-passphrase');
    await third.page.vault.changePassphrase({ proof: { passphrase: PASSPHRASE }, next: 'another passphrase' });
    const { recoveryKey: newer } = await third.page.vault.newRecoveryKey({ proof: { passphrase: 'another passphrase' } });
    await third.stop();

    const fourth = await start(dir);
    expect(await refusal(fourth.page.vault.unlock({ passphrase: PASSPHRASE }))).toBe('wrong-passphrase');
    expect(await refusal(fourth.page.vault.unlock({ recoveryKey: recoveryKey! }))).toBe('wrong-recovery-key');
    await fourth.page.vault.unlock({ recoveryKey: newer });
    expect(await refusal(fourth.page.vault.decrypt({ proof: { passphrase: PASSPHRASE } }))).toBe('wrong-passphrase');
    await fourth.page.vault.decrypt({ proof: { passphrase: 'another passphrase' } });
    expect(existsSync(join(dir, 'vault.json'))).toBe(false);
    await fourth.stop();
    expect(await (await start(dir)).page.gate.state()).toEqual({ kind: 'open' });
  });

  it('is wrapped for the recovery key that its backups have already', async () => {
    const dir = temporaryFolder();
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    changeBackupState(dir, (state) => void (state.recipient = recipient));
    const { page, stop } = await start(dir);
    expect(await page.vault.encrypt({ passphrase: PASSPHRASE, useKeychain: false })).toEqual({ recoveryKey: null });
    await stop();
    const again = await start(dir);
    await again.page.vault.unlock({ recoveryKey: identity });
    expect(await again.page.gate.state()).toEqual({ kind: 'open' });
  });

  it('opens by the keychain without a question, and asks where the keychain lost its key', async () => {
    const dir = temporaryFolder();
    const keychain = aKeychain();
    const first = await start(dir, { keychain });
    await first.page.vault.encrypt({ passphrase: PASSPHRASE, useKeychain: true });
    await first.stop();
    const second = await start(dir, { keychain });
    expect(await second.page.gate.state()).toEqual({ kind: 'open' });
    await second.stop();
    keychain.lose();
    const third = await start(dir, { keychain });
    expect(await third.page.gate.state()).toEqual({ kind: 'locked', why: 'start' });
    expect(await third.page.vault.state()).toMatchObject({ keychain: 'used', keychainFailed: true });
    await third.page.vault.unlock({ passphrase: PASSPHRASE });
    expect(await third.page.gate.state()).toEqual({ kind: 'open' });
  });

  it('makes whoever guesses wait longer and longer, however many ask at once', async () => {
    const dir = temporaryFolder();
    const first = await start(dir);
    await first.page.vault.encrypt({ passphrase: PASSPHRASE, useKeychain: false });
    await first.stop();
    const { page } = await start(dir);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => refusal(page.vault.unlock({ passphrase: `guess ${n}` }))));
    expect(answers).toEqual([...Array<string>(3).fill('wrong-passphrase'), ...Array<string>(5).fill('try-later')]);
    expect(await refusal(page.vault.unlock({ passphrase: PASSPHRASE }))).toBe('try-later');
    expect((await page.vault.state()).waitMs).toBeGreaterThan(0);
  });

  it('says what is the matter where the file of its key was damaged', async () => {
    const dir = temporaryFolder();
    const first = await start(dir);
    await first.page.vault.encrypt({ passphrase: PASSPHRASE, useKeychain: false });
    await first.stop();
    writeFileSync(join(dir, 'vault.json'), '{');
    expect(() => readVault(dir)).toThrow(expect.objectContaining({ code: 'vault-damaged' }));
  });
});

describe('an app that locks', { timeout: 120_000 }, () => {
  it('refuses every call of a page and tells it nothing, while the program itself goes on', async () => {
    const dir = temporaryFolder();
    const { page, own } = await start(dir);
    expect(await refusal(page.vault.lock())).toBe('cannot-lock');
    expect(await refusal(page.vault.setLock({ after: 5 }))).toBe('cannot-lock');
    await page.vault.setLock({ after: 5, password: 'quiet' });
    await page.vault.lock();
    expect(await page.gate.state()).toEqual({ kind: 'locked', why: 'asked' });
    expect(await refusal(countOf(page))).toBe('not-open');
    expect(await refusal(page.search.recent())).toBe('not-open');
    expect(await refusal(page.vault.setLock({ after: null, password: null, proof: { passphrase: 'quiet' } }))).toBe('not-open');

    const heard: unknown[] = [];
    page.on('changed', (change) => heard.push(change));
    const ownHeard: unknown[] = [];
    own.on('changed', (change) => ownHeard.push(change));
    await aContact(own);
    await vi.waitFor(() => expect(ownHeard).not.toEqual([]));
    expect(heard).toEqual([]);

    expect(await refusal(page.vault.unlock({ passphrase: 'loud' }))).toBe('wrong-passphrase');
    await page.vault.unlock({ passphrase: 'quiet' });
    expect(await page.gate.state()).toEqual({ kind: 'open' });
    expect(await countOf(page)).toEqual(await countOf(own));
  });

  it('asks again at a start, and for its password before that is changed or taken away', async () => {
    const dir = temporaryFolder();
    const first = await start(dir);
    await first.page.vault.setLock({ after: null, password: 'quiet' });
    expect(await refusal(first.page.vault.setLock({ after: null, password: null }))).toBe('needs-proof');
    expect(await refusal(first.page.vault.setLock({ after: null, password: null, proof: { passphrase: 'loud' } }))).toBe('wrong-passphrase');
    await first.stop();
    expect(readFileSync(join(dir, 'app-lock.json'), 'utf8')).not.toContain('quiet');
    const second = await start(dir);
    expect(await second.page.gate.state()).toEqual({ kind: 'locked', why: 'start' });
    await second.page.vault.unlock({ passphrase: 'quiet' });
    await second.page.vault.setLock({ after: null, password: null, proof: { passphrase: 'quiet' } });
    await second.stop();
    expect(await (await start(dir)).page.gate.state()).toEqual({ kind: 'open' });
  });

  it('locks with the screen of the system, where it locks by itself at all, and only for as long as somebody is away', async () => {
    const dir = temporaryFolder();
    const screen = new EventEmitter();
    const { page, stop } = await start(dir, { onScreenLock: hearScreenLock(screen) });
    screen.emit('lock-screen');
    await page.vault.setLock({ after: null, password: 'quiet' });
    screen.emit('lock-screen');
    expect(await page.gate.state()).toEqual({ kind: 'open' });
    expect(await countOf(page)).toEqual({ total: 0 });

    await page.vault.setLock({ after: 60, proof: { passphrase: 'quiet' } });
    screen.emit('lock-screen');
    expect(await refusal(countOf(page))).toBe('not-open');
    expect(await page.gate.state()).toEqual({ kind: 'locked', why: 'idle' });
    await page.vault.unlock({ passphrase: 'quiet' });
    expect(await page.gate.state()).toEqual({ kind: 'open' });
    await stop();
    expect(screen.listenerCount('lock-screen')).toBe(0);
  });

  it('can be unlocked by the system where that can ask who is there', async () => {
    const dir = temporaryFolder();
    let says = false;
    const { page } = await start(dir, { systemPrompt: async () => says });
    await page.vault.setLock({ after: null, password: 'quiet' });
    await page.vault.lock();
    expect(await refusal(page.vault.unlock({ system: true }))).toBe('cancelled');
    says = true;
    await page.vault.unlock({ system: true });
    expect(await page.gate.state()).toEqual({ kind: 'open' });
    await page.vault.lock();
  });

  it('takes no word of the system for the key of an encrypted profile', async () => {
    const dir = temporaryFolder();
    const first = await start(dir);
    await first.page.vault.encrypt({ passphrase: PASSPHRASE, useKeychain: false });
    await first.stop();
    const { page } = await start(dir, { systemPrompt: async () => true });
    expect(await refusal(page.vault.unlock({ system: true }))).toBe('no-system-prompt');
    expect(await page.gate.state()).toMatchObject({ kind: 'locked' });
  });
});
