import { reasonWord, stageWord } from '../core/deal-words.ts';
import type { CardCustom } from '../core/contact-card.ts';
import { type DealSheet, type PipelineSheet, type SheetWho, emptySheet } from '../core/deal-sheet.ts';
import type { Deal } from '../core/deals.ts';
import type { DealFilter } from '../core/deal-filters.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { customInWords } from './card-of-contact.ts';
import type { Field } from '../core/fields.ts';
import { dealWhere } from './deal-filter.ts';
import { getDeal } from './deal-rows.ts';
import { movesOf } from './derive-deals.ts';
import { listFields } from './lists.ts';
import { listPipelines } from './pipelines.ts';
import type { Store } from './store.ts';

/** Makes sheets of deals; pipelines and custom fields are read once. */
export class SheetReader {
  readonly #store: Store;
  readonly #withHistory: boolean;
  readonly #fields: ReadonlyMap<Id, Field>;
  readonly #stages = new Map<Id, { pipeline: string | undefined; stage: string }>();
  readonly pipelines: PipelineSheet[];

  /** With history: also where a deal was, and which entries are about it. Without, its probability is that of its stage where it has none of its own. */
  constructor(store: Store, { withHistory }: { withHistory: boolean }) {
    this.#store = store;
    this.#withHistory = withHistory;
    this.#fields = new Map(listFields(store).map((field) => [field.id, field]));
    const all = listPipelines(store);
    for (const { name, stages } of all) for (const stage of stages) this.#stages.set(stage.id, { pipeline: name || undefined, stage: stageWord(stage, store.locale) });
    this.pipelines = all
      .filter(({ retired }) => !retired)
      .map(({ name, stages }) => ({ ...(name ? { name } : {}), stages: stages.filter(({ retired }) => !retired).map((stage) => ({ name: stageWord(stage, store.locale), probability: stage.probability })) }));
  }

  /** A deal as the neutral sheet that exporters take; its `uid` is its id. */
  sheet(id: Id): DealSheet {
    const deal = getDeal(this.#store, id);
    const place = this.#stages.get(deal.stageId);
    const probability = deal.ownProbability ?? (this.#withHistory || deal.outcome ? null : deal.probability);
    const organisation = deal.organisation && this.#who(deal.organisation);
    const lines = deal.lines.map(({ id: _id, productId: _productId, amount: _amount, product, ...line }) => ({ ...line, ...(product ? { product } : {}) }));
    const sheet: DealSheet = {
      ...emptySheet(),
      uid: deal.id,
      sourceKey: `uid:${deal.id}`,
      title: deal.title,
      ...(place?.pipeline === undefined ? {} : { pipeline: place.pipeline }),
      ...(place ? { stage: place.stage } : {}),
      ...(deal.outcome ? { outcome: deal.outcome } : {}),
      ...(deal.amount ? { amount: deal.amount } : {}),
      ...(this.#withHistory && lines.length > 0 ? { lines } : {}),
      ...(probability === null ? {} : { probability }),
      ...(deal.committed ? { committed: true } : {}),
      ...someOf({ expectedClose: deal.expectedClose, reasonNote: deal.reasonNote, owner: deal.owner?.name ?? '', source: deal.source, notes: deal.notes }),
      createdAt: new Date(deal.createdAt).toISOString(),
      ...(deal.closedAt === null ? {} : { closedAt: new Date(deal.closedAt).toISOString() }),
      ...(deal.reason && deal.outcome ? { reason: reasonWord(deal.reason, deal.outcome, this.#store.locale) } : {}),
      contacts: this.#contacts(deal),
      ...(organisation ? { organisation } : {}),
      competitors: deal.competitors,
      tags: deal.tags.map(({ name }) => name),
      custom: Object.entries(deal.fields).flatMap(([fieldId, value]): CardCustom[] => {
        const field = this.#fields.get(fieldId as Id);
        return field ? customInWords(this.#store, field, value) : [];
      }),
    };
    return this.#withHistory ? { ...sheet, ...this.#past(id) } : sheet;
  }

  #contacts({ contact, contacts }: Deal): SheetWho[] {
    const others = contacts.filter((other) => other.contact.id !== contact?.id);
    const role = contacts.find((other) => other.contact.id === contact?.id)?.role ?? '';
    return [...(contact ? [{ contact, role }] : []), ...others].map(({ contact: ref, role: own }) => ({ ...this.#who(ref), ...(own ? { role: own } : {}) }));
  }

  #who({ id, name }: { id: Id; name: string }): SheetWho {
    const email = this.#store.prepare('SELECT e.address FROM emails e JOIN contacts c ON c.n = e.contactN WHERE c.id = ? AND e.hidden = 0 ORDER BY e.id IS NOT c.primaryEmailId, e.id LIMIT 1').get(idToBytes(id))?.['address'] as string | undefined;
    return { ...(name ? { name } : {}), ...(email ? { email } : {}), uid: id };
  }

  #past(id: Id): Pick<DealSheet, 'history' | 'entries'> {
    const { n } = this.#store.prepare('SELECT n FROM deals WHERE id = ?').get(idToBytes(id))!;
    const history = movesOf(this.#store, n).flatMap(({ stageId, outcome, at }) => {
      const place = this.#stages.get(stageId);
      return place ? [{ ...(place.pipeline === undefined ? {} : { pipeline: place.pipeline }), stage: place.stage, ...(outcome ? { outcome } : {}), at: new Date(at).toISOString() }] : [];
    });
    const entries = this.#store
      .prepare('SELECT e.id FROM entryDeals x JOIN entries e ON e.n = x.entryN WHERE x.dealN = ? AND x.hidden = 0 AND e.hidden = 0 ORDER BY e.id')
      .all(n)
      .map((row) => idFromBytes(row.id) as string);
    return { ...(history.length > 0 ? { history } : {}), ...(entries.length > 0 ? { entries } : {}) };
  }
}

/** The deals that match, as they were made. `now` is for what counts as stalled. */
export function matchingDeals(store: Store, filter: DealFilter, now: number): Id[] {
  const { where, params } = dealWhere(store, filter, now);
  return store.prepare(`SELECT d.n, d.id FROM deals d LEFT JOIN stages s ON s.n = d.stageN WHERE ${where} ORDER BY d.n`).all(...params).map((row) => idFromBytes(row.id));
}

/** Everybody whom these deals are with, each once. */
export function contactsOfDeals(store: Store, deals: readonly Id[]): Id[] {
  const found = new Set<Id>();
  for (const id of deals) {
    const rows = store
      .prepare(
        `SELECT c.id FROM deals d JOIN contacts c ON c.n = d.contactN OR c.n = d.organisationN OR c.n IN (SELECT x.contactN FROM dealContacts x WHERE x.dealN = d.n AND x.hidden = 0)
         WHERE d.id = ? AND c.hidden = 0`,
      )
      .all(idToBytes(id));
    for (const row of rows) found.add(idFromBytes(row.id));
  }
  return [...found];
}

const someOf = <Fields extends Record<string, string>>(fields: Fields): Partial<Fields> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as Partial<Fields>;
