import { ZoneName } from '../core/due.ts';
import { idFromBytes } from '../core/ids.ts';
import type { Reminder, ReminderKind, Repeat } from '../core/reminders.ts';
import { seenOf } from './contact-list.ts';
import { contactRef } from './contacts.ts';
import type { Row, Store } from './store.ts';

/** Reminders as a screen gets them, in the order of their rows' numbers as given. */
export function reminderRows(store: Store, wanted: readonly { n: number }[]): Reminder[] {
  if (wanted.length === 0) return [];
  const rows = store.prepare(WITH_WHO).all(JSON.stringify(wanted.map(({ n }) => n)));
  const members = memberNames(store);
  return rows.map((row) => ({
    id: idFromBytes(row.id),
    kind: row['kind'] as ReminderKind,
    purpose: row['purpose'] as string,
    due: row['due'] as string,
    zone: knownZone(row['zone'] as string),
    priority: row['priority'] as number,
    notes: row['notes'] as string,
    contact: whoOf(row),
    deal: row['dealBytes'] === null ? null : { id: idFromBytes(row['dealBytes'] as Buffer), title: row['dealTitle'] as string },
    owner: ownerOf(row, members),
    repeat: row['rule'] === null ? null : repeatOf(row),
    doneAt: row['doneAt'] as number | null,
    seen: seenOf('reminders', row, SEEN),
  }));
}

/** The fields that a form shows and whose versions it hands back. */
const SEEN = ['kind', 'purpose', 'due', 'ownerId', 'notes'] as const;

/** Of whom something is, `contactN` of the row `of`, and where they work: of several the first that has not ended. */
export const whoColumns = (of: string): string => `c.id AS whoId, c.kind AS whoKind, c.name AS whoName, c.photo AS whoPhoto, c.hidden AS whoHidden,
  (SELECT o.name FROM affiliations a JOIN contacts o ON o.n = a.organisationN
   WHERE a.personN = ${of}.contactN AND a.hidden = 0 AND o.hidden = 0 ORDER BY a.endedOn IS NOT NULL, a.id LIMIT 1) AS organisation`;

export function whoOf(row: Row): Reminder['contact'] {
  if (row['whoId'] === null) return null;
  const who = { id: row['whoId'], kind: row['whoKind'], name: row['whoName'], photo: row['whoPhoto'], hidden: row['whoHidden'] } as unknown as Row;
  return { ...contactRef(who), organisation: (row['organisation'] as string | null) ?? '' };
}

const WITH_WHO = `SELECT r.n, r.id, r.clock, r.kind, r.purpose, r.due, r.zone, r.priority, r.notes, r.ownerId, r.doneAt, s.rule, s.afterDone, d.id AS dealBytes, d.title AS dealTitle, ${whoColumns('r')}
  FROM json_each(?) wanted CROSS JOIN reminders r ON r.n = wanted.value LEFT JOIN contacts c ON c.n = r.contactN
  LEFT JOIN deals d ON d.n = r.dealN AND d.hidden = 0 LEFT JOIN reminderSeries s ON s.n = r.seriesN AND s.hidden = 0 ORDER BY wanted.key`;

export const memberNames = (store: Store): Map<string, string> => new Map(store.prepare('SELECT id, name FROM members').all().map((member) => [idFromBytes(member.id), member['name'] as string]));

export function ownerOf(row: Row, members: ReadonlyMap<string, string>): Reminder['owner'] {
  const id = row['ownerId'] === null ? undefined : idFromBytes(row['ownerId'] as Buffer);
  const name = id === undefined ? undefined : members.get(id);
  return id !== undefined && name !== undefined ? { id, name } : null;
}

export function repeatOf(series: Row): Repeat {
  return series['rule'] === '' ? { kind: 'afterDone', every: series['afterDone'] as string } : { kind: 'rule', rule: series['rule'] as string };
}

/** A zone that is not known here comes from a newer system: its time is read as that of UTC, as where it was derived. */
function knownZone(zone: string): string {
  if (zone === '' || KNOWN.has(zone)) return zone;
  if (!ZoneName.safeParse(zone).success) return 'UTC';
  KNOWN.add(zone);
  return zone;
}

/** Looking a zone up takes as long as reading its row. */
const KNOWN = new Set<string>();
