import { describe, expect, it } from 'vitest';
import { parseDealLine } from '../../core/deal-line.ts';

const EURO = { locale: 'en-IE', currency: 'EUR' };

describe('a line about a new deal', () => {
  it.each([
    ['Pergola @Bakery 9400', { title: 'Pergola', who: ['Bakery'], minor: 940_000 }],
    ['Pergola over the yard @Corner Bakery 9,400', { title: 'Pergola over the yard', who: ['Corner Bakery'], minor: 940_000 }],
    ['Pergola 9400 @Corner Bakery', { title: 'Pergola', who: ['Corner Bakery'], minor: 940_000 }],
    ['Pergola €9,400.50 for the yard', { title: 'Pergola for the yard', who: [], minor: 940_050 }],
    ['9400 @Bakery', { title: '', who: ['Bakery'], minor: 940_000 }],
    ['Pergola @Bakery, with a roof', { title: 'Pergola with a roof', who: ['Bakery'], minor: null }],
    ['Pergola @"Corner Bakery" with a roof 9400', { title: 'Pergola with a roof', who: ['Corner Bakery'], minor: 940_000 }],
    ['Decking @Chidinma Eze @Corner Bakery 300', { title: 'Decking', who: ['Chidinma Eze', 'Corner Bakery'], minor: 30_000 }],
    ['12 chairs @School', { title: '12 chairs', who: ['School'], minor: null }],
    ['Phase 2 of the garden', { title: 'Phase 2 of the garden', who: [], minor: null }],
    ['Mail to ada@brannobk.example', { title: 'Mail to ada@brannobk.example', who: [], minor: null }],
    ['Pergola @', { title: 'Pergola @', who: [], minor: null }],
    ['Refund -400', { title: 'Refund -400', who: [], minor: null }],
    ['  ', { title: '', who: [], minor: null }],
    ['庭の設計 @佐々木 遥香 9400', { title: '庭の設計', who: ['佐々木 遥香'], minor: 940_000 }],
  ])('reads %s', (line, { title, who, minor }) => {
    const read = parseDealLine(line, EURO);
    expect({ title: read.title, who: read.who, minor: read.amount?.minor ?? null }).toEqual({ title, who, minor });
  });

  it.each([
    ['en-IE', 'Pergola @Bakery 9,400.50', 940_050],
    ['en-IE', 'Pergola @Bakery 4.8', 480],
    ['de-DE', 'Pergola @Bäckerei 9.400,50', 940_050],
    ['de-DE', 'Pergola @Bäckerei 4.800', 480_000],
    ['fr-FR', 'Pergola @Boulangerie 9 400,50', 940_050],
    ['fr-FR', 'Pergola @Boulangerie 9\u202f400', 940_000],
    ['de-CH', 'Pergola @Bäckerei 9’400.50', 940_050],
    ['ar-EG', 'Pergola @Bakery ٩٤٠٠', 940_000],
  ])('reads amounts as %s writes them: %s', (locale, line, minor) => {
    const read = parseDealLine(line, { locale, currency: 'EUR' });
    expect(read.amount).toEqual({ minor, currency: 'EUR' });
    expect(read.title).toBe('Pergola');
    expect(read.who).toHaveLength(1);
  });

  it('takes a space for a group only where it is one', () => {
    expect(parseDealLine('Route 66 400', EURO)).toMatchObject({ title: 'Route 66', amount: { minor: 40_000 } });
  });

  it('reads another currency that is named, wherever it stands', () => {
    expect(parseDealLine('Staircase £31,200 @Arboretum', EURO)).toMatchObject({ title: 'Staircase', who: ['Arboretum'], amount: { minor: 3_120_000, currency: 'GBP' } });
    expect(parseDealLine('Staircase CHF 20 for Ada', EURO)).toMatchObject({ title: 'Staircase for Ada', amount: { minor: 2_000, currency: 'CHF' } });
    expect(parseDealLine('Staircase 400000 JPY @Kyoto', EURO)).toMatchObject({ amount: { minor: 400_000, currency: 'JPY' } });
  });

  it('leaves what somebody took back in the title', () => {
    expect(parseDealLine('Garden plan 2026 @Bakery', EURO, ['2026'])).toMatchObject({ title: 'Garden plan 2026', amount: null, who: ['Bakery'] });
    expect(parseDealLine('Garden @home 300', EURO, ['@home'])).toMatchObject({ title: 'Garden @home', who: [], amount: { minor: 30_000 } });
  });

  it('says where each part stands', () => {
    const line = 'Pergola @Corner Bakery 9400';
    expect(parseDealLine(line, EURO).parts.map(({ kind, start, end }) => [kind, line.slice(start, end)])).toEqual([['who', '@Corner Bakery'], ['amount', '9400']]);
  });
});
