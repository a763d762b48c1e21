import { describe, expect, it } from 'vitest';
import { differingFields, partKey, takenFromBackup } from '../../core/restore.ts';

const fields = [
  { name: 'given', empty: '', mayFill: true },
  { name: 'doneAt', empty: null, mayFill: false },
];

describe('what comes back over what is here', () => {
  it('is nothing where both are the same, or both empty in another way', () => {
    expect(differingFields(fields, { given: 'Ada', doneAt: null }, { given: 'Ada', doneAt: null })).toEqual([]);
    expect(differingFields(fields, { given: null, doneAt: null }, { given: '', doneAt: null })).toEqual([]);
  });

  it('is suggested where nothing is here that somebody filled in, and nowhere else', () => {
    expect(differingFields(fields, { given: 'Ada', doneAt: 7 }, { given: '', doneAt: null })).toEqual([
      { field: 'given', there: 'Ada', here: '', suggested: 'there' },
      { field: 'doneAt', there: 7, here: null, suggested: 'here' },
    ]);
    expect(differingFields(fields, { given: '', doneAt: null }, { given: 'Ida', doneAt: 7 }).map(({ suggested }) => suggested)).toEqual(['here', 'here']);
  });

  it('is what was suggested, unless somebody chose', () => {
    const differences = differingFields(fields, { given: 'Ada', doneAt: 7 }, { given: '', doneAt: null });
    const taken = (choices: Record<string, 'there' | 'here'>, prefix?: string) => takenFromBackup(differences, new Map(Object.entries(choices)), prefix).map(({ field }) => field);
    expect(taken({})).toEqual(['given']);
    expect(taken({ given: 'here', doneAt: 'there' })).toEqual(['doneAt']);
    expect(taken({ [partKey('emails', 'x', 'given')]: 'here' }, `${partKey('emails', 'x')}/`)).toEqual([]);
  });
});
