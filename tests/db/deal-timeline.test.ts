import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { type Desk, aDesk, plainCalls } from '../support/desk.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

class Shop {
  readonly ports = fakePorts(1);
  readonly desk: Desk = aDesk(temporaryFolder(), this.ports);
  readonly calls = plainCalls(this.desk);

  async stages(): Promise<Id[]> {
    return (await this.calls.pipelines.list())[0]!.stages.map(({ id }) => id);
  }

  /** What stands on the timeline of a contact, in words, newest first. */
  async moves(contactId: Id, more: { moves?: 'too' | 'only'; text?: string } = {}): Promise<string[]> {
    const { moves } = await this.calls.entries.list({ contactId, moves: 'too', limit: 50, ...more });
    return moves.map(({ kind, deal, from, to }) => [deal.title, kind, from && (from.name || from.origin), to && (to.name || to.origin)].filter(Boolean).join(' '));
  }

  async withDeal(title: string, who: string): Promise<{ id: Id; contactId: Id }> {
    const { id, contactId } = await this.calls.deals.create({ title, contact: { name: who } });
    return { id, contactId: contactId! };
  }

  tick(): void {
    this.ports.advance(60_000);
  }
}

describe('the changes of stage on a timeline', () => {
  it('say how each deal of a contact went, newest first, and are gone again when that is undone', async () => {
    const shop = new Shop();
    const [, , quoted] = await shop.stages();
    const { id, contactId } = await shop.withDeal('Pergola', 'Ada Lovelace');
    shop.tick();
    await shop.calls.deals.move({ id, stageId: quoted!, after: null });
    shop.tick();
    await shop.calls.deals.close({ id, outcome: 'lost' });
    shop.tick();
    await shop.calls.deals.reopen({ id });
    shop.tick();
    await shop.calls.deals.close({ id, outcome: 'won' });
    const told = ['Pergola won 3', 'Pergola reopened 3', 'Pergola lost 3', 'Pergola moved 1 3', 'Pergola added 1'];
    expect(await shop.moves(contactId)).toEqual(told);
    expect((await shop.calls.contacts.get({ id: contactId })).entryCounts).toMatchObject({ all: 0, moves: 5 });
    for (const left of [4, 3, 2, 1, 0]) {
      await shop.calls.history.undo({});
      if (left > 0) expect(await shop.moves(contactId)).toEqual(told.slice(5 - left));
    }
    await shop.calls.history.redo();
    expect(await shop.moves(contactId)).toEqual(told.slice(4));
  });

  it('say nothing of an order within a stage, of a stage that it is in already, or of a deal in the bin', async () => {
    const shop = new Shop();
    const [first] = await shop.stages();
    const { id, contactId } = await shop.withDeal('Pergola', 'Ada Lovelace');
    shop.tick();
    await shop.calls.deals.move({ id, stageId: first!, after: null });
    expect(await shop.moves(contactId)).toEqual(['Pergola added 1']);
    await shop.calls.deals.remove({ id });
    expect(await shop.moves(contactId)).toEqual([]);
    expect((await shop.calls.contacts.get({ id: contactId })).entryCounts['moves']).toBe(0);
  });

  it('stand with everybody who has a part in the deal, and with the organisation of one of them', async () => {
    const shop = new Shop();
    const { id, contactId, organisationId } = await shop.calls.deals.create({ title: 'Pergola', contact: { name: 'Ada Lovelace' }, organisation: { name: 'Engine Works' } });
    const { id: bo } = await shop.calls.contacts.create({ kind: 'person', fullName: 'Bo Ek', organisation: { name: 'Harbour Office', title: '' } });
    const { id: stranger } = await shop.calls.contacts.create({ kind: 'person', fullName: 'Cy Twombly' });
    await shop.calls.deals.setContact({ id, contactId: bo, role: 'advises' });
    const office = (await shop.calls.contacts.get({ id: bo })).affiliations[0]!.organisation!.id;
    for (const who of [contactId!, organisationId!, bo, office]) expect(await shop.moves(who)).toEqual(['Pergola added 1']);
    expect(await shop.moves(stranger)).toEqual([]);
  });

  it('come only where they are asked for, also alone, and never among what is pinned', async () => {
    const shop = new Shop();
    const { contactId } = await shop.withDeal('Pergola', 'Ada Lovelace');
    await shop.calls.entries.create({ kind: 'note', body: 'Wants oak', participants: [contactId], pinned: true });
    const list = async (more: object) => {
      const { rows, moves } = await shop.calls.entries.list({ contactId, limit: 9, ...more });
      return [rows.length, moves.length];
    };
    expect(await list({})).toEqual([1, 0]);
    expect(await list({ moves: 'too' })).toEqual([1, 1]);
    expect(await list({ moves: 'only' })).toEqual([0, 1]);
    expect(await list({ moves: 'too', pinned: true })).toEqual([1, 0]);
  });

  it('are found by the words of their deal', async () => {
    const shop = new Shop();
    const { contactId } = await shop.withDeal('Pergola', 'Ada Lovelace');
    await shop.calls.deals.create({ title: 'Courtyard', contact: { id: contactId } });
    expect(await shop.moves(contactId, { moves: 'only', text: 'perg' })).toEqual(['Pergola added 1']);
    expect(await shop.moves(contactId, { text: '…' })).toEqual([]);
  });

  it('are reached over when an entry below them is sought', async () => {
    const shop = new Shop();
    const { id, contactId } = await shop.withDeal('Pergola', 'Ada Lovelace');
    const stages = await shop.stages();
    const { id: sought } = await shop.calls.entries.create({ kind: 'note', body: 'The first', participants: [contactId] });
    for (let turn = 0; turn < 6; turn++) {
      shop.tick();
      await shop.calls.deals.move({ id, stageId: stages[(turn % 2) + 1]!, after: null });
    }
    const page = await shop.calls.entries.list({ contactId, moves: 'too', limit: 1, through: sought });
    expect(page.rows.map((entry) => entry.id)).toEqual([sought]);
    expect(page.moves.map(({ kind }) => kind)).toEqual(['moved', 'moved', 'moved', 'moved', 'moved', 'moved', 'added']);
    expect(page.next).toBeNull();
  });
});

it('page by page, entries and changes of stage each come once and in the order of time', async () => {
  const shop = new Shop();
  const stages = await shop.stages();
  let profiles = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ isNote: fc.boolean(), after: fc.integer({ min: 0, max: 2 }) }), { maxLength: 24 }), fc.integer({ min: 1, max: 7 }), async (story, limit) => {
      const { id, contactId } = await shop.withDeal('Pergola', `Ada ${profiles++}`);
      let turn = 0;
      let movedAt = shop.ports.now();
      for (const { isNote, after } of story) {
        // A deal cannot be moved twice in one moment; notes may be of the moment of a move.
        shop.ports.advance(!isNote && after === 0 && shop.ports.now() === movedAt ? 1 : after);
        if (!isNote) movedAt = shop.ports.now();
        if (isNote) await shop.calls.entries.create({ kind: 'note', body: 'x', participants: [contactId] });
        else await shop.calls.deals.move({ id, stageId: stages[(++turn % 3) + 1]!, after: null });
      }
      const whole = await shop.calls.entries.list({ contactId, moves: 'too', limit: 100 });
      expect(whole.rows.length + whole.moves.length).toBe(story.length + 1);
      const found: { at: number; id: Id; isMove: boolean }[] = [];
      let next: string | undefined;
      do {
        const page = await shop.calls.entries.list({ contactId, moves: 'too', limit, ...(next === undefined ? {} : { after: next }) });
        expect(page.rows.length + page.moves.length).toBeLessThanOrEqual(limit);
        found.push(...[...page.rows.map((entry) => ({ at: entry.at, id: entry.id, isMove: false })), ...page.moves.map((move) => ({ at: move.at, id: move.id, isMove: true }))].sort((a, b) => b.at - a.at));
        next = page.next ?? undefined;
      } while (next !== undefined);
      expect(found.filter(({ isMove }) => !isMove).map((each) => each.id)).toEqual(whole.rows.map((entry) => entry.id));
      expect(found.filter(({ isMove }) => isMove).map((each) => each.id)).toEqual(whole.moves.map((move) => move.id));
      expect(found.every((each, place) => place === 0 || each.at < found[place - 1]!.at || (each.at === found[place - 1]!.at && (each.isMove || !found[place - 1]!.isMove)))).toBe(true);
    }),
    { numRuns: 40 },
  );
});
