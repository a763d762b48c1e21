import { describe, expect, it } from 'vitest';
import { dayFirstBy } from '../../../core/import/date-order.ts';
import { instantIn } from '../../../core/import/instant.ts';
import { plainLabel, relationLabel } from '../../../core/import/labels.ts';
import { emailsIn, isPhone, looksLikePhone } from '../../../core/import/values.ts';
import { splitEscaped, unescaped } from '../../../core/import/vcard-text.ts';

describe('what a cell is', () => {
  it.each(['id', 'see below', 'n.n.', 'call Ada', 'five'])('%j is no phone', (text) => expect(isPhone(text)).toBe(false));
  it.each(['144', '9', '+49 (0)30 1234', '801-555-1113 ext 5', '0170/1234567 (Handy)', '+1-800-FLOWERS'])('%j is a phone', (text) => expect(isPhone(text)).toBe(true));
  it.each(['2024-01-15', '15.01.2024', '12345', 'AB12345678'])('%j does not look like one by itself', (text) => expect(looksLikePhone(text)).toBe(false));
  it('finds addresses in a long cell without taking long', () => {
    expect(emailsIn(`${'a'.repeat(1_000_000)}@`)).toEqual([]);
    expect(emailsIn('Ada King <ada@example.com>, mailto:king@example.com.')).toEqual(['ada@example.com', 'mailto:king@example.com'].map((one) => one.replace('mailto:', '')));
  });
});

it.each([
  ['20120305T131933Z', '2012-03-05T13:19:33.000Z'], ['2024-07-01T11:54:49.95+00:00', '2024-07-01T11:54:49.950Z'], ['2024-03-12 09:14', '2024-03-12T09:14:00.000Z'],
  ['3/15/2024 2:30 PM', '2024-03-15T14:30:00.000Z'], ['3/15/2024 12:05 AM', '2024-03-15T00:05:00.000Z'], ['2024-07-01T10:00:00+02:00', '2024-07-01T08:00:00.000Z'],
  ['2024-07-01', '2024-07-01T00:00:00.000Z'], ['--07-01', undefined], ['2014722T222710Z', undefined], ['soon', undefined],
])('the instant of %j is %s', (text, instant) => {
  expect(instantIn(text, { dayFirst: false })).toBe(instant);
});

it.each([['13/4/2024', true], ['4/13/2024', false], ['3/4/2024', undefined], ['3.4.2024', true], ['2024-04-13', undefined], ['1/800/2024', undefined]])('%j is day first: %s', (text, expected) => {
  expect(dayFirstBy(text)).toBe(expected);
});

it.each([
  ['_$!<HomeFAX>!$_', 'home fax'], ['_$!<Mobile>!$_', 'mobile'], ['* Work', 'work'], ['CELL', 'mobile'], ['GRAND_CENTRAL', 'grand central'], ['Summer house', 'Summer house'], ['* ', ''],
])('the label %j is %j', (label, plain) => {
  expect(plainLabel(label)).toBe(plain);
});

it('knows relations by the words of programs', () => {
  expect(['_$!<Spouse>!$_', 'REFERRED_BY', 'Wife', 'Domestic Partner', 'Godmother'].map(relationLabel)).toEqual(['spouse', 'referredBy', 'spouse', 'partner', 'Godmother']);
});

it('undoes escapes leniently and cuts where none stands', () => {
  expect(unescaped('a\\nb\\,c\\;d\\\\e\\M\\"f\\')).toBe('a\nb,c;d\\e\\M"f\\');
  expect(splitEscaped('a\\;b;c\\\\;d', ';')).toEqual(['a\\;b', 'c\\\\', 'd']);
});
