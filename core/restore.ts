// What of a backup comes back into a profile: the rule, told what there was then and what is here now.
import { z } from 'zod';

/** Records that a backup is compared by and that can be brought back one by one. */
export const RecordKind = z.enum(['person', 'organisation', 'entry', 'reminder', 'deal']);
export type RecordKind = z.infer<typeof RecordKind>;

/** What else is counted: attached files, and lists and settings, which come back with what uses them. */
export const ComparedKind = z.enum([...RecordKind.options, 'file', 'other']);
export type ComparedKind = z.infer<typeof ComparedKind>;

/** `there` is only in the backup, `here` only in the profile. What lies in the bin counts as not there. */
export const DifferenceSide = z.enum(['there', 'here', 'changed']);
export type DifferenceSide = z.infer<typeof DifferenceSide>;

/** What became of a record since the backup. `merged`: it is part of another now. `erased`: removed for good. */
export type RecordState = 'here' | 'in-bin' | 'merged' | 'erased' | 'not-here';

/** Where the value of a field is taken from. */
export const Choice = z.enum(['there', 'here']);
export type Choice = z.infer<typeof Choice>;

/** As the tables hold it; ids as text. */
export type FieldValueText = string | number | null;

/** A field that has another value in the backup. `suggested` is what happens unless somebody chooses. */
export interface FieldDifference {
  field: string;
  there: FieldValueText;
  here: FieldValueText;
  suggested: Choice;
}

export interface ComparedField {
  name: string;
  /** What an absent value is. */
  empty: FieldValueText;
  /** Nothing here means that it was not filled in, and not that somebody decided so: a phone, but not "done at". */
  mayFill: boolean;
}

/**
 * What is here is kept unless somebody chose otherwise. Only what is empty here is filled from the backup, where an
 * empty field says nothing.
 */
export function differingFields(fields: readonly ComparedField[], there: Readonly<Record<string, FieldValueText>>, here: Readonly<Record<string, FieldValueText>>): FieldDifference[] {
  return fields.flatMap(({ name, empty, mayFill }) => {
    const [then, now] = [there[name] ?? null, here[name] ?? null];
    if (then === now || (isEmpty(then, empty) && isEmpty(now, empty))) return [];
    return [{ field: name, there: then, here: now, suggested: mayFill && isEmpty(now, empty) ? 'there' : 'here' }];
  });
}

/** The differences whose value comes from the backup. Choices name fields; those about others mean nothing. */
export function takenFromBackup(differences: readonly FieldDifference[], choices: ReadonlyMap<string, Choice>, prefix = ''): FieldDifference[] {
  return differences.filter(({ field, suggested }) => (choices.get(prefix + field) ?? suggested) === 'there');
}

const isEmpty = (value: FieldValueText, empty: FieldValueText): boolean => value === null || value === '' || value === empty;

/** How a part of a contact, or a field of it, is named in a choice: `emails/ID`, `emails/ID/address`. */
export const partKey = (table: string, id: string, field?: string): string => [table, id, ...(field === undefined ? [] : [field])].join('/');
