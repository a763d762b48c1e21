import { describe, expect, it } from 'vitest';
import { dateParts, partsToDate } from '../../../renderer/ui/date-parts.ts';

describe('a date in three parts', () => {
  it.each(['1906-12-09', '--12-09', '2024-02-29', '--02-29', '0999-01-01', ''])('reads back %s as it was', (date) => {
    const reading = partsToDate(dateParts(date), true);
    expect(reading).toEqual(date === '' ? { kind: 'empty' } : { kind: 'date', date });
  });

  it('knows which days do not exist', () => {
    expect(partsToDate({ day: '31', month: '4', year: '2026' }, false)).toEqual({ kind: 'impossible' });
    expect(partsToDate({ day: '29', month: '2', year: '1900' }, false)).toEqual({ kind: 'impossible' });
    expect(partsToDate({ day: '0', month: '2', year: '2000' }, false)).toEqual({ kind: 'impossible' });
  });

  it('waits for what is missing', () => {
    expect(partsToDate({ day: '9', month: '12', year: '' }, false)).toEqual({ kind: 'partial' });
    expect(partsToDate({ day: '9', month: '12', year: '19' }, true)).toEqual({ kind: 'partial' });
    expect(partsToDate({ day: '', month: '12', year: '' }, true)).toEqual({ kind: 'partial' });
  });
});
