import { describe, expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { derivedMistakes } from '../support/derived.ts';
import { aDesk, plainCalls } from '../support/desk.ts';

const BIN = { limit: 20 };

describe('a deal in the bin', () => {
  async function binned() {
    const desk = aDesk();
    const calls = plainCalls(desk);
    const { id, contactId } = await calls.deals.create({ title: 'Pergola', notes: 'canary-notes', contact: { name: 'Ada' }, next: { purpose: 'Call', due: '2026-01-20', zone: '' } });
    await calls.entries.create({ kind: 'note', body: 'Wants larch', participants: [contactId!], deals: [id] });
    await calls.deals.setCompetitors({ id, names: ['Acme'] });
    await calls.deals.remove({ id });
    return { desk, calls, id, contactId: contactId! };
  }

  it('is one line, with whom it is about, and comes back with what was planned', async () => {
    const { calls, id } = await binned();
    expect((await calls.bin.list(BIN)).rows).toMatchObject([{ record: 'deals', id, name: 'Pergola', about: 'Ada', deletedBy: 'Robin' }]);
    await calls.bin.restore({ ids: [id] });
    expect((await calls.bin.list(BIN)).rows).toEqual([]);
    expect((await calls.deals.get({ id })).next?.purpose).toBe('Call');
  });

  it('is erased with all that it owns; the note stays with its contact', async () => {
    const { desk, calls, id, contactId } = await binned();
    await calls.bin.erase({ ids: [id], confirm: true });
    expect((await calls.bin.list(BIN)).rows).toEqual([]);
    expect(() => calls.deals.get({ id })).toThrow(expect.objectContaining({ code: 'deal-not-found' }));
    expect((await calls.entries.list({ contactId, limit: 5 })).rows).toMatchObject([{ body: 'Wants larch', deals: [] }]);
    expect((await calls.search.find({ text: 'pergola', contacts: 5, entries: 5, deals: 5 })).deals).toEqual([]);
    const left = desk.store.prepare("SELECT count(*) AS n FROM deals WHERE title <> '' OR notes <> ''").get()!.n + desk.store.prepare("SELECT count(*) AS n FROM dealCompetitors WHERE name <> ''").get()!.n;
    expect(left).toBe(0);
    expect(desk.store.prepare("SELECT count(*) AS n FROM changes WHERE CAST(before AS TEXT) LIKE '%canary%' OR CAST(after AS TEXT) LIKE '%canary%'").get()!.n).toBe(0);
    expect(derivedMistakes(desk.store)).toEqual([]);
  });
});

describe('somebody who is erased', () => {
  it('takes the deals along that only they had a part in, and leaves others without them', async () => {
    const desk = aDesk();
    const calls = plainCalls(desk);
    const alone = await calls.deals.create({ title: 'Only Ada', contact: { name: 'Ada' } });
    const adaId = alone.contactId as Id;
    const shared = await calls.deals.create({ title: 'With a bakery', contact: { id: adaId }, organisation: { name: 'Bakery' } });
    await calls.contacts.erase({ id: adaId, confirm: true });
    expect(() => calls.deals.get({ id: alone.id })).toThrow(expect.objectContaining({ code: 'deal-not-found' }));
    const left = await calls.deals.get({ id: shared.id });
    expect(left.organisation?.name).toBe('Bakery');
    expect(left.contacts).toEqual([]);
    expect(left.contact).toBe(null);
    expect(derivedMistakes(desk.store)).toEqual([]);
  });
});

describe('the history of a deal', () => {
  it('says by name where it went, with whom and why it ended', async () => {
    const calls = plainCalls(aDesk());
    const stages = (await calls.pipelines.list())[0]!.stages;
    const { id } = await calls.deals.create({ title: 'Pergola', contact: { name: 'Ada' } });
    const { id: reminderId } = await calls.reminders.create({ purpose: 'Call', due: '2026-01-20', zone: '' });
    expect((await calls.history.of({ id: reminderId, limit: 50 })).items.length).toBeGreaterThan(0);
    await calls.deals.plan({ id, reminder: { purpose: 'Measure', due: '2026-01-20', zone: '' } });
    const planned = (await calls.deals.get({ id })).next!;
    expect((await calls.history.of({ id: planned.id, limit: 50 })).items).toContainEqual(expect.objectContaining({ field: 'dealId', after: 'Pergola' }));
    await calls.deals.move({ id, stageId: stages[1]!.id, after: null });
    await calls.deals.close({ id, outcome: 'lost', reason: { name: 'Moved' } });
    const { items } = await calls.history.of({ id, limit: 50 });
    expect(items).toContainEqual(expect.objectContaining({ table: 'deals', field: 'stageId', before: 'start:1', after: 'start:2' }));
    expect(items).toContainEqual(expect.objectContaining({ table: 'deals', field: 'reasonId', after: 'Moved' }));
    expect(items).toContainEqual(expect.objectContaining({ table: 'dealContacts', op: 'inserted', after: 'Ada' }));
  });
});
