// Writes to a profile until it is killed, and says of each thing when it is done: `node writer-child.ts DIR WORK SEED`.
// One JSON document a line. What it says may be missing at the end, but what it has said must last.
import { writeSync } from 'node:fs';
import type { Id } from '../../core/ids.ts';
import { addPart, applyBulkChange, createContact, setTags, updateContact } from '../../db/contact-writes.ts';
import { putDraft } from '../../db/drafts.ts';
import { createEntry, updateEntry } from '../../db/entries.ts';
import { forgetSteps, purgeContact } from '../../db/purge.ts';
import { newId } from '../../db/store.ts';
import { undo, undoState, undoSteps } from '../../db/undo.ts';
import { Batch, write } from '../../db/write.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { openProfile } from '../../electron/profile.ts';
import { GROUP, type Said, type Work } from './writer-said.ts';

const [dir, work, seed] = process.argv.slice(2) as [string, Work, string];

/** At once and whole, also when the next instruction is the last. */
function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

const label = { code: 'test' };
const WORKS: Record<Work, (round: number) => void> = { edits, bulk, imports, erasures };

openProfile(dir, 'Kith in a test', Date.now());
const { store, files } = openForWriting(dir, 'Robin');
say({ done: 'opened' });
for (let round = 1; ; round++) WORKS[work](round);

function add(name: string): Id {
  const { result: id } = write(store, label, (tx) => createContact(tx, { kind: 'person', fullName: name, emails: [{ address: `${name}@x.org` }], tags: ['all'] }));
  say({ done: 'added', id, name });
  return id;
}

function edits(round: number): void {
  const id = add(`Edited${seed}n${round}`);
  for (let change = 1; change <= 3; change++) {
    write(store, label, (tx) => updateContact(tx, id, { status: `round ${change}` }));
    say({ done: 'status', id, round: change });
  }
  const { hash, size } = files.put(undefined, new TextEncoder().encode(`file ${seed} ${round} `.repeat(2_000)), true);
  const note = write(store, label, (tx) => createEntry(tx, { kind: 'note', body: 'round 0', participants: [id], attachments: [{ name: 'a', type: '', size, hash: hash! }] })).result;
  for (let change = 1; change <= 2; change++) {
    write(store, label, (tx) => updateEntry(tx, note, { body: `round ${change} ${'words '.repeat(500)}` }, undefined));
    say({ done: 'body', id: note, round: change, file: hash! });
  }
  putDraft(store, 'note:here', `round ${round}`, id);
  say({ done: 'draft', round });
  write(store, label, (tx) => {
    setTags(tx, id, []);
    addPart(tx, id, 'facts', { text: 'one of two' });
    addPart(tx, id, 'facts', { text: 'two of two' });
  });
  undo(store, undoState(store).undo!.changeId);
  write(store, label, (tx) => tx.remove('contacts', id));
  say({ done: 'removed', id });
  write(store, label, (tx) => tx.restore('contacts', id));
  say({ done: 'restored', id });
}

/** A tag for everybody, taken off again by an undo, both in many transactions. */
function bulk(round: number): void {
  const everybody = store.prepare('SELECT n FROM contacts WHERE hidden = 0 ORDER BY n').all().map(({ n }) => n);
  if (everybody.length < GROUP) {
    add(`Tagged${seed}n${round}`);
    return;
  }
  const tag = `tag ${seed} ${round}`;
  const batch = Batch.open(store, { code: 'contacts.bulk.tag' });
  for (let at = 0; at < everybody.length; at += 4) batch.commit((tx) => everybody.slice(at, at + 4).forEach((n) => applyBulkChange(tx, n, { kind: 'tag', add: [tag], remove: [] })));
  batch.close();
  say({ done: 'tagged', tag });
  if (round % 2 === 0) return;
  for (const _ of undoSteps(store, batch.id)) continue;
  say({ done: 'untagged', tag });
}

function imports(round: number): void {
  const source = `source ${seed} ${round}`;
  const batch = Batch.open(store, { code: 'contacts.imported' });
  for (let at = 0; at < GROUP; at += 5) {
    batch.commit((tx) => {
      for (let i = at; i < at + 5; i++) createContact(tx, { kind: 'person', fullName: `Imported ${i}`, source, emails: [{ address: `i${i}@x.org` }], organisation: { name: `Firm ${seed} ${round}` } });
    });
  }
  batch.close();
  say({ done: 'imported', source });
}

/** The mark is one word, that no other holds. */
function erasures(round: number): void {
  const mark = `zq${seed}canary${round}qz`;
  const id = add(mark);
  write(store, label, (tx) => updateContact(tx, id, { status: mark }));
  write(store, label, (tx) => createEntry(tx, { kind: 'note', body: mark, participants: [id], attachments: [{ name: mark, type: '', size: mark.length, hash: files.keep(new TextEncoder().encode(mark)) }] }));
  write(store, label, (tx) => {
    purgeContact(tx, id);
    tx.insert('erasures', newId(store), { memberId: store.member, at: store.ports.now(), records: 1, files: 1 });
    tx.makeFinal();
  });
  say({ done: 'erased', mark });
  for (const _ of forgetSteps(store, files)) continue;
  say({ done: 'forgotten', mark });
}
