import { describe, expect, it } from 'vitest';
import type { ContactCard } from '../../../core/contact-card.ts';
import { type OpenFile, type ReadPlan, inspectFile, readContacts } from '../../../electron/import/read/contacts.ts';
import { bytes, collect, fixture } from './sources.ts';

const PLAN: ReadPlan = { unmapped: 'note', dayFirst: false };

async function importFrom(open: OpenFile, plan: ReadPlan = PLAN) {
  const inspection = await inspectFile(open, plan.dayFirst);
  const events = await collect(readContacts(open, inspection, plan));
  return {
    inspection,
    cards: events.filter((event) => event.kind === 'record').map(({ card }) => card),
    errors: events.filter((event) => event.kind === 'error'),
  };
}

const fromFixture = (name: string, plan?: ReadPlan) => importFrom(() => fixture(`csv/${name}`, 1_000), plan);
const fromText = (text: string, plan?: ReadPlan) => importFrom(() => bytes(text), plan);
const fullName = ({ name }: ContactCard) => [name.given, name.family].join(' ');
const addresses = (card: ContactCard) => card.emails.map(({ address }) => address);

describe('the CSV fixtures, as contacts', () => {
  it('reads Atomic CRM', async () => {
    const { cards } = await fromFixture('atomic-crm-contacts_export.csv');
    expect(cards.map(fullName)).toEqual(['John Doe', 'Jane Doe']);
    const [john, jane] = cards as [ContactCard, ContactCard];
    expect(addresses(john)).toEqual(['john@doe.example', 'john.doe@gmail.com', 'jdoe@caramail.com']);
    expect(john.phones).toEqual([{ label: 'work', number: '659-980-2015' }, { label: 'home', number: '740.645.3807' }, { label: 'other', number: '(446) 758-2122' }]);
    expect(john.tags).toEqual(['influencer', 'developer']);
    expect(john.affiliations).toEqual([{ organisation: 'Acme', title: 'Sales Executive' }]);
    expect(addresses(jane)).toEqual(['jane@doe.example']);
    expect(jane.phones).toHaveLength(2);
  });

  it('reads HubSpot, and cuts the blanks off', async () => {
    const { inspection, cards } = await fromFixture('helix-crm-hubspot-contacts-first15.csv');
    expect(inspection).toMatchObject({ kind: 'csv', program: 'hubspot-contacts' });
    expect(cards).toHaveLength(15);
    expect(cards[0]).toMatchObject({ sourceKey: 'hubspot-contacts:100001', name: { given: 'Sarah', family: 'Mitchell' }, ownerName: 'Beth Owens', source: 'Referral' });
    expect([addresses(cards[0]!), cards[0]!.phones]).toEqual([['sarah.mitchell83@gmail.com'], [{ label: '', number: '801-555-0142' }, { label: 'mobile', number: '801-555-1113 ext 5' }]]);
    expect(cards[3]!.name.family).toBe('Brewer');
    expect(fullName(cards[6]!)).toBe('José Martínez');
    expect(cards[6]!.links[0]!.url).toBe('https://www.martínezsprinklerrepair.com');
    expect(cards[8]!.affiliations[0]!.title).toBe('Lead Tech ("Ask for Dave")');
    expect(cards[12]!.affiliations).toEqual([{ title: 'Office Manager' }]);
    expect(new Set(cards.map((card) => card.affiliations[0]?.organisation).filter(Boolean)).size).toBe(14);
    expect(cards[1]!.status).toBe('Customer');
  });

  it('reads LinkedIn behind its preamble', async () => {
    const { inspection, cards } = await fromFixture('linkedin-network-intelligence-Connections.csv');
    expect(inspection).toMatchObject({ program: 'linkedin' });
    expect(cards).toHaveLength(10);
    expect(cards[0]).toMatchObject({ name: { given: 'Alice', family: 'Johnson' }, affiliations: [{ organisation: 'TechCorp', title: 'CTO' }], dates: [{ label: 'Connected On', date: '2023-01-15' }] });
    expect(addresses(cards[0]!)).toEqual(['alice.johnson@techcorp.com']);
    expect(cards.filter(({ emails }) => emails.length === 0).map(fullName)).toEqual(['Carol Davis', 'Frank Miller', 'Henry Taylor']);
  });

  it('reads LinkedIn saved anew, with columns in another order', async () => {
    const { cards } = await fromFixture('rolomind-linkedin.csv');
    expect(cards.map((card) => [fullName(card), card.dates[0]!.date])).toEqual([
      ['John Doe', '2024-01-15'], ['Jane Smith', '2024-02-20'], ['Bob Wilson', '2023-03-10'], ['Alice Brown', '2023-12-25'], ['Charlie Davis', '2025-05-05'],
    ]);
    expect(cards[2]!.emails).toEqual([]);
  });

  it('keeps two people of one name on LinkedIn apart, and reports the row that names nobody', async () => {
    const { cards, errors } = await fromFixture('six-hops-Connections.csv');
    expect(cards.map(fullName)).toEqual(['Priya Sharma', 'Rahul Iyer', 'Priya Sharma', 'Anita Rao']);
    expect(new Set(cards.map(({ sourceKey }) => sourceKey)).size).toBe(4);
    expect(cards.map(({ dates }) => dates[0]!.date)).toEqual(['2021-03-12', '2020-01-05', '2022-02-01', '2019-07-20']);
    expect(addresses(cards[1]!)).toEqual(['rahul@example.com']);
    expect(errors).toMatchObject([{ row: 5, code: 'nameless', raw: ['', '', '', '', '', '', '01 Jan 2023'] }]);
  });

  it.each([
    ['releases-comm-central-basic_csv_addressbook.csv', [['John Doe', 'john@doe.invalid'], ['Jane Doe', 'jane@doe.invalid']]],
    ['releases-comm-central-csv_semicolon.csv', [['John Doe', 'john@doe.invalid'], ['Jane Doe', 'jane@doe.invalid']]],
    ['releases-comm-central-utf16_addressbook.csv', [['John Doe', 'johndoe@host.invalid']]],
    ['simple-excel-header-and-rows-other-delimiter.csv', [['john doe', 'john@example.com'], ['mary jane doe', 'mary-jane@example.com']]],
    ['simple-excel-values-with-spaces.csv', [['john doe', 'john@example.com'], ['mary jane doe', 'mary-jane@example.com']]],
  ])('reads %s', async (file, people) => {
    const { cards, errors } = await fromFixture(file);
    expect(cards.map((card) => [fullName(card), ...addresses(card)])).toEqual(people);
    expect(errors).toEqual([]);
  });

  it('takes a row with only a company for a company', async () => {
    const { cards } = await fromFixture('releases-comm-central-quote.csv');
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({ kind: 'organisation', displayName: 'Acer America', name: {}, phones: [{ label: 'work', number: '(800) 000-0000' }] });
  });

  it('finds the e-mails of a file without headers and of two delimiters', async () => {
    const { cards } = await fromFixture('releases-comm-central-tab_comma_mixed.csv');
    expect(cards.map(addresses)).toEqual([['1@host.invalid'], ['2@host.invalid'], ['3@host.invalid'], ['4@host.invalid']]);
  });

  it('reads Google', async () => {
    const { inspection, cards } = await fromFixture('rolomind-google.csv');
    expect(inspection).toMatchObject({ program: 'google' });
    expect(cards.map(fullName)).toEqual(['John Doe', 'Jane Smith', 'Bob Wilson', 'Alice Brown']);
    expect(cards[0]).toMatchObject({ phones: [{ label: 'work', number: '+1-555-0123' }], affiliations: [{ organisation: 'Acme Corp', title: 'CEO' }], addresses: [{ label: 'work', street: '123 Main St, San Francisco, CA' }] });
    expect(cards[2]!.phones).toEqual([]);
    expect(addresses(cards[3]!)).toEqual(['alice.brown@email.com']);
  });

  it('reads Google of old', async () => {
    const { cards } = await fromFixture('roundcubemail-gmail.csv');
    expect(cards).toHaveLength(1);
    const [card] = cards as [ContactCard];
    expect(card.name).toEqual({ prefix: 'Prefix', given: 'Firstname', middle: 'Middle', family: 'Lastname', suffix: 'Suffix', nickname: 'nick' });
    expect(card.displayName).toBeUndefined();
    expect(card.birthday).toBe('1975-12-12');
    expect(addresses(card)).toEqual(['home@aaa.pl', 'work@email.pl', 'unknown@email.com', 'other@email.com']);
    expect(card.primary.email).toBe(0);
    expect(card.phones.map(({ label }) => label)).toEqual(['pager', 'main', 'home', 'home fax', 'mobile', 'work', 'work fax']);
    expect(card.addresses).toEqual([
      { label: 'home', street: 'home_street', city: 'home_city', poBox: 'home_pobox', region: 'home_state', postalCode: 'home_zip', country: 'home_country' },
      { label: 'work', street: 'work_street', city: 'work_city', postalCode: 'work_zip', country: 'work_country' },
    ]);
    expect(card.affiliations).toEqual([{ organisation: 'company', title: 'jobtitle' }]);
    expect(card.relations).toEqual([{ label: 'spouse', name: 'spouse' }]);
    expect([card.notes, card.tags]).toEqual([['note"note'], ['Test']]);
  });

  it('reads all columns of Outlook.com, and sees that its dates are day first', async () => {
    const { cards } = await fromFixture('roundcubemail-all.csv');
    expect(cards).toHaveLength(1);
    const [card] = cards as [ContactCard];
    expect(card.name).toMatchObject({ prefix: 'Prefix', given: 'First Name', family: 'Last Name' });
    expect(addresses(card)).toEqual(['home@example.com', 'work@example.com', 'other@example.com']);
    expect(card.phones.map(({ number }) => number)).toEqual(['100', '200', '300', '400', '500', '600', '700', '800', '900', '111', '222', '333', '444']);
    expect([card.birthday, card.dates]).toEqual(['1991-01-20', [{ label: 'anniversary', date: '1992-02-20' }]]);
    expect(card.tags).toEqual(['test']);
    expect(card.addresses.map(({ label }) => label)).toEqual(['home', 'work', 'other']);
  });

  it.each([
    ['obsidian-importer-comprehensive-test.csv', 'notes'], ['PapaParse-malformed.tsv', 'table'],
    ['csv-spectrum-quotes_and_newlines.csv', 'table'], ['csvkit-mac_newlines.csv', 'table'], ['csvkit-test_latin1.csv', 'table'], ['dataloader-csvtext_BOM_UTF16BE.csv', 'table'],
  ])('says that %s holds %s', async (file, what) => {
    expect(await inspectFile(() => fixture(`csv/${file}`), false)).toMatchObject({ kind: 'not-contacts', what });
  });
});

describe('what kind of file it is', () => {
  it.each([
    ['\ufeff\r\nBEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD', 'vcard'],
    ['# saved by a phone\r\nBegin:vCard\r\nFN:Ada\r\nEnd:vCard', 'vcard'],
    ['{"schema":"kith-contacts","version":1,"contacts":[]}', 'json'],
    ['Name;Email\nAda;a@x.org', 'csv'],
  ])('%j is %s', async (text, kind) => {
    expect((await inspectFile(() => bytes(text), false)).kind).toBe(kind);
  });

  it.each([
    ['BEGIN:VCALENDAR\r\nVERSION:2.0', 'calendar'], ['dn: cn=Ada,mail=a@x.org\nobjectclass: top', 'ldif'], ['<?xml version="1.0"?><en-export>', 'xml'],
    ['<!DOCTYPE html><title>x</title>', 'html'], ['From ada@example.com Mon Jan  1 00:00:00 2024\nSubject: x', 'mail'], ['Return-Path: <a@x.org>\nSubject: x', 'mail'],
  ])('%j is refused as %s', async (text, what) => {
    await expect(inspectFile(() => bytes(text), false)).rejects.toMatchObject({ code: 'unknown-format', what });
  });

  it('closes a file that it refuses', async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('BEGIN:VCALENDAR\r\n'.repeat(10_000));
      } finally {
        isClosed = true;
      }
    }
    await expect(inspectFile(source, false)).rejects.toMatchObject({ code: 'unknown-format' });
    expect(isClosed).toBe(true);
  });

  it('closes a file whose reading is left', async () => {
    let closed = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from('Name,Email\n');
        for (;;) yield Buffer.from('Ada,a@x.org\n'.repeat(10_000));
      } finally {
        closed++;
      }
    }
    const inspection = await inspectFile(source, false);
    for await (const event of readContacts(source, inspection, PLAN)) if (event.kind === 'record') break;
    expect(closed).toBe(2);
  });
});

describe('dates', () => {
  const birthdays = async (dates: string[], dayFirst = false) => (await fromText(`Name,Birthday\n${dates.map((date) => `Ada King,${date}`).join('\n')}\n`, { ...PLAN, dayFirst })).cards.map(({ birthday }) => birthday);

  it('are day first for the whole column if one of them must be', async () => {
    expect(await birthdays(['03/04/1990', '31/12/1990'])).toEqual(['1990-04-03', '1990-12-31']);
    expect(await birthdays(['03/04/1990', '12/31/1990'], true)).toEqual(['1990-03-04', '1990-12-31']);
  });

  it('are looked at beyond the first rows', async () => {
    const dates = [...Array.from({ length: 500 }, () => '03/04/1990'), '31/12/1990'];
    expect((await birthdays(dates))[0]).toBe('1990-04-03');
  });

  it('are read as in the country where no value decides', async () => {
    expect(await birthdays(['03/04/1990'], true)).toEqual(['1990-04-03']);
    expect(await birthdays(['03/04/1990'], false)).toEqual(['1990-03-04']);
  });
});

it('believes whoever says what a file is', async () => {
  const open: OpenFile = () => bytes('Name,URL\nAda King,https://linkedin.com/in/ada\n');
  expect(await inspectFile(open, false)).toMatchObject({ program: 'unknown' });
  expect(await inspectFile(open, false, 'linkedin')).toMatchObject({ program: 'linkedin', columns: [{}, { target: 'link:social', label: 'LinkedIn' }] });
  expect(await inspectFile(open, false, 'hubspot-companies')).toMatchObject({ records: 'organisation' });
});

describe('a mapping made by hand', () => {
  const open: OpenFile = () => bytes('A,B,C\nAda King,42,London\n');

  it('reads even a table of other records', async () => {
    const inspection = await inspectFile(open, false);
    expect(inspection.kind).toBe('not-contacts');
    const columns = [{ header: 'A', target: 'name.full' as const }, { header: 'B', target: 'custom' as const, label: 'Shoe size' }, { header: 'C', target: 'address:home.city' as const }];
    const [event] = await collect(readContacts(open, inspection, { ...PLAN, columns }));
    expect(event).toMatchObject({ kind: 'record', card: { name: { given: 'Ada', family: 'King' }, custom: [{ name: 'Shoe size', value: '42' }], addresses: [{ label: 'home', city: 'London' }] } });
  });
});

it('passes over rows of nothing but delimiters, and counts them', async () => {
  const { cards, errors } = await fromText('Name,Email\n,\nAda,a@x.org\n,\nGrace,\n,x\n');
  expect(cards).toHaveLength(2);
  expect(errors).toMatchObject([{ row: 5, code: 'nameless' }]);
});
