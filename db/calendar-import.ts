// What an import does with what it found in a calendar. Ids are made of the UIDs of the file: the same file twice adds
// nothing, and what came once is never written again, whatever became of it here.
import type { CalendarItem, CalendarPerson, MeetingItem, ReminderItem } from '../core/calendar/items.ts';
import { UID_HOST } from '../core/calendar/records.ts';
import { calendarWords } from '../core/calendar/words.ts';
import { TEXT_MAX } from '../core/contacts.ts';
import { Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { foldEmail } from './derive-columns.ts';
import { createEntry } from './entries.ts';
import { HIDDEN, type Store } from './store.ts';
import type { Tx } from './write.ts';

export type CalendarOutcome = 'reminder' | 'meeting' | 'unchanged' | 'nobody-known';

/** What one import knows of its file. */
export class CalendarImporter {
  /** Ids that this file has brought: it may say the same twice. */
  readonly #brought = new Set<Id>();
  readonly #contacts = new Map<string, Id | null>();

  /** What would become of it, and that in a transaction it is. Without one nothing is written. */
  take(store: Store, item: CalendarItem, tx?: Tx): CalendarOutcome {
    const table = item.kind === 'meeting' ? 'entries' : item.series ? 'reminderSeries' : 'reminders';
    if (isOurs(store, item.uid)) return 'unchanged';
    const id = this.#freeId(store, table, item);
    if (id === undefined) return 'unchanged';
    const known = item.people.flatMap((person) => this.#contact(store, person) ?? []);
    if (known.length === 0 && (item.kind === 'meeting' || item.needsSomebody)) return 'nobody-known';
    this.#brought.add(id);
    if (tx && item.kind === 'meeting') this.#meet(tx, id, item, known);
    else if (tx && item.kind === 'reminder') this.#remind(tx, id, item, known);
    return item.kind;
  }

  #meet(tx: Tx, id: Id, { at, minutes, subject, body, people }: MeetingItem, participants: readonly Id[]): void {
    createEntry(tx, { kind: 'meeting', at, minutes, subject, body: this.#withOthers(tx.store, body, people), participants }, id);
  }

  #remind(tx: Tx, id: Id, item: ReminderItem, known: readonly Id[]): void {
    const { series, due, zone, doneAt } = item;
    const contactId = known[0] ?? null;
    const fields = { contactId, ownerId: tx.store.member, kind: item.reminderKind, purpose: item.purpose, priority: item.priority, notes: this.#withOthers(tx.store, item.notes, item.needsSomebody ? item.people : []) };
    const createdAt = tx.store.ports.now();
    if (!series) {
      tx.insert('reminders', id, { ...fields, due, zone, createdAt, ...(doneAt === null ? {} : { doneAt, doneBy: tx.store.member }) });
      return;
    }
    tx.insert('reminderSeries', id, { ...fields, start: series.start, zone: series.zone, rule: series.rule, skipped: series.skipped.join(' ') });
    tx.insert('reminders', naturalId('reminder', contactId ?? '', id, series.occurrence), { ...fields, seriesId: id, occurrence: series.occurrence, due, zone, createdAt });
  }

  /** Who is nobody here stays in the text. */
  #withOthers(store: Store, text: string, people: readonly CalendarPerson[]): string {
    const others = people.filter((person) => this.#contact(store, person) === null).map(({ name, address }) => (name === '' || name === address ? address : `${name} (${address})`));
    if (others.length === 0) return text;
    return [text, `${calendarWords(store.locale).with}: ${others.join(', ')}`].filter(Boolean).join('\n\n').slice(0, TEXT_MAX);
  }

  #contact(store: Store, { address }: CalendarPerson): Id | null {
    const folded = foldEmail(address);
    const known = this.#contacts.get(folded);
    if (known !== undefined) return known;
    const row = store.prepare('SELECT c.n, c.id FROM emails e JOIN contacts c ON c.n = e.contactN WHERE e.folded = ? AND e.hidden = 0 AND c.hidden = 0 ORDER BY c.n LIMIT 1').get(folded);
    const id = row ? idFromBytes(row.id) : null;
    this.#contacts.set(folded, id);
    return id;
  }

  /** Undefined where it is here, or was, or has come in this file. An import that was undone never was. */
  #freeId(store: Store, table: 'entries' | 'reminders' | 'reminderSeries', { uid, occurrence }: CalendarItem): Id | undefined {
    for (let attempt = 0; ; attempt++) {
      const id = naturalId('calendar', table, uid, occurrence, String(attempt));
      if (this.#brought.has(id)) return undefined;
      const row = store.prepare(`SELECT n, hidden FROM ${table} WHERE id = ?`).get(idToBytes(id));
      if (!row) return id;
      if (row.hidden !== HIDDEN.takenBack) return undefined;
    }
  }
}

/** A calendar that this profile wrote names its records by their ids. */
function isOurs(store: Store, uid: string): boolean {
  if (!uid.endsWith(`@${UID_HOST}`)) return false;
  const id = Id.safeParse(uid.slice(0, -UID_HOST.length - 1));
  if (!id.success) return false;
  return OURS.some((table) => {
    const row = store.prepare(`SELECT n, hidden FROM ${table} WHERE id = ?`).get(idToBytes(id.data));
    return row !== undefined && row.hidden !== HIDDEN.takenBack;
  });
}

const OURS = ['reminders', 'reminderSeries', 'entries'] as const;
