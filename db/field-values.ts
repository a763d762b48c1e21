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

/** All values of a contact by the field's id. */
export function fieldValuesOf(store: Store, contactN: number): Record<string, FieldValue> {
  const rows = store
    .prepare(
      `SELECT v.text, v.number, v.minor, v.currency, f.type, f.id AS fieldBytes, ch.id AS choiceBytes, r.id AS refBytes
       FROM fieldValues v JOIN fields f ON f.n = v.fieldN LEFT JOIN fieldChoices ch ON ch.n = v.choiceN LEFT JOIN contacts r ON r.n = v.refN
       WHERE v.contactN = ? AND v.hidden = 0 AND f.hidden = 0 ORDER BY v.id`,
    )
    .all(contactN);
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
  const field = tx.row('fields', idToBytes(fieldId));
  if (!field || field.hidden) throw new CallError('field-not-found', 'This field no longer exists.');
  if (value && value.type !== field['type']) throw new CallError('wrong-type', `The field takes a value of the type ${String(field['type'])}.`);
  if (field['type'] === 'choices') return setChoices(tx, recordId, fieldId, value?.type === 'choices' ? value.value : []);
  const id = naturalId('fieldValue', recordId, fieldId);
  if (value?.type === 'choice') requireChoice(tx, value.value);
  if (value?.type === 'contact') requireContact(tx, value.value);
  // A contact that was merged into this one brought its value along as a row of its own.
  for (const row of valueRows(tx, recordId, fieldId)) if (!value || row !== id) tx.remove('fieldValues', row);
  if (!value) return;
  tx.insert('fieldValues', id, { recordId, fieldId, text: null, number: null, minor: null, currency: null, choiceId: null, refId: null, ...payloadOf(value) });
}

function setChoices(tx: Tx, recordId: Id, fieldId: Id, choices: readonly Id[]): void {
  const kept = new Set(choices.map((choice) => naturalId('fieldValue', recordId, fieldId, choice)));
  for (const id of valueRows(tx, recordId, fieldId)) if (!kept.has(id)) tx.remove('fieldValues', id);
  for (const choiceId of choices) {
    requireChoice(tx, choiceId);
    tx.insert('fieldValues', naturalId('fieldValue', recordId, fieldId, choiceId), { recordId, fieldId, choiceId });
  }
}

/** The rows that hold a contact's value of a field now. */
function valueRows(tx: Tx, recordId: Id, fieldId: Id): Id[] {
  return tx.store
    .prepare('SELECT v.id FROM fieldValues v WHERE v.contactN = (SELECT rootN FROM contacts WHERE id = ?) AND v.fieldN = (SELECT n FROM fields WHERE id = ?) AND v.hidden = 0')
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
