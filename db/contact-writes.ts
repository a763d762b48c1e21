import type { z } from 'zod';
import { CallError } from '../core/call.ts';
import type { BulkChange, NewContact } from '../core/api/contacts.ts';
import { type ContactFields, type PartName, partDefaults, partSchemas } from '../core/contacts.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { splitName } from '../core/names.ts';
import { fieldStamp } from '../core/row-clock.ts';
import { stampToText } from '../core/stamp.ts';
import { contactsNamed } from './contact-names.ts';
import { foldTag } from './contact-filter.ts';
import { contactRow, recordConflicts } from './contacts.ts';
import { settleConflicts } from './conflicts.ts';
import { setFieldValue } from './field-values.ts';
import { type Row, newId } from './store.ts';
import { type TableName, tableNamed, tablesOwnedBy } from './tables/registry.ts';
import { type Seen, type Tx, toColumns } from './write.ts';

/** Makes a contact with all it is given, and the organisation it names when there is none of that name. */
export function createContact(tx: Tx, contact: z.output<typeof NewContact>): Id {
  const { fullName, emails, phones, organisation, roles, tags, ...fields } = contact;
  requireOwner(tx, fields.ownerId);
  const id = newId(tx.store);
  tx.insert('contacts', id, { ...nameFields(contact.kind, fullName), ...fields, createdAt: tx.store.ports.now() });
  for (const { address, label = '' } of emails ?? []) addPart(tx, id, 'emails', { address: address.trim(), label });
  for (const { number, label = '' } of phones ?? []) addPart(tx, id, 'phones', { number: number.trim(), label });
  for (const role of roles ?? []) addRole(tx, id, role);
  for (const tag of tags ?? []) addTag(tx, id, tagNamed(tx, tag));
  if (organisation) {
    const organisationId = 'id' in organisation ? organisation.id : organisationNamed(tx, organisation.name);
    addPart(tx, id, 'affiliations', { organisationId, title: organisation.title ?? '' });
  }
  return id;
}

function nameFields(kind: string, fullName: string | undefined): Partial<ContactFields> {
  if (fullName === undefined || fullName.trim() === '') return {};
  return kind === 'organisation' ? { organisationName: fullName.trim() } : splitName(fullName);
}

/** Changes fields of a contact. Errors: `contact-not-found`, `member-not-found`. */
export function updateContact(tx: Tx, id: Id, fields: Partial<ContactFields>, seen: Seen = {}): void {
  requireOwner(tx, fields.ownerId);
  tx.update('contacts', idFromBytes(contactRow(tx.store, id).id), fields, seen);
}

/** Errors: `contact-not-found` of an organisation or a relation. */
export function addPart(tx: Tx, contactId: Id, part: PartName, values: Record<string, unknown>): Id {
  const id = newId(tx.store);
  const owner = part === 'affiliations' ? 'personId' : part === 'relations' ? 'fromId' : 'contactId';
  tx.insert(part, id, { ...partDefaults[part], ...parsePart(tx, part, values), [owner]: contactId });
  return id;
}

/** Errors: `part-not-found`, and those of `addPart`. */
export function updatePart(tx: Tx, part: PartName, id: Id, values: Record<string, unknown>, seen: Seen = {}): void {
  requirePart(tx, part, id);
  tx.update(part, id, parsePart(tx, part, values), seen);
}

export function removePart(tx: Tx, part: PartName, id: Id): void {
  requirePart(tx, part, id);
  tx.remove(part, id);
}

/** The organisation of a part: named, found or made. */
export function withOrganisation(tx: Tx, values: Record<string, unknown>, organisationName: string | undefined): Record<string, unknown> {
  if (organisationName === undefined) return values;
  return { ...values, organisationId: organisationName.trim() === '' ? null : organisationNamed(tx, organisationName) };
}

const PRIMARY = { emails: 'primaryEmailId', phones: 'primaryPhoneId', addresses: 'primaryAddressId', affiliations: 'primaryAffiliationId' } as const;

export function makePrimary(tx: Tx, contactId: Id, part: PartName, id: Id): void {
  const field = PRIMARY[part as keyof typeof PRIMARY];
  if (field) updateContact(tx, contactId, { [field]: id });
}

function parsePart(tx: Tx, part: PartName, values: Record<string, unknown>): Record<string, string | null> {
  const parsed = partSchemas[part].partial().safeParse(values);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new CallError('bad-input', `${issue.path.join('.') || part}: ${issue.message}`);
  }
  const data: Record<string, string | null> = parsed.data;
  for (const other of [data['organisationId'], data['toId']]) if (other) contactRow(tx.store, other as Id);
  return data;
}

/** Errors: `member-not-found`. */
export function requireOwner(tx: Tx, ownerId: Id | null | undefined): void {
  if (ownerId && !tx.row('members', idToBytes(ownerId))) throw new CallError('member-not-found', 'This member no longer exists.');
}

function requirePart(tx: Tx, part: PartName, id: Id): Row {
  const row = tx.row(part, idToBytes(id));
  if (!row || row.hidden) throw new CallError('part-not-found', 'This was removed in the meantime.');
  return row;
}

/** The organisation of this name, made when there is none. */
export function organisationNamed(tx: Tx, name: string): Id {
  const wanted = name.trim();
  const found = contactsNamed(tx.store, wanted, 'organisation')[0];
  if (found) return idFromBytes(found.id);
  const id = newId(tx.store);
  tx.insert('contacts', id, { kind: 'organisation', organisationName: wanted, createdAt: tx.store.ports.now() });
  return id;
}

/** The tag of this name, made when there is none; its colour follows from the name. */
export function tagNamed(tx: Tx, name: string): Id {
  const folded = foldTag(name);
  const found = tx.store.prepare('SELECT id FROM tags WHERE folded = ? AND hidden = 0 ORDER BY id LIMIT 1').get(folded);
  if (found) return idFromBytes(found.id);
  const id = newId(tx.store);
  tx.insert('tags', id, { name: name.trim(), colour: Array.from(folded, (letter) => letter.codePointAt(0)!).reduce((sum, point) => sum + point, 0) % 12 });
  return id;
}

export function addTag(tx: Tx, contactId: Id, tagId: Id): boolean {
  const id = naturalId('contactTag', contactId, tagId);
  const existing = tx.row('contactTags', idToBytes(id));
  if (existing?.hidden === 0) return false;
  tx.insert('contactTags', id, { contactId, tagId });
  return true;
}

/** Removes a tag, also where it came from a contact that was merged into this one. */
function removeTag(tx: Tx, contactN: number, tagN: number): boolean {
  const rows = tx.store.prepare('SELECT id FROM contactTags WHERE contactN = ? AND tagN = ? AND hidden = 0').all(contactN, tagN);
  return rows.map((row) => tx.remove('contactTags', idFromBytes(row.id))).some(Boolean);
}

export function addRole(tx: Tx, contactId: Id, role: string): boolean {
  const id = naturalId('contactRole', contactId, role.trim());
  const existing = tx.row('contactRoles', idToBytes(id));
  if (existing?.hidden === 0) return false;
  tx.insert('contactRoles', id, { contactId, role: role.trim() });
  return true;
}

export function setRoles(tx: Tx, id: Id, roles: readonly string[]): void {
  const contact = contactRow(tx.store, id);
  const wanted = new Set(roles.map((role) => role.trim()));
  for (const row of tx.store.prepare('SELECT id, role FROM contactRoles WHERE contactN = ? AND hidden = 0').all(contact.n)) {
    if (!wanted.has(row['role'] as string)) tx.remove('contactRoles', idFromBytes(row.id));
  }
  for (const role of wanted) addRole(tx, idFromBytes(contact.id), role);
}

export function setTags(tx: Tx, id: Id, names: readonly string[]): void {
  const contact = contactRow(tx.store, id);
  const wanted = new Set(names.map((name) => tagNamed(tx, name)));
  for (const row of tx.store.prepare('SELECT t.id, t.n FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN = ? AND x.hidden = 0').all(contact.n)) {
    if (!wanted.has(idFromBytes(row.id))) removeTag(tx, contact.n, row.n);
  }
  for (const tagId of wanted) addTag(tx, idFromBytes(contact.id), tagId);
}

/** One contact's share of a bulk change. Gives whether it changed. */
export function applyBulkChange(tx: Tx, contactN: number, change: BulkChange): boolean {
  const row = tx.store.prepare('SELECT * FROM contacts WHERE n = ? AND hidden = 0').get(contactN);
  if (!row) return false;
  const id = idFromBytes(row.id);
  switch (change.kind) {
    case 'tag': {
      const added = change.add.map((name) => addTag(tx, id, tagNamed(tx, name)));
      const removed = change.remove.map((name) => {
        const tag = tx.store.prepare('SELECT n FROM tags WHERE folded = ? AND hidden = 0').get(foldTag(name));
        return tag !== undefined && removeTag(tx, contactN, tag.n);
      });
      return [...added, ...removed].some(Boolean);
    }
    case 'role': {
      const added = change.add.map((role) => addRole(tx, id, role));
      const removed = change.remove.map((role) =>
        tx.store.prepare('SELECT id FROM contactRoles WHERE contactN = ? AND role = ? AND hidden = 0').all(contactN, role.trim()).map((found) => tx.remove('contactRoles', idFromBytes(found.id))).some(Boolean),
      );
      return [...added, ...removed].some(Boolean);
    }
    case 'set':
      return tx.updateRow(tableNamed('contacts'), row, toColumns(tableNamed('contacts'), { [change.field]: change.value }));
    case 'owner':
      requireOwner(tx, change.memberId);
      return tx.updateRow(tableNamed('contacts'), row, toColumns(tableNamed('contacts'), { ownerId: change.memberId }));
    case 'custom':
      setFieldValue(tx, id, change.fieldId, change.value);
      return true;
    case 'delete':
      return tx.remove('contacts', id);
  }
}

/** Fields that a merge may take from the loser. */
const NOT_MERGED = new Set(['mergedInto', 'createdAt', 'kind']);

/**
 * Makes `winner` stand for both: all that refers to `loser` is the winner's from now on, and `take` names
 * the fields whose value comes from the loser, custom ones by their id; fields that the winner lacks are taken too.
 * Errors: `contact-not-found`, `same-contact`, `different-kinds`.
 */
export function mergeContacts(tx: Tx, winnerId: Id, loserId: Id, take: readonly string[]): void {
  const winner = contactRow(tx.store, winnerId);
  const loser = contactRow(tx.store, loserId);
  if (winner.n === loser.n) throw new CallError('same-contact', 'Choose two different contacts to merge.');
  if (winner['kind'] !== loser['kind']) throw new CallError('different-kinds', 'A person and an organisation cannot be merged. Change the kind of one of them first.');
  const table = tableNamed('contacts');
  const taken = new Map(
    table.columns
      .filter((column) => !NOT_MERGED.has(column.name) && !sameEmpty(loser[column.name]) && (take.includes(column.name) || sameEmpty(winner[column.name])))
      .map((column) => [column, loser[column.name]!]),
  );
  removeRepeated(tx, winner, loser);
  keepOneValue(tx, winner, loser, take);
  tx.updateRow(table, winner, taken);
  tx.update('contacts', idFromBytes(loser.id), { mergedInto: idFromBytes(winner.id) });
}

const sameEmpty = (value: unknown): boolean => value === null || value === '';

/** What makes two rows of a part say the same thing. */
const REPEATS: Partial<Record<TableName, string[]>> = {
  emails: ['folded'],
  phones: ['digits'],
  addresses: ['street', 'city', 'postalCode', 'country'],
  links: ['url'],
  dates: ['label', 'date'],
  facts: ['label', 'text'],
  affiliations: ['organisationN', 'title'],
};

/** Of a custom field that both have, the value that was chosen; several choices are united, each of them once. */
function keepOneValue(tx: Tx, winner: Row, loser: Row, take: readonly string[]): void {
  const both = tx.store
    .prepare(
      `SELECT w.id AS winners, l.id AS losers, f.id AS fieldBytes, f.type FROM fieldValues w JOIN fieldValues l ON l.fieldN = w.fieldN JOIN fields f ON f.n = w.fieldN
       WHERE w.contactN = ? AND l.contactN = ? AND w.hidden = 0 AND l.hidden = 0 AND (f.type <> 'choices' OR w.choiceN = l.choiceN)`,
    )
    .all(winner.n, loser.n);
  for (const row of both) {
    const isTaken = row['type'] !== 'choices' && take.includes(idFromBytes(row['fieldBytes'] as Buffer));
    tx.remove('fieldValues', idFromBytes(row[isTaken ? 'winners' : 'losers'] as Buffer));
  }
}

/** An address that both have is kept once. */
function removeRepeated(tx: Tx, winner: Row, loser: Row): void {
  for (const { table, nColumn } of tablesOwnedBy('contacts')) {
    const columns = REPEATS[table.name];
    if (!columns) continue;
    const same = columns.map((column) => `w.${column} IS l.${column}`).join(' AND ');
    const repeated = tx.store
      .prepare(`SELECT l.id FROM ${table.name} l WHERE l.${nColumn} = ? AND l.hidden = 0 AND EXISTS (SELECT 1 FROM ${table.name} w WHERE w.${nColumn} = ? AND w.hidden = 0 AND ${same})`)
      .all(loser.n, winner.n);
    for (const row of repeated) tx.remove(table.name, idFromBytes(row.id));
  }
}

/** Writes the chosen version again, having seen all of them. Errors: `conflict-not-found`. */
export function resolveConflict(tx: Tx, tableName: string, recordId: Id, field: string, stamp: string): void {
  const table = tablesOwnedBy('contacts').find(({ table: owned }) => owned.name === tableName)?.table ?? (tableName === 'contacts' ? tableNamed('contacts') : tableName === 'entries' ? tableNamed('entries') : undefined);
  const row = table && tx.row(table.name, idToBytes(recordId));
  const column = table?.columnsByName.get(field);
  const conflict = table && row && recordConflicts(tx.store, table.number, row).find((found) => found.field === field);
  if (!table || !row || !column || !conflict) throw new CallError('conflict-not-found', 'Somebody has chosen already. Nothing was changed.');
  const stored = tx.store.prepare('SELECT stamp, value FROM conflicts WHERE recordId = ? AND tableNo = ? AND col = ?').all(row.id, table.number, column.number);
  const chosen = stored.find((version) => stampToText(version['stamp'] as Buffer) === stamp);
  if (!chosen && stamp !== stampToText(fieldStamp(row.clock, column.number))) throw new CallError('conflict-not-found', 'This value is no longer among those to choose from.');
  tx.resolve(table, row, column, chosen ? chosen['value']! : row[column.name]!, stored.map((version) => version['stamp'] as Buffer));
  settleConflicts(tx.store, table, row.id, column, stored.map((version) => version['stamp'] as Buffer));
}
