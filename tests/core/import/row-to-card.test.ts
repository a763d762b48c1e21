import { describe, expect, it } from 'vitest';
import type { ContactCard } from '../../../core/contact-card.ts';
import { mapColumns } from '../../../core/import/map-columns.ts';
import { applyMapping, mappingFit } from '../../../core/import/mapping.ts';
import type { Program } from '../../../core/import/programs.ts';
import { type RowPlan, rowReader } from '../../../core/import/row-to-card.ts';

/** The card of a row, each cell under its header, mapped as Kith would by itself. */
function read(row: Record<string, string>, plan: Partial<RowPlan> & { program?: Program } = {}): ContactCard {
  const headers = Object.keys(row);
  const cells = Object.values(row);
  const { program = 'unknown', records = 'person' } = plan;
  const reading = rowReader({ program, records, columns: mapColumns(headers, [cells], program, records), dayFirst: headers.map(() => false), unmapped: 'note', ...plan })(cells);
  if (reading.kind !== 'card') throw new Error('The row names nobody');
  return reading.card;
}

describe('a row becomes a card', () => {
  it('without fields for empty cells and for words that mean nothing', () => {
    const card = read({ Name: 'Ada King', Email: ' ', Phone: '-', Company: 'n/a', City: 'NULL' });
    expect(card).toMatchObject({ emails: [], phones: [], affiliations: [], addresses: [], notes: [] });
  });

  it('with blanks of every kind cut off', () => {
    expect(read({ 'First name': '　Ada\u00a0', Email: '\tada@x.org ' })).toMatchObject({ name: { given: 'Ada' }, emails: [{ address: 'ada@x.org' }] });
  });

  it('with a name cut into its parts', () => {
    expect(read({ Name: 'Lovelace, Ada' }).name).toEqual({ given: 'Ada', family: 'Lovelace' });
    expect(read({ Name: 'Dr. Ada Lovelace' })).toMatchObject({ name: { prefix: 'Dr.', given: 'Ada', family: 'Lovelace' } });
  });

  it('with a display name only where it says more than the parts', () => {
    expect(read({ 'Display Name': 'King, Ada', 'First name': 'Ada', 'Last name': 'King' }).displayName).toBeUndefined();
    expect(read({ 'Display Name': 'The Countess', 'First name': 'Ada', 'Last name': 'King' }).displayName).toBe('The Countess');
  });

  it('with several addresses and phones of one cell', () => {
    const card = read({ Name: 'Ada', Email: 'a@x.org; Ada King <ada@x.org>, A@X.org', Phone: '+44 20 7946 0958 / +44 20 7946 0959; 0170 123456' });
    expect(card.emails.map(({ address }) => address)).toEqual(['a@x.org', 'ada@x.org']);
    expect(card.phones.map(({ number }) => number)).toEqual(['+44 20 7946 0958', '+44 20 7946 0959', '0170 123456']);
  });

  it('with an extension and words beside a phone as they were typed', () => {
    expect(read({ Name: 'Ada', Phone: '801-555-1113 ext 5', Mobile: '+1-800-MYFAX' }).phones).toEqual([{ label: '', number: '801-555-1113 ext 5' }, { label: 'mobile', number: '+1-800-MYFAX' }]);
  });

  it('and says in the note what a column could not take', () => {
    const card = read({ Name: 'Ada', 'Other phone': 'id', Birthday: 'soon', Email: 'none yet' }, {
      columns: [{ header: 'Name', target: 'name.full' }, { header: 'Other phone', target: 'phone:other' }, { header: 'Birthday', target: 'birthday' }, { header: 'Email', target: 'email' }],
      unmapped: 'custom',
    });
    expect(card).toMatchObject({ phones: [], emails: [], custom: [], notes: ['Other phone: id\nBirthday: soon\nEmail: none yet'] });
  });

  it('with one note of what nobody mapped, or custom fields', () => {
    const row = { Name: 'Ada', 'Shoe size': '38', Notes: 'Likes tea', Zodiac: 'Sagittarius' };
    expect(read(row).notes).toEqual(['Likes tea', 'Shoe size: 38\nZodiac: Sagittarius']);
    expect(read(row, { unmapped: 'custom' })).toMatchObject({ notes: ['Likes tea'], custom: [{ name: 'Shoe size', value: '38' }, { name: 'Zodiac', value: 'Sagittarius' }] });
  });

  it('with a custom field named __proto__ like any other', () => {
    const plan = { columns: [{ header: 'Name', target: 'name.full' as const }, { header: '__proto__', target: 'unmapped' as const }], unmapped: 'custom' as const, program: 'unknown' as const, records: 'person' as const, dayFirst: [] };
    const reading = rowReader(plan)(['Ada', 'x']);
    expect(reading).toMatchObject({ card: { custom: [{ name: '__proto__', value: 'x' }] } });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('with what is beyond the last column in the note', () => {
    const reading = rowReader({ program: 'unknown', records: 'person', columns: [{ header: 'Name', target: 'name.full' }], dayFirst: [], unmapped: 'note' })(['Ada', 'x', '', 'y']);
    expect(reading).toMatchObject({ card: { notes: ['#2: x\n#4: y'] } });
  });

  it('without the tricks that keep Excel from reading a cell', () => {
    expect(read({ Name: 'Ada', Phone: '="0044207946"', City: "'-London" })).toMatchObject({ phones: [{ number: '0044207946' }], addresses: [{ city: '-London' }] });
  });

  it('with dates in the order of their column', () => {
    expect(read({ Name: 'Ada', Birthday: '3/4/1990' }, { dayFirst: [false, true] }).birthday).toBe('1990-04-03');
  });

  it('with a birthday from three columns, with or without the year', () => {
    const birthday = (year: string) => read({ Name: 'Ada', 'Birth Year': year, 'Birth Month': '4', 'Birth Day': '16' }).birthday;
    expect([birthday('1990'), birthday('')]).toEqual(['1990-04-16', '--04-16']);
  });

  it('with an address of several lines', () => {
    expect(read({ Name: 'Ada', Street: '12 St James', 'Street 2': 'Flat 3', City: 'London', 'Work City': 'Leeds' }).addresses).toEqual([
      { label: '', street: '12 St James', extended: 'Flat 3', city: 'London' }, { label: 'work', city: 'Leeds' },
    ]);
  });

  it('with children one by one', () => {
    expect(read({ Name: 'Ada', Children: 'Byron, Anne and Ralph' }).relations).toEqual(['Byron', 'Anne', 'Ralph'].map((name) => ({ label: 'child', name })));
  });

  it('with the channel in our own words', () => {
    expect(['E-Mail', 'Handy', 'Telephone', 'by letter', 'carrier pigeon'].map((channel) => read({ Name: 'Ada', 'Preferred contact method': channel }).preferredChannel)).toEqual(['email', 'mobile', 'phone', 'letter', 'carrier pigeon']);
  });

  it('in linear time, with what is too long for a value in the note', () => {
    const long = `1${' '.repeat(1_000_000)}2`;
    const columns = (['name.full', 'phone', 'email', 'birthday', 'tags', 'link:web', 'relation:child', 'createdAt', 'preferredChannel'] as const).map((target) => ({ header: target, target }));
    const reading = rowReader({ program: 'unknown', records: 'person', columns: [...columns, { header: 'Name', target: 'name.given' }], dayFirst: [], unmapped: 'note' })([...columns.map(() => long), 'Ada']);
    expect(reading).toMatchObject({ kind: 'card', card: { name: { given: 'Ada' }, phones: [], tags: [] } });
  });

  it('unless it names nobody', () => {
    const plan: RowPlan = { program: 'unknown', records: 'person', columns: [{ header: 'Name', target: 'name.full' }, { header: 'City', target: 'address.city' }], dayFirst: [], unmapped: 'note' };
    expect(rowReader(plan)(['', 'London'])).toEqual({ kind: 'nameless' });
  });
});

describe('person or organisation', () => {
  it.each([
    [{ Name: 'Ada King', Company: 'Acme' }, 'person'],
    [{ Name: '', Company: 'Acme', Email: 'info@acme.example' }, 'organisation'],
    [{ Name: 'Acme', Company: 'Acme' }, 'organisation'],
    [{ Name: '', Company: '', Email: 'info@acme.example' }, 'person'],
  ])('%j is a %s', (row, kind) => {
    expect(read(row).kind).toBe(kind);
  });

  it('is what the file says', () => {
    const columns = [{ header: 'Type', target: 'kind' as const }, { header: 'Name', target: 'name.full' as const }];
    expect(read({ Type: 'Organisation', Name: 'Acme' }, { columns, program: 'capsule' })).toMatchObject({ kind: 'organisation', displayName: 'Acme', name: {} });
    expect(read({ Type: 'Person', Name: 'Ada King' }, { columns, program: 'capsule' })).toMatchObject({ kind: 'person', name: { given: 'Ada' } });
  });

  it('keeps what a company’s row says of a job in the note', () => {
    expect(read({ Company: 'Acme', 'Job title': 'Owner', Email: 'a@acme.example' })).toMatchObject({ kind: 'organisation', displayName: 'Acme', affiliations: [], notes: ['Title: Owner'] });
  });
});

describe('programs', () => {
  it('Google marks the primary value with a star and lists with :::', () => {
    const card = read({ 'First Name': 'Ada', 'E-mail 1 - Label': 'Other', 'E-mail 1 - Value': 'a@x.org', 'E-mail 2 - Label': '* Work', 'E-mail 2 - Value': 'b@x.org', 'Phone 1 - Label': '* Mobile', 'Phone 1 - Value': '+41319280960 ::: +41792648866', Labels: '* myContacts ::: Navy', 'Custom Field 1 - Label': 'Boat', 'Custom Field 1 - Value': 'Swift' }, { program: 'google' });
    expect(card.emails).toEqual([{ label: 'other', address: 'a@x.org' }, { label: 'work', address: 'b@x.org' }]);
    expect(card.phones).toEqual([{ label: 'mobile', number: '+41319280960' }, { label: 'mobile', number: '+41792648866' }]);
    expect([card.primary, card.tags, card.custom]).toEqual([{ email: 1, phone: 0 }, ['Navy'], [{ name: 'Boat', value: 'Swift' }]]);
  });

  it('HubSpot’s unsubscribed people have consented to nothing', () => {
    const card = read({ 'Record ID': '7', 'First Name': 'Ada', 'Unsubscribed from all email': 'true' }, { program: 'hubspot-contacts' });
    expect(card.notes).toEqual(['Unsubscribed from all email: true']);
    expect(card.sourceKey).toBe('hubspot-contacts:7');
  });

  it('a number in a table of nobody we know is no key', () => {
    expect(read({ ID: '7', Name: 'Ada' }).sourceKey).not.toContain('7:');
    expect(read({ ID: '7', Name: 'Ada' }).sourceKey).toBe(read({ ID: '8', Name: 'Ada' }).sourceKey);
    expect(read({ ID: '7', Name: 'Ada' }).sourceKey).not.toBe(read({ ID: '7', Name: 'Grace' }).sourceKey);
  });

  it('two people of one name at two addresses have two keys', () => {
    expect(read({ Name: 'Ada King', Street: '1 Main St' }).sourceKey).not.toBe(read({ Name: 'Ada King', Street: '2 Main St' }).sourceKey);
  });
});

describe('a mapping that was kept', () => {
  const mapping = { name: 'Our shop', headers: ['Kunde', 'Tel', 'Tel'], columns: [{ header: 'Kunde', target: 'name.full' as const }, { header: 'Tel', target: 'phone:work' as const }, { header: 'Tel', target: 'phone:home' as const }] };

  it('goes with the headers, in whatever order they come', () => {
    expect(applyMapping(mapping, ['Tel', 'New', 'tel', 'KUNDE']).map(({ target }) => target)).toEqual(['phone:work', 'unmapped', 'phone:home', 'name.full']);
  });

  it('says how well it fits a file', () => {
    expect([mappingFit(mapping, ['Kunde', 'Tel']), mappingFit(mapping, ['Kunde', 'Mail']), mappingFit(mapping, ['', ''])]).toEqual([1, 0.5, 0]);
  });
});
