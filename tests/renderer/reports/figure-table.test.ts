import { describe, expect, it } from 'vitest';
import { tableCsv } from '../../../renderer/charts/figure-table.tsx';
import { plainAmount } from '../../../renderer/charts/short-number.ts';

describe('a table of figures as CSV', () => {
  it('has plain numbers, its units in the head, and both titles of a row', () => {
    const text = tableCsv({
      heads: ['Month', 'Owner'],
      columns: [{ title: 'Won', plainTitle: 'Won (EUR)' }],
      rows: [
        { key: 'a', titles: ['June 2026'], figures: [{ text: '€1,234.50', plain: '1234.50' }] },
        { key: 'b', titles: ['June 2026', 'Maren, of sales'], figures: [{ text: '–', plain: '' }] },
      ],
    });
    expect(text).toBe('\ufeffMonth,Owner,Won (EUR)\r\nJune 2026,,1234.50\r\nJune 2026,"Maren, of sales",\r\n');
  });

  it('lets no name be a formula', () => {
    expect(tableCsv({ heads: ['Reason'], columns: [], rows: [{ key: 'a', titles: ['=cmd()'], figures: [] }] })).toContain("\r\n'=cmd()\r\n");
  });

  it('writes amounts exactly, in the decimals of their currency', () => {
    expect([plainAmount(123_450, 'EUR'), plainAmount(-5, 'EUR'), plainAmount(1_200, 'JPY'), plainAmount(1_500, 'KWD')]).toEqual(['1234.50', '-0.05', '1200', '1.500']);
  });
});
