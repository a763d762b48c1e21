// A disk that fills up while somebody writes: what they wrote stays, they are told, and trying again works.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './kith.ts';

/** A small disk over the profile's folder; false where nobody may mount one. */
function mountOver(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m,mode=0700', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Until nothing more goes in. */
function fill(folder: string): void {
  const file = openSync(join(folder, 'filler'), 'w');
  const piece = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(file, piece);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(file);
  }
}

test('a note on a full disk stays as it was typed, says why it is not saved, and is saved when there is room', async ({ kith }) => {
  test.slow();
  test.skip(!mountOver(kith.profile), 'no small disk can be mounted here');
  try {
    kith.setDevice({ onboarded: true });
    await kith.seed({ contacts: 20, entries: 20 });
    const id = (JSON.parse(await kith.terminal('query', 'people', '--limit', '1', '--json')) as { rows: { id: string }[] }).rows[0]!.id;
    const page = await kith.start(`#/contacts/${id}`);
    const note = page.getByRole('textbox', { name: 'Note' }).first();
    const words = `What she said on the phone. ${'And then some more. '.repeat(2_000)}`;
    await note.fill(words);
    fill(kith.profile);
    await note.press('ControlOrMeta+Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'The disk is full.' })).toBeVisible();
    await expect(note).toContainText('What she said on the phone.');
    rmSync(join(kith.profile, 'filler'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'The disk is full.' })).toBeHidden();
    await expect(page.getByRole('article').filter({ hasText: 'What she said on the phone.' }).first()).toBeVisible();
    await page.goto('about:blank');
  } finally {
    await kith.stop();
    execFileSync('umount', ['--lazy', kith.profile]);
  }
});
