// What was changed in a record, as lines for somebody who reads: one for each change, without what follows from another.
// The window leaves out the same.
import type { HistoryItem } from '../../core/api/history.ts';
import { reasonWord, stageWord } from '../../core/deal-words.ts';
import type { Outcome } from '../../core/deals.ts';
import type { Field } from '../../core/fields.ts';
import { type Id, idToBytes } from '../../core/ids.ts';
import type { Store } from '../../db/store.ts';
import { type Arguments, numberOption, option } from './arguments.ts';
import { readCursor, shownCursor } from './cursor.ts';
import { inOneLine, plainMoney } from './lines.ts';
import type { Session } from './session.ts';
import { readId } from './where.ts';

/** How many changes are shown at most, unless told. */
const MOST = 500;

/** `history ID [--limit N] [--after CURSOR]`. With --json every change of every field is there. */
export async function historyFrom(session: Session, given: Arguments, answer: (value: unknown, text: string) => number): Promise<number> {
  const id = readId(given.positionals[0]!);
  const after = readCursor('history', option(given, 'after'));
  const page = await session.call('history', 'of', { id, limit: numberOption(given, 'limit', MOST, 1, MOST), after });
  const newest = after === undefined ? page : await session.call('history', 'of', { id, limit: MOST });
  const words = new HistoryWords(session.store, id, await session.call('fields', 'list', undefined), new Currencies([...newest.items, ...page.items]));
  const items = page.items.map((item) => ({ ...item, before: words.named(item, item.before), after: words.named(item, item.after) }));
  const rows = items.map(({ at, member, device, code, field, before, after }) => ({ at: new Date(at).toISOString(), member, device, code, field, before, after }));
  const next = shownCursor('history', page.next);
  const lines = worthALine(items).map((item) => inOneLine([new Date(item.at).toISOString(), item.member, item.code, words.change(item)]));
  return answer(rows, [...lines, ...(next === null ? [] : [`… more with --after ${next}`])].join('\n'));
}

/** Where a deal stood among others, what a part belongs to, and what follows from what is said. */
const UNSAID: Readonly<Record<string, readonly string[]>> = {
  deals: ['orderKey', 'createdAt', 'closedAt'],
  dealLines: ['orderKey', 'dealId'],
  dealContacts: ['dealId'],
  dealTags: ['dealId'],
  dealCompetitors: ['dealId'],
  dealSteps: ['dealId'],
  dealFieldValues: ['dealId', 'fieldId'],
  entryDeals: ['entryId', 'dealId'],
};

function worthALine(items: readonly HistoryItem[]): HistoryItem[] {
  const keyOf = ({ changeId, recordId }: HistoryItem): string => `${changeId} ${recordId}`;
  const updated = new Set(items.filter(({ op }) => op === 'updated').map(keyOf));
  const amounts = new Set(items.filter(({ table, after }) => isCustom(table) && typeof after === 'number').map(keyOf));
  return items.filter((item) => {
    const { op, table, field, before, after } = item;
    // That a deal went to another stage is said by the deal.
    if (table === 'stageChanges' || (field !== null && UNSAID[table]?.includes(field))) return false;
    // The currency stands beside the amount, but for one that took the place of another.
    if (table === 'deals' && field === 'currency') return Boolean(before) && Boolean(after);
    if (!isCustom(table)) return true;
    // A new row says nothing beside what was then written into it.
    if (op === 'inserted' && updated.has(keyOf(item))) return false;
    return !(amounts.has(keyOf(item)) && isCurrency(after));
  });
}

const isCustom = (table: string): boolean => table === 'fieldValues' || table === 'dealFieldValues';
const isCurrency = (value: HistoryItem['after']): value is string => typeof value === 'string' && /^[A-Z]{3}$/.test(value);

/** How the log names what came with the profile and has no name of its own. */
const OF_THE_START = /^start:(.+)$/;
const INSTANTS = new Set(['at', 'createdAt', 'closedAt', 'doneAt']);
const OPS = { inserted: 'added', removed: 'removed', restored: 'restored', erased: 'erased' } as const;

/** Which currency an amount was in: the log keeps them apart, and either may be changed alone. */
class Currencies {
  readonly #changes = new Map<Id, HistoryItem[]>();

  constructor(items: readonly HistoryItem[]) {
    for (const item of items) {
      const isOne = (item.table === 'deals' && item.field === 'currency') || (isCustom(item.table) && (isCurrency(item.before) || isCurrency(item.after)));
      if (isOne) this.#changes.set(item.recordId, [...(this.#changes.get(item.recordId) ?? []), item]);
    }
    for (const changes of this.#changes.values()) changes.sort((a, b) => (a.changeId < b.changeId ? 1 : -1));
  }

  /** Of a record before or after a change; undefined where no change of it tells. */
  of({ recordId, changeId }: HistoryItem, side: Side): string | undefined {
    const changes = this.#changes.get(recordId) ?? [];
    const isDone = (change: HistoryItem): boolean => (side === 'after' ? change.changeId <= changeId : change.changeId < changeId);
    const told = changes.find(isDone)?.after ?? changes.findLast((change) => !isDone(change))?.before;
    return isCurrency(told ?? null) ? (told as string) : undefined;
  }
}

type Side = 'before' | 'after';

class HistoryWords {
  readonly #locale: string;
  readonly #fields: readonly Field[];
  readonly #currencies: Currencies;
  readonly #deal: { outcome: Outcome; currency: string };

  constructor(store: Store, id: Id, fields: readonly Field[], currencies: Currencies) {
    const row = store.prepare('SELECT outcome, currency FROM deals WHERE id = ?').get(idToBytes(id));
    this.#locale = store.locale;
    this.#fields = fields;
    this.#currencies = currencies;
    this.#deal = { outcome: (row?.['outcome'] as Outcome | '' | undefined) || 'lost', currency: (row?.['currency'] as string | undefined) ?? '' };
  }

  /** A value with a name for what has none of its own. */
  named({ field }: HistoryItem, value: HistoryItem['after']): HistoryItem['after'] {
    const [, origin] = typeof value === 'string' ? (OF_THE_START.exec(value) ?? []) : [];
    if (origin === undefined) return value;
    if (field === 'stageId') return stageWord({ name: '', origin }, this.#locale);
    return field === 'reasonId' ? reasonWord({ name: '', origin }, this.#deal.outcome, this.#locale) : value;
  }

  /** `stage: Enquiry → In talks`, or `tag: added spring`. */
  change(item: HistoryItem): string {
    const { op, table, field, after } = item;
    const what = field === null ? table : isCustom(table) ? field : fieldWord(field);
    if (op === 'updated') return `${what}: ${this.#text(item, 'before')} → ${this.#text(item, 'after')}`;
    const side = after === null ? 'before' : 'after';
    return `${what}: ${OPS[op]}${item[side] === null ? '' : ` ${this.#text(item, side)}`}`;
  }

  #text(item: HistoryItem, side: Side): string {
    const { table, field, [side]: value } = item;
    if (value === null || value === '') return '–';
    if (typeof value === 'string') return value;
    if (isCustom(table)) return this.#custom(item, value, side);
    if (field !== null && INSTANTS.has(field)) return new Date(value).toISOString();
    if (table === 'deals' && field === 'minor') return plainMoney({ minor: value, currency: this.#currencies.of(item, side) ?? this.#deal.currency });
    if (table === 'dealLines' && field === 'price') return plainMoney({ minor: value, currency: this.#deal.currency });
    return table === 'deals' && field === 'probability' ? `${value} %` : String(value);
  }

  #custom(item: HistoryItem, value: number, side: Side): string {
    const field = this.#fields.find(({ name }) => name === item.field);
    if (field?.type === 'yesNo') return value === 1 ? 'yes' : 'no';
    return field?.type === 'money' ? plainMoney({ minor: value, currency: this.#currencies.of(item, side) ?? field.currency }) : String(value);
  }
}

/** `expectedClose` as "expected close", `stageId` as "stage". */
const fieldWord = (field: string): string => (field === 'minor' ? 'value' : field.replace(/(?<=.)Id$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
