import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import type { Due, Repeat } from '../../core/reminders.ts';
import { type Desk, NOBODY_WAITS, aDesk } from '../support/desk.ts';

/** Stands nowhere by chance. */
const CANARY = 'zqcanaryqz';
const DAILY: Repeat = { kind: 'rule', rule: 'FREQ=DAILY' };
const on = (due: string): Due => ({ due, zone: '' });

async function binned({ calls }: Desk): Promise<string[]> {
  const { rows } = await calls.bin.list({ limit: 50 }, NOBODY_WAITS);
  return rows.map(({ name, about }) => [name, about].filter(Boolean).join(', '));
}

async function open({ calls }: Desk): Promise<string[]> {
  const { rows } = await calls.reminders.list({ state: 'open', limit: 50 }, NOBODY_WAITS);
  return rows.map(({ purpose }) => purpose);
}

/** The files of the profile that hold it. */
function traces(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? traces(path) : readFileSync(path).includes(CANARY) ? [path] : [];
  });
}

describe('a reminder in the bin', () => {
  it('stands there beside contacts and entries, with whom it is about, and comes back', async () => {
    const desk = aDesk();
    const { calls } = desk;
    const { id: ada } = await calls.contacts.create({ kind: 'person', fullName: 'Ada' }, NOBODY_WAITS);
    const { id: sam } = await calls.contacts.create({ kind: 'person', fullName: 'Sam' }, NOBODY_WAITS);
    const { id: entry } = await calls.entries.create({ kind: 'note', body: 'said', participants: [ada] }, NOBODY_WAITS);
    const { id } = await calls.reminders.create({ purpose: 'call', contactId: ada, ...on('2026-06-01') }, NOBODY_WAITS);
    await calls.contacts.remove({ id: sam }, NOBODY_WAITS);
    await calls.entries.remove({ id: entry }, NOBODY_WAITS);
    await calls.reminders.remove({ id }, NOBODY_WAITS);
    expect(await binned(desk)).toEqual(['call, Ada', 'said', 'Sam']);
    expect((await calls.bin.list({ limit: 1 }, NOBODY_WAITS)).rows).toMatchObject([{ id, record: 'reminders', kind: 'task', deletedBy: 'Robin' }]);

    await calls.reminders.restore({ id }, NOBODY_WAITS);
    expect([await binned(desk), await open(desk)]).toEqual([['said', 'Sam'], ['call']]);
  });

  it('comes back with all that is ticked, and the undo of that puts it there again', async () => {
    const desk = aDesk();
    const { calls } = desk;
    const { id } = await calls.reminders.create({ purpose: 'call', ...on('2026-06-01') }, NOBODY_WAITS);
    await calls.reminders.remove({ id }, NOBODY_WAITS);
    const { changeId, restored } = await calls.bin.restore({ allBut: [] }, NOBODY_WAITS);
    expect([restored, await open(desk)]).toEqual([1, ['call']]);
    await calls.history.undo({ changeId }, NOBODY_WAITS);
    expect([await binned(desk), await open(desk)]).toEqual([['call'], []]);
  });

  it('comes back after its contact did, or brings it along', async () => {
    const desk = aDesk();
    const { calls } = desk;
    const { id: ada } = await calls.contacts.create({ kind: 'person', fullName: 'Ada' }, NOBODY_WAITS);
    const { id } = await calls.reminders.create({ purpose: 'call', contactId: ada, ...on('2026-06-01') }, NOBODY_WAITS);
    const throwAway = async (): Promise<void> => {
      await calls.reminders.remove({ id }, NOBODY_WAITS);
      await calls.contacts.remove({ id: ada }, NOBODY_WAITS);
      expect([await open(desk), await binned(desk)]).toEqual([[], ['Ada', 'call, Ada']]);
    };
    await throwAway();
    await calls.contacts.restore({ id: ada }, NOBODY_WAITS);
    expect([await open(desk), await binned(desk)]).toEqual([[], ['call, Ada']]);
    await calls.reminders.restore({ id }, NOBODY_WAITS);
    expect([await open(desk), await binned(desk)]).toEqual([['call'], []]);

    await throwAway();
    await calls.reminders.restore({ id }, NOBODY_WAITS);
    expect([await open(desk), await binned(desk)]).toEqual([['call'], []]);
  });

  it('is nothing that was done, skipped, replaced or taken back', async () => {
    const desk = aDesk();
    const { calls } = desk;
    const make = async (purpose: string, repeat: Repeat | null = null) => (await calls.reminders.create({ purpose, ...on('2026-06-01'), repeat }, NOBODY_WAITS)).id;
    const done = await calls.reminders.complete({ id: await make('done', DAILY) }, NOBODY_WAITS);
    await calls.history.undo({ changeId: done.changeId }, NOBODY_WAITS);
    await calls.history.redo(undefined, NOBODY_WAITS);
    await calls.reminders.skip({ id: await make('skipped', DAILY) }, NOBODY_WAITS);
    await calls.reminders.skip({ id: await make('skipped for the last time', { kind: 'rule', rule: 'FREQ=DAILY;COUNT=1' }) }, NOBODY_WAITS);
    const moved = await calls.reminders.update({ id: await make('moved', DAILY), due: on('2026-06-05'), scope: 'later' }, NOBODY_WAITS);
    await calls.history.undo({ changeId: moved.changeId }, NOBODY_WAITS);
    expect(await binned(desk)).toEqual([]);
    await calls.history.redo(undefined, NOBODY_WAITS);
    const taken = await calls.reminders.create({ purpose: 'taken back', ...on('2026-06-01') }, NOBODY_WAITS);
    await calls.history.undo({ changeId: taken.changeId }, NOBODY_WAITS);
    expect(await binned(desk)).toEqual([]);
  });
});

describe('a reminder that is erased', () => {
  /** With the word in all that it was and in its series, moved about and changed. */
  async function aMarkedSeries(desk: Desk): Promise<{ id: Id }> {
    const { calls } = desk;
    const { id } = await calls.reminders.create({ purpose: `${CANARY} first`, notes: `${CANARY} notes`, ...on('2026-06-01'), repeat: DAILY }, NOBODY_WAITS);
    await calls.reminders.update({ id, due: on('2026-06-05'), scope: 'later' }, NOBODY_WAITS);
    const [moved] = (await calls.reminders.list({ state: 'open', limit: 1 }, NOBODY_WAITS)).rows;
    await calls.reminders.update({ id: moved!.id, fields: { purpose: `${CANARY} second` }, scope: 'later' }, NOBODY_WAITS);
    const { nextId } = await calls.reminders.skip({ id: moved!.id }, NOBODY_WAITS);
    return { id: nextId! };
  }

  it('is in no file of the profile any more, nor is its series or what it took the place of', async () => {
    const desk = aDesk();
    const { calls } = desk;
    const { id: other } = await calls.reminders.create({ purpose: 'another', ...on('2026-06-01') }, NOBODY_WAITS);
    await calls.reminders.remove({ id: other }, NOBODY_WAITS);
    const { id } = await aMarkedSeries(desk);
    await calls.reminders.remove({ id }, NOBODY_WAITS);
    expect(traces(desk.dir)).not.toEqual([]);
    expect(await calls.bin.erase({ ids: [id], confirm: true }, NOBODY_WAITS)).toEqual({ records: 1, files: 0 });
    expect(traces(desk.dir)).toEqual([]);
    expect(await binned(desk)).toEqual(['another']);
    await calls.reminders.restore({ id }, NOBODY_WAITS);
    expect(await open(desk)).toEqual([]);
  });

  it('goes with the bin', async () => {
    const desk = aDesk();
    const { id } = await aMarkedSeries(desk);
    await desk.calls.reminders.remove({ id }, NOBODY_WAITS);
    expect(await desk.calls.bin.empty({ confirm: true }, NOBODY_WAITS)).toEqual({ records: 1, files: 0 });
    expect([traces(desk.dir), await binned(desk)]).toEqual([[], []]);
  });

  it('leaves what was done of its series, which comes again no more', async () => {
    const desk = aDesk();
    const { calls } = desk;
    const { id } = await calls.reminders.create({ purpose: 'water', ...on('2026-01-15'), repeat: DAILY }, NOBODY_WAITS);
    const { nextId } = await calls.reminders.complete({ id }, NOBODY_WAITS);
    await calls.reminders.update({ id: nextId!, fields: { purpose: CANARY }, scope: 'later' }, NOBODY_WAITS);
    await calls.reminders.remove({ id: nextId! }, NOBODY_WAITS);
    await calls.bin.empty({ confirm: true }, NOBODY_WAITS);
    expect(traces(desk.dir)).toEqual([]);
    expect((await calls.reminders.list({ state: 'done', limit: 9 }, NOBODY_WAITS)).rows).toMatchObject([{ id, purpose: 'water', repeat: null }]);
    await calls.reminders.reopen({ id }, NOBODY_WAITS);
    expect(await calls.reminders.complete({ id }, NOBODY_WAITS)).toMatchObject({ nextId: null });
  });

  it('leaves a series of which something is still to be done', async () => {
    const desk = aDesk();
    const { calls } = desk;
    const { id } = await calls.reminders.create({ purpose: 'water', ...on('2026-01-15'), repeat: DAILY }, NOBODY_WAITS);
    const { nextId } = await calls.reminders.complete({ id }, NOBODY_WAITS);
    await calls.reminders.remove({ id }, NOBODY_WAITS);
    await calls.bin.empty({ confirm: true }, NOBODY_WAITS);
    expect((await calls.reminders.get({ id: nextId! }, NOBODY_WAITS)).repeat).toEqual(DAILY);
  });
});
