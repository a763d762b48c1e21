import { CallError } from '../core/call.ts';
import { isPurged } from '../core/deletion.ts';
import type { FieldType, FieldValue } from '../core/fields.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import type { Store } from './store.ts';
import type { Tx, Values } from './write.ts';

/** A stored value with its field's type; of a choice or a contact, the id it stands for now. */
export interface FieldValueRow {
  type: FieldType;
  text: string | null;
  number: number | null;
  minor: number | null;
  currency: string | null;
  choiceBytes: Buffer | null;
  refBytes: Buffer | null;
}

/** The value of a field out of its rows: one row, or one for each of several choices. */
export function readFieldValue(rows: readonly FieldValueRow[]): FieldValue | undefined {
  const row = rows[0];
  if (!row) return undefined;
  switch (row.type) {
    case 'text':
    case 'link':
    case 'longText':
      return row.text === null ? undefined : { type: row.type, value: row.text };
    case 'date':
      return row.text === null ? undefined : { type: 'date', value: row.text };
    case 'number':
      return row.number === null ? undefined : { type: 'number', value: row.number };
    case 'yesNo':
      return row.number === null ? undefined : { type: 'yesNo', value: row.number === 1 };
    case 'money':
      return row.minor === null ? undefined : { type: 'money', value: { minor: row.minor, currency: row.currency ?? '' } };
    case 'choice':
      return row.choiceBytes ? { type: 'choice', value: idFromBytes(row.choiceBytes) } : undefined;
    case 'choices': {
      const ids = rows.flatMap(({ choiceBytes }) => (choiceBytes ? [idFromBytes(choiceBytes)] : []));
      return ids.length > 0 ? { type: 'choices', value: ids } : undefined;
    }
    case 'contact':
      return row.refBytes ? { type: 'contact', value: idFromBytes(row.refBytes) } : undefined;
  }
}

/** Where the values of one kind of record are kept. */
const HOLDERS = {
  contacts: { table: 'fieldValues', owner: 'recordId', ownerN: 'contactN', naturalKind: 'fieldValue', numberOf: '(SELECT rootN FROM contacts WHERE id = ?)' },
  deals: { table: 'dealFieldValues', owner: 'dealId', ownerN: 'dealN', naturalKind: 'dealFieldValue', numberOf: '(SELECT n FROM deals WHERE id = ?)' },
} as const;
type Holder = (typeof HOLDERS)[keyof typeof HOLDERS];

/** All values of a contact by the field's id. */
export function fieldValuesOf(store: Store, contactN: number): Record<string, FieldValue> {
  return valuesOf(store, HOLDERS.contacts, contactN);
}

/** All values of a deal by the field's id. */
export function dealFieldValuesOf(store: Store, dealN: number): Record<string, FieldValue> {
  return valuesOf(store, HOLDERS.deals, dealN);
}

function valuesOf(store: Store, { table, ownerN }: Holder, n: number): Record<string, FieldValue> {
  const rows = store
    .prepare(
      `SELECT v.text, v.number, v.minor, v.currency, f.type, f.id AS fieldBytes, ch.id AS choiceBytes, r.id AS refBytes
       FROM ${table} v JOIN fields f ON f.n = v.fieldN LEFT JOIN fieldChoices ch ON ch.n = v.choiceN LEFT JOIN contacts r ON r.n = v.refN
       WHERE v.${ownerN} = ? AND v.hidden = 0 AND f.hidden = 0 ORDER BY v.id`,
    )
    .all(n);
  const byField = new Map<string, FieldValueRow[]>();
  for (const row of rows) {
    const id = idFromBytes(row['fieldBytes'] as Buffer);
    byField.set(id, [...(byField.get(id) ?? []), row as unknown as FieldValueRow]);
  }
  return Object.fromEntries([...byField].flatMap(([id, group]) => {
    const value = readFieldValue(group);
    return value ? [[id, value]] : [];
  }));
}

/**
 * Writes a value, or with null removes it. Errors: `field-not-found`, `wrong-type` when the value is not of
 * the field's type, `choice-not-found`, `contact-not-found`.
 */
export function setFieldValue(tx: Tx, recordId: Id, fieldId: Id, value: FieldValue | null): void {
  setValue(tx, HOLDERS.contacts, recordId, fieldId, value);
}

/** The same of a deal. */
export function setDealFieldValue(tx: Tx, dealId: Id, fieldId: Id, value: FieldValue | null): void {
  setValue(tx, HOLDERS.deals, dealId, fieldId, value);
}

function setValue(tx: Tx, holder: Holder, recordId: Id, fieldId: Id, value: FieldValue | null): void {
  const field = tx.row('fields', idToBytes(fieldId));
  if (!field || field.hidden) throw new CallError('field-not-found', 'This field no longer exists.');
  if (value && value.type !== field['type']) throw new CallError('wrong-type', `The field takes a value of the type ${String(field['type'])}.`);
  if (field['type'] === 'choices') return setChoices(tx, holder, recordId, fieldId, value?.type === 'choices' ? value.value : []);
  const id = naturalId(holder.naturalKind, recordId, fieldId);
  if (value?.type === 'choice') requireChoice(tx, value.value);
  if (value?.type === 'contact') requireContact(tx, value.value);
  // A contact that was merged into this one brought its value along as a row of its own.
  for (const row of valueRows(tx, holder, recordId, fieldId)) if (!value || row !== id) tx.remove(holder.table, row);
  if (!value) return;
  tx.insert(holder.table, id, { [holder.owner]: recordId, fieldId, text: null, number: null, minor: null, currency: null, choiceId: null, refId: null, ...payloadOf(value) });
}

function setChoices(tx: Tx, holder: Holder, recordId: Id, fieldId: Id, choices: readonly Id[]): void {
  const kept = new Set(choices.map((choice) => naturalId(holder.naturalKind, recordId, fieldId, choice)));
  for (const id of valueRows(tx, holder, recordId, fieldId)) if (!kept.has(id)) tx.remove(holder.table, id);
  for (const choiceId of choices) {
    requireChoice(tx, choiceId);
    tx.insert(holder.table, naturalId(holder.naturalKind, recordId, fieldId, choiceId), { [holder.owner]: recordId, fieldId, choiceId });
  }
}

/** The rows that hold a record's value of a field now. */
function valueRows(tx: Tx, { table, ownerN, numberOf }: Holder, recordId: Id, fieldId: Id): Id[] {
  return tx.store
    .prepare(`SELECT v.id FROM ${table} v WHERE v.${ownerN} = ${numberOf} AND v.fieldN = (SELECT n FROM fields WHERE id = ?) AND v.hidden = 0`)
    .all(idToBytes(recordId), idToBytes(fieldId))
    .map((row) => idFromBytes(row.id));
}

function requireChoice(tx: Tx, choiceId: Id): void {
  if (!tx.row('fieldChoices', idToBytes(choiceId))) throw new CallError('choice-not-found', 'This choice no longer exists.');
}

function requireContact(tx: Tx, id: Id): void {
  const row = tx.row('contacts', idToBytes(id));
  if (!row || isPurged(row.deleted)) throw new CallError('contact-not-found', 'This contact no longer exists.');
}

function payloadOf(value: FieldValue): Values {
  switch (value.type) {
    case 'number':
      return { number: value.value };
    case 'yesNo':
      return { number: value.value ? 1 : 0 };
    case 'money':
      return { minor: value.value.minor, currency: value.value.currency };
    case 'choice':
      return { choiceId: value.value };
    case 'contact':
      return { refId: value.value };
    case 'choices':
      return {};
    default:
      return { text: value.value };
  }
}
