import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactCard } from '../../../core/contact-card.ts';
import { cardsToCsv, rejectedRowsToCsv } from '../../../core/export/csv.ts';
import { cardsToJson } from '../../../core/export/json.ts';
import { cardsToVcard } from '../../../core/export/vcard.ts';
import { type ReadEvent, inspectFile, readContacts } from '../../../electron/import/read/contacts.ts';
import { aCard, anyCard } from '../../builders/contact-card.ts';
import { bytes, collect } from './sources.ts';

async function readBack(chunks: Iterable<string>): Promise<ReadEvent[]> {
  const file = [...chunks].map((chunk) => Buffer.from(chunk));
  const open = () => bytes(...file);
  const inspection = await inspectFile(open, false);
  const events = await collect(readContacts(open, inspection, { unmapped: 'note', dayFirst: false }));
  return events.filter(({ kind }) => kind !== 'progress');
}

const cardsIn = (events: readonly ReadEvent[]): ContactCard[] =>
  events.map((event) => {
    if (event.kind !== 'record') throw new Error(`Not a contact: ${JSON.stringify(event)}`);
    return event.card;
  });

/** Bytes as numbers, so that a Buffer equals the Uint8Array it was made from. */
const comparable = (card: ContactCard) => ({ ...card, photo: card.photo && { mime: card.photo.mime, bytes: [...card.photo.bytes] } });

const someCards = fc.array(anyCard, { minLength: 1, maxLength: 4 });
const runs = { numRuns: 200 };

describe('what goes out comes back in equal', () => {
  it('as vCard', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someCards, async (cards) => {
        expect(cardsIn(await readBack(cardsToVcard(cards))).map(comparable)).toEqual(cards.map(comparable));
      }),
      runs,
    );
  });

  it('as JSON', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someCards, async (cards) => {
        expect(cardsIn(await readBack(cardsToJson(cards, '2026-05-01T10:00:00.000Z'))).map(comparable)).toEqual(cards.map(comparable));
      }),
      runs,
    );
  });

  it('as CSV, but for photo, timeline and the order of custom fields', { timeout: 60_000 }, async () => {
    const inCsv = (card: ContactCard) => ({ ...card, photo: undefined, entries: undefined, custom: card.custom.map((one) => JSON.stringify(one)).sort() });
    // The header takes off the blanks around a field's name.
    const hasPlainName = ({ name }: ContactCard['custom'][number]) => /^[a-zA-Z]/.test(name) && name === name.trim();
    await fc.assert(
      fc.asyncProperty(someCards, async (cards) => {
        const named = cards.map((card) => ({ ...card, custom: card.custom.filter(hasPlainName) }));
        expect(cardsIn(await readBack(cardsToCsv(() => named))).map(inCsv)).toEqual(named.map(inCsv));
      }),
      runs,
    );
  });
});

describe('Kith’s own CSV', () => {
  const card = aCard({
    uid: 'x', name: { given: 'Ada', family: 'King' }, notes: ['=1+1'], emails: [{ label: 'work', address: 'a@x.org' }], affiliations: [{ organisation: 'Acme', title: 'Owner' }],
    addresses: [{ label: 'home', street: '12 St' }], custom: [{ name: 'Shoe', type: 'number', value: '38' }], links: [{ label: '', kind: 'social', url: 'https://x.example/ada' }],
  });
  const open = () => bytes([...cardsToCsv(() => [card])].join(''));

  it('is read as it was written if its columns are left as they are', async () => {
    const inspection = await inspectFile(open, false);
    if (inspection.kind !== 'csv') throw new Error('Kith knows its own CSV');
    const columns = inspection.columns.map(({ confidence: _c, samples: _s, ...column }) => column);
    const [event] = await collect(readContacts(open, inspection, { unmapped: 'note', dayFirst: false, columns }));
    expect(event).toMatchObject({ kind: 'record', card });
  });

  it('is read like any table if a column is sent elsewhere', async () => {
    const inspection = await inspectFile(open, false);
    if (inspection.kind !== 'csv') throw new Error('Kith knows its own CSV');
    const columns = inspection.columns.map(({ header, target, n }) => ({ header, target: header === 'First name' ? ('name.nickname' as const) : target, n }));
    const [event] = await collect(readContacts(open, inspection, { unmapped: 'note', dayFirst: false, columns }));
    expect(event).toMatchObject({ kind: 'record', card: { name: { nickname: 'Ada', family: 'King' }, emails: card.emails, affiliations: card.affiliations, addresses: card.addresses } });
  });
});

describe('CSV that is safe in a spreadsheet', () => {
  const cellsOf = (status: string) => [...cardsToCsv(() => [aCard({ uid: 'x', displayName: 'Ada', status })])].join('').split('\r\n')[1]!.split(',');

  it.each([
    ['=1+1', "'=1+1"], ['+cmd', "'+cmd"], ['-cmd', "'-cmd"], ['@sum', "'@sum"], ['\0x', "'\0x"], ["'quoted", "''quoted"],
    ['+44 (20) 7946-0958', '+44 (20) 7946-0958'], ['-12.5', '-12.5'], ['plain', 'plain'],
  ])('writes %j as %j', (status, cell) => {
    expect(cellsOf(status).at(-1)).toBe(cell);
  });

  it('quotes tabs and line ends behind the apostrophe', () => {
    expect(cellsOf('\tx').at(-1)).toBe('"\'\tx"');
    expect(cellsOf('\rx').at(-1)).toBe('"\'\rx"');
  });

  it('makes the rejected rows safe too, and says why', () => {
    const text = [...rejectedRowsToCsv(['Name', 'Phone'], [{ row: 3, code: 'nameless', message: 'No name.', raw: ['', '=cmd()'] }])].join('');
    expect(text).toBe("\ufeffRow,Reason,Name,Phone\r\n3,No name.,,'=cmd()\r\n");
  });
});

describe('vCards for other programs', () => {
  it('folds at 75 bytes, never inside a character', () => {
    const text = [...cardsToVcard([aCard({ displayName: '漢字 😀 '.repeat(40) })])].join('');
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\ufffd');
    }
  });

  it('says in standard properties what it can', () => {
    const card = aCard({
      uid: '018f4c3e-0000-7000-8000-000000000001',
      name: { given: 'Ada', family: 'King' },
      emails: [{ label: 'work', address: 'ada@example.com' }, { label: 'Club', address: 'king@example.com' }],
      phones: [{ label: 'mobile', number: '+44 20' }],
      birthday: '--12-10',
      affiliations: [{ organisation: 'Analytical; Engines', title: 'Programmer' }],
      primary: { email: 0 },
    });
    expect([...cardsToVcard([card])].join('').split('\r\n')).toEqual([
      'BEGIN:VCARD', 'VERSION:4.0', 'PRODID:-//Kith//Kith 1//EN', 'UID:urn:uuid:018f4c3e-0000-7000-8000-000000000001', 'KIND:individual',
      'FN;DERIVED=TRUE:Ada King', 'N:King;Ada;;;', 'k1.ORG:Analytical\\; Engines', 'k1.TITLE:Programmer',
      'EMAIL;TYPE=work;PREF=1:ada@example.com', 'k2.EMAIL:king@example.com', 'k2.X-ABLabel:Club', 'TEL;TYPE=cell:+44 20', 'BDAY:--1210',
      'END:VCARD', '',
    ]);
  });
});

describe('JSON of another hand', () => {
  const read = async (text: string) => readBack([text]);
  const file = (...contacts: string[]) => `{"schema":"kith-contacts","version":1,"contacts":[${contacts.join(',')}]}`;

  it('may leave out what is empty', async () => {
    const [event] = await read(file('{"displayName":"Ada"}'));
    expect(event).toMatchObject({ kind: 'record', row: 1, card: { kind: 'person', displayName: 'Ada', emails: [] } });
  });

  it('is reported row by row where it is wrong', async () => {
    const events = await read(file('{"emails":[{"label":"","address":5}]}', '7', '{"displayName":"Ada","__proto__":{"x":1}}', '{"displayName":}', '{"displayName":"Grace"}'));
    expect(events).toMatchObject([
      { kind: 'error', row: 1, code: 'not-a-contact', message: expect.stringContaining('emails.0.address') },
      { kind: 'error', row: 2, code: 'not-a-contact' },
      { kind: 'error', row: 3, code: 'not-a-contact' },
      { kind: 'error', row: 4, code: 'not-json' },
      { kind: 'record', row: 5 },
    ]);
  });

  it('is read up to where it is cut off', async () => {
    const events = await read(file('{"displayName":"Ada"}', '{"displayName":"Grace"}').slice(0, -5));
    expect(events).toMatchObject([{ kind: 'record', row: 1 }, { kind: 'error', row: 2, code: 'cut-off' }]);
  });

  it.each([
    ['{"contacts":[]}', 'not-kith-json'], ['[{"displayName":"Ada"}]', 'not-kith-json'], ['{"schema":"kith-contacts","version":2,"contacts":[]}', 'newer-version'],
  ])('%s is refused as %s', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'UnreadableFile', code });
  });
});
