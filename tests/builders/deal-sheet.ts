import fc from 'fast-check';
import { type DealSheet, emptySheet } from '../../core/deal-sheet.ts';
import { AMOUNT_MAX } from '../../core/deals.ts';

const SIGNS = ['a', 'B', '7', 'ß', 'é', '漢', 'ש', '😀', ' ', '\n', '\r', '\t', '\0', '\\', ',', ';', ':', '"', "'", '=', '+', '-', '@', '|', '\u2028', '\ufeff'];
const some = fc.oneof(
  fc.string({ unit: fc.constantFrom(...SIGNS), minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom('=cmd()', "'=cmd()", '__proto__', 'won', 'Closed lost', 'n/a', '-', '1e30', 'Proposal (Sales)', 'a; b', 'x'.repeat(120)),
);
const day = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const instant = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
const fieldName = fc.string({ unit: fc.constantFrom('a', 'Z', 'é', ' ', ':', '('), minLength: 1, maxLength: 12 }).filter((name) => name === name.trim());
const custom = fc.oneof(
  fc.record({ name: fieldName, type: fc.constantFrom('text' as const, 'longText' as const, 'number' as const, 'link' as const), value: some }),
  fc.record({ name: fieldName, type: fc.constant('choices' as const), value: fc.array(some, { minLength: 1, maxLength: 3 }) }),
);
const who = fc.record({ name: some, email: some, uid: fc.uuid() }, { requiredKeys: ['uid'] });
const unique = fc.uniqueArray(some, { maxLength: 3 });

/** Any deal as an export to CSV can tell of it. */
export const anySheet: fc.Arbitrary<DealSheet> = fc
  .record(
    {
      uid: fc.uuid(),
      title: fc.oneof(fc.constant(''), some),
      pipeline: some,
      stage: some,
      outcome: fc.constantFrom('won' as const, 'lost' as const),
      amount: fc.record({ minor: fc.integer({ min: -AMOUNT_MAX, max: AMOUNT_MAX }), currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'USD') }),
      probability: fc.integer({ min: 0, max: 100 }),
      committed: fc.constant(true as const),
      expectedClose: day,
      createdAt: instant,
      closedAt: instant,
      reason: some,
      reasonNote: some,
      contacts: fc.array(who, { maxLength: 1 }),
      organisation: fc.record({ name: some, uid: fc.uuid() }, { requiredKeys: ['uid'] }),
      owner: some,
      source: some,
      competitors: unique,
      tags: unique,
      notes: some,
      custom: fc.uniqueArray(custom, { maxLength: 3, selector: ({ name, type }) => `${type}:${name}` }),
    },
    { requiredKeys: ['uid', 'title', 'contacts', 'competitors', 'tags', 'custom'] },
  )
  // What no deal is: without a name and without anybody, or closed at a time and open.
  .map((fields) => {
    const sheet: DealSheet = { ...emptySheet(), ...fields, sourceKey: `uid:${fields.uid}` };
    if (sheet.title === '' && sheet.contacts.length === 0 && !sheet.organisation) sheet.title = 'Deal';
    if (!sheet.outcome) delete sheet.closedAt;
    return sheet;
  });
