import type { ContactDetail, MergePreview } from '../../../core/api/contacts.ts';
import type { ContactFields } from '../../../core/contacts.ts';
import type { FieldValue } from '../../../core/fields.ts';

/** Fields of a contact that a merge decides about, in the order of the page. */
const MERGED_FIELDS = [
  'displayAs', 'organisationName', 'prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'phoneticGiven', 'phoneticFamily',
  'photo', 'birthday', 'language', 'preferredChannel', 'status', 'source', 'ownerId',
] as const satisfies (keyof ContactFields)[];
export type MergedField = (typeof MERGED_FIELDS)[number];

/** What is kept of one field. `choice`: both have one and they differ. `only`: one side's is kept, since the other has none. */
export type MergeRow =
  | { kind: 'field'; id: MergedField; outcome: 'choice' | 'same' | 'only' }
  | { kind: 'custom'; id: string; values: [FieldValue | undefined, FieldValue | undefined]; outcome: 'choice' | 'same' | 'only' };

/** Every field that at least one side has: first those to choose, then the rest. */
export function mergeRows({ contacts: [a, b], differing }: MergePreview): MergeRow[] {
  const rows: MergeRow[] = MERGED_FIELDS.filter((id) => has(a, id) || has(b, id)).map((id) => ({
    kind: 'field',
    id,
    outcome: differing.includes(id) ? 'choice' : has(a, id) && has(b, id) ? 'same' : 'only',
  }));
  for (const id of new Set([...Object.keys(a.custom), ...Object.keys(b.custom)])) {
    const values: [FieldValue | undefined, FieldValue | undefined] = [a.custom[id], b.custom[id]];
    // Several choices are lists: those are united.
    if (values.some((value) => value?.type === 'choices')) continue;
    rows.push({ kind: 'custom', id, values, outcome: customOutcome(values) });
  }
  return rows.toSorted((one, other) => Number(other.outcome === 'choice') - Number(one.outcome === 'choice'));
}

function customOutcome([a, b]: [FieldValue | undefined, FieldValue | undefined]): MergeRow['outcome'] {
  if (!a || !b) return 'only';
  return JSON.stringify(a) === JSON.stringify(b) ? 'same' : 'choice';
}

const has = (contact: ContactDetail, field: MergedField) => contact[field] !== null && contact[field] !== '';

