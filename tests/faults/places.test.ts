// Where a profile lies, and what the clock of its machine says.
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GateState } from '../../core/api/gate.ts';
import { createContact, updateContact } from '../../db/contact-writes.ts';
import { examine } from '../../db/doctor.ts';
import { undo, undoState } from '../../db/undo.ts';
import { openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { openFiles } from '../../electron/files.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { builtProgram } from '../support/program.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CHILD = builtProgram('tests/support/gate-child.ts');
const isRoot = process.getuid?.() === 0;
/** Whom the rights of a folder hold for: root reads and writes everything. */
const NOBODY = 65_534;

/** Where the gate of a profile stands for somebody who is not root. */
function gateOf(dir: string): Promise<GateState> {
  const child = spawn(process.execPath, [CHILD, dir], { stdio: ['ignore', 'pipe', 'pipe'], ...(isRoot ? { uid: NOBODY, gid: NOBODY, env: { ...process.env, HOME: '/nonexistent' } } : {}) });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('close', () => (out === '' ? reject(new Error(errors)) : resolve(JSON.parse(out) as GateState)));
  });
}

function aProfile(): string {
  const parent = temporaryFolder();
  chmodSync(parent, 0o755);
  const dir = join(parent, 'profile');
  mkdirSync(dir);
  const { store } = openForWriting(dir, 'Robin');
  write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Ada Lovelace' }));
  store.close();
  return dir;
}

function giveTo(dir: string, uid: number): void {
  if (isRoot) cpSync(dir, `${dir}-own`, { recursive: true, preserveTimestamps: true });
  if (!isRoot) return;
  rmSync(dir, { recursive: true });
  cpSync(`${dir}-own`, dir, { recursive: true });
  for (const part of ['', 'kith.sqlite', 'database.json', 'files', 'incoming', 'uploads']) {
    try {
      chownSync(join(dir, part), uid, uid);
    } catch {
      // Not every profile has each of them.
    }
  }
}

describe.skipIf(process.platform === 'win32')('a profile', () => {
  it('in a folder that may only be read stands at the gate and says so', async () => {
    const dir = aProfile();
    giveTo(dir, NOBODY);
    chmodSync(dir, 0o500);
    expect(await gateOf(dir)).toMatchObject({ kind: 'damaged', trouble: { kind: 'read-only' } });
    chmodSync(dir, 0o700);
    expect(await gateOf(dir)).toEqual({ kind: 'open' });
  });

  it('with a database that may only be read stands at the gate and says so', async () => {
    const dir = aProfile();
    giveTo(dir, NOBODY);
    chmodSync(join(dir, 'kith.sqlite'), 0o400);
    expect(await gateOf(dir)).toMatchObject({ kind: 'damaged', trouble: { kind: 'read-only' } });
  });

  it('in a folder that nobody may enter stands at the gate and says so', async () => {
    const dir = aProfile();
    giveTo(dir, NOBODY);
    chmodSync(dir, 0o000);
    const state = await gateOf(dir);
    chmodSync(dir, 0o700);
    // Its owner may enter it again: Kith closes it to others, which opens it to its owner.
    expect(['open', 'damaged']).toContain(state.kind);
    if (state.kind === 'damaged') expect(state.trouble.kind).toBe('read-only');
  });

  it('in a folder that cannot be made stands at the gate and says so', async () => {
    const dir = aProfile();
    chmodSync(join(dir, '..'), 0o500);
    const state = await gateOf(isRoot ? '/nonexistent/kith' : join(dir, '..', 'gone'));
    chmodSync(join(dir, '..'), 0o700);
    expect(state).toMatchObject({ kind: 'damaged', trouble: { kind: 'folder-gone' } });
  });
});

describe('a clock that is ten years off', () => {
  const YEARS = 10 * 365 * 24 * 60 * 60_000;
  const NOW = Date.UTC(2026, 5, 1);

  it.each([
    ['ahead and back again', [NOW, NOW + YEARS, NOW]],
    ['behind and right again', [NOW, NOW - YEARS, NOW]],
  ])('%s loses nothing, keeps the order of changes, and lets them be undone', (_, clocks) => {
    const dir = temporaryFolder();
    const path = join(dir, 'kith.sqlite');
    let id: string | undefined;
    for (const [turn, ms] of clocks.entries()) {
      const store = openStore(path, fakePorts(turn + 1, ms));
      id ??= write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Ada Lovelace' })).result;
      write(store, { code: 'test' }, (tx) => updateContact(tx, id as never, { status: `turn ${turn}` }));
      expect(store.prepare('SELECT status FROM contacts').get()!['status']).toBe(`turn ${turn}`);
      if (turn === 2) {
        undo(store, undoState(store).undo!.changeId);
        expect(store.prepare('SELECT status FROM contacts').get()!['status']).toBe('turn 1');
      }
      const steps = examine(store, openFiles(dir), { repair: false, isAlone: true, readsFile: true });
      let step = steps.next();
      while (!step.done) step = steps.next();
      expect(step.value.findings).toEqual([]);
      store.close();
    }
  });
});
