// What a writer that was cut off has to leave behind: all that it has acknowledged, and nothing torn.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { idToBytes } from '../../core/ids.ts';
import { getDraft } from '../../db/drafts.ts';
import { examine } from '../../db/doctor.ts';
import type { Store } from '../../db/store.ts';
import type { FileStore } from '../../electron/files.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { GROUP, type Said, type Work } from './writer-said.ts';

/** Opens the profile as the next start does, looks, examines it, and closes it. */
export function afterwards(dir: string, look: (store: Store, files: FileStore) => void): void {
  const profile = openProfile(dir, 'Kith in a test', 0);
  const { store, files } = openForWriting(dir, 'Robin');
  try {
    expect(store.prepare('SELECT count(*) AS n FROM batches WHERE open = 1').get()!.n).toBe(0);
    look(store, files);
    const steps = examine(store, files, { repair: false, isAlone: true, readsFile: true });
    for (let step = steps.next(); ; step = steps.next()) {
      if (!step.done) continue;
      // A file that came in and was not hung on anything yet is no damage.
      expect(step.value.findings.filter(({ code }) => code !== 'file-unnamed')).toEqual([]);
      break;
    }
  } finally {
    store.close();
    profile.release();
  }
}

/** Opens what a writer left, and looks whether all is there that it has said. */
export function expectKept(dir: string, work: Work, said: readonly Said[]): void {
  afterwards(dir, (store, files) => KEPT[work](said, store, files));
  if (work !== 'erasures') return;
  for (const one of said) if (one.done === 'erased' || one.done === 'forgotten') expect(holders(dir, one.mark)).toEqual([]);
}

export const contact = (store: Store, said: { id: string }): Record<string, unknown> | undefined => store.prepare('SELECT * FROM contacts WHERE id = ?').get(idToBytes(said.id as never));
const roundOf = (text: unknown): number => Number(/^round (\d+)/.exec(String(text))?.[1] ?? 0);
const tagged = (store: Store, tag: string): number => store.prepare('SELECT count(*) AS n FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE t.name = ? AND x.hidden = 0').get(tag)!.n;

const KEPT: Record<Work, (said: readonly Said[], store: Store, files: FileStore) => void> = {
  edits(said, store, files) {
    const last = new Map<string, Said>();
    for (const one of said) if ('id' in one && (one.done === 'removed' || one.done === 'restored')) last.set(one.id, one);
    for (const one of said) {
      if (one.done === 'added') expect(contact(store, one)).toMatchObject({ name: one.name });
      if (one.done === 'status') expect(roundOf(contact(store, one)!['status'])).toBeGreaterThanOrEqual(one.round);
      if (one.done === 'body') {
        expect(roundOf(store.prepare('SELECT body FROM entries WHERE id = ?').get(idToBytes(one.id))!['body'])).toBeGreaterThanOrEqual(one.round);
        expect(createHash('sha256').update(readFileSync(files.path(one.file))).digest('hex')).toBe(one.file);
      }
      if (one.done === 'draft') expect(roundOf(getDraft(store, 'note:here')?.text)).toBeGreaterThanOrEqual(one.round);
    }
    // The very last may be restored though nobody was told so any more.
    for (const one of last.values()) if (one.done === 'restored') expect(contact(store, one as { id: string } & Said)!['hidden']).toBe(0);
    // What one transaction writes is there together or not at all.
    expect(store.prepare("SELECT count(*) AS n FROM facts WHERE hidden = 0 AND text LIKE '% of two' GROUP BY contactId HAVING count(*) <> 2").get()).toBeUndefined();
  },
  bulk(said, store) {
    const everybody = store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n;
    const last = new Map(said.flatMap((one): [string, Said['done']][] => (one.done === 'tagged' || one.done === 'untagged' ? [[one.tag, one.done]] : [])));
    for (const [tag, done] of last) expect([done === 'tagged' ? GROUP : 0, 0]).toContain(tagged(store, tag));
    for (const [tag, done] of [...last].slice(0, -1)) expect(tagged(store, tag)).toBe(done === 'tagged' ? GROUP : 0);
    for (const { name } of store.prepare("SELECT DISTINCT name FROM tags WHERE name LIKE 'tag %'").all() as unknown as { name: string }[]) expect([0, everybody]).toContain(tagged(store, name));
  },
  imports(said, store) {
    const counts = new Map(store.prepare("SELECT source, count(*) AS n FROM contacts WHERE hidden = 0 AND source <> '' GROUP BY source").all().map((row) => [row['source'] as string, row.n]));
    for (const count of counts.values()) expect(count).toBe(GROUP);
    for (const one of said) if (one.done === 'imported') expect(counts.get(one.source)).toBe(GROUP);
    expect(store.prepare("SELECT count(*) AS n FROM contacts WHERE hidden = 0 AND kind = 'organisation'").get()!.n).toBe(counts.size);
  },
  // Of what is erased no file may hold anything: there is nothing to look for in the store.
  erasures() {},
};

/** The files of a folder that hold a text. */
export function holders(dir: string, text: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? holders(path, text) : readFileSync(path).includes(text) ? [path] : [];
  });
}
