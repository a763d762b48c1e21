import { generateKeyBetween } from 'fractional-indexing';
import { CallError } from '../core/call.ts';
import type { Tag, View } from '../core/api/lists.ts';
import type { Field, FieldRecord, FieldType } from '../core/fields.ts';
import { ViewDefinition } from '../core/filters.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { seenOf } from './contact-list.ts';
import { keyAtEnd, keyBehind } from './order-keys.ts';
import { type Row, type Store, newId } from './store.ts';
import type { TableName } from './tables/registry.ts';
import type { Tx } from './write.ts';

export function listTags(store: Store): Tag[] {
  const hidden = new Map(store.prepare(TAGS_OF_HIDDEN).all().map((row) => [row.n, row['count'] as number]));
  return store
    .prepare('SELECT t.*, (SELECT count(DISTINCT x.contactN) FROM contactTags x WHERE x.tagN = t.n AND x.hidden = 0) AS count FROM tags t WHERE t.hidden = 0 ORDER BY t.folded, t.id')
    .all()
    .map((row) => ({ id: idFromBytes(row.id), name: row['name'] as string, colour: row['colour'] as number, count: (row['count'] as number) - (hidden.get(row.n) ?? 0) }));
}

/** Few contacts are hidden: to look each contact of a tag up would take ten times as long. */
const TAGS_OF_HIDDEN =
  'SELECT x.tagN AS n, count(DISTINCT x.contactN) AS count FROM contacts c CROSS JOIN contactTags x ON x.contactN = c.n WHERE c.hidden <> 0 AND x.hidden = 0 GROUP BY x.tagN';

/** Custom fields in their order, the retired ones too. */
export function listFields(store: Store): Field[] {
  const choices = store.prepare('SELECT * FROM fieldChoices WHERE hidden = 0 ORDER BY orderKey, id').all();
  return store
    .prepare('SELECT * FROM fields WHERE hidden = 0 ORDER BY orderKey, id')
    .all()
    .map((row) => ({
      id: idFromBytes(row.id),
      record: row['record'] as FieldRecord,
      name: row['name'] as string,
      type: row['type'] as FieldType,
      currency: row['currency'] as string,
      orderKey: row['orderKey'] as string,
      retired: row['retired'] === 1,
      choices: choices.filter((choice) => choice['fieldN'] === row.n).map((choice) => ({ id: idFromBytes(choice.id), name: choice['name'] as string, retired: choice['retired'] === 1 })),
      seen: seenOf('fields', row),
    }));
}

export function createField(tx: Tx, field: { record: FieldRecord; name: string; type: FieldType; currency?: string | undefined; choices?: readonly string[] | undefined }): Id {
  const id = newId(tx.store);
  tx.insert('fields', id, { record: field.record, name: field.name.trim(), type: field.type, currency: field.currency ?? '', orderKey: keyAtEnd(tx.store, 'fields') });
  setChoices(tx, id, (field.choices ?? []).map((name) => ({ name })));
  return id;
}

export interface FieldChange {
  name?: string | undefined;
  currency?: string | undefined;
  retired?: boolean | undefined;
  after?: Id | null | undefined;
  choices?: readonly { id?: Id | undefined; name: string }[] | undefined;
}

/** Errors: `field-not-found`, `choice-not-found`. */
export function updateField(tx: Tx, id: Id, { after, choices, ...values }: FieldChange): void {
  requireRow(tx, 'fields', id, 'field-not-found', 'This field no longer exists.');
  tx.update('fields', id, { ...values, ...(after === undefined ? {} : { orderKey: keyBehind(tx.store, 'fields', after, id) }) });
  if (choices) setChoices(tx, id, choices);
}

function setChoices(tx: Tx, fieldId: Id, choices: readonly { id?: Id | undefined; name: string }[]): void {
  const kept = new Set<string>();
  let last: string | null = null;
  for (const choice of choices) {
    last = generateKeyBetween(last, null);
    const id = choice.id ?? newId(tx.store);
    kept.add(id);
    const values = { name: choice.name.trim(), orderKey: last, retired: false };
    if (choice.id) requireChoice(tx, fieldId, choice.id);
    if (choice.id) tx.update('fieldChoices', id, values);
    else tx.insert('fieldChoices', id, { fieldId, ...values });
  }
  for (const row of tx.store.prepare('SELECT x.id FROM fieldChoices x JOIN fields f ON f.n = x.fieldN WHERE f.id = ? AND x.hidden = 0 AND x.retired = 0').all(idToBytes(fieldId))) {
    if (!kept.has(idFromBytes(row.id))) tx.update('fieldChoices', idFromBytes(row.id), { retired: true });
  }
}

function requireChoice(tx: Tx, fieldId: Id, id: Id): void {
  const row = requireRow(tx, 'fieldChoices', id, 'choice-not-found', 'This choice no longer exists.');
  if (!idToBytes(fieldId).every((byte, i) => byte === (row['fieldId'] as Buffer)[i])) throw new CallError('choice-not-found', 'This choice is of another field.');
}

/** This member's saved views; one whose definition a newer version wrote is left out. */
export function listViews(store: Store, record: string): View[] {
  return store
    .prepare('SELECT * FROM views WHERE hidden = 0 AND record = ? AND memberId = ? ORDER BY orderKey, id')
    .all(record, idToBytes(store.member))
    .flatMap((row) => {
      const definition = ViewDefinition.safeParse(parseJson(row['definition'] as string));
      return definition.success ? [{ id: idFromBytes(row.id), name: row['name'] as string, orderKey: row['orderKey'] as string, definition: definition.data }] : [];
    });
}

export function createView(tx: Tx, record: string, name: string, definition: ViewDefinition): Id {
  const id = newId(tx.store);
  tx.insert('views', id, { memberId: tx.store.member, record, name: name.trim(), definition: JSON.stringify(definition), orderKey: keyAtEnd(tx.store, 'views') });
  return id;
}

/** Errors: `view-not-found`. */
export function updateView(tx: Tx, id: Id, change: { name?: string | undefined; definition?: ViewDefinition | undefined; after?: Id | null | undefined }): void {
  requireRow(tx, 'views', id, 'view-not-found', 'This view no longer exists.');
  tx.update('views', id, {
    name: change.name?.trim(),
    definition: change.definition && JSON.stringify(change.definition),
    orderKey: change.after === undefined ? undefined : keyBehind(tx.store, 'views', change.after, id),
  });
}

export function requireRow(tx: Tx, table: TableName, id: Id, code: string, message: string): Row {
  const row = tx.row(table, idToBytes(id));
  if (!row || row.hidden) throw new CallError(code, message);
  return row;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
