import { describe, expect, it } from 'vitest';
import type { ContactCard } from '../../../core/contact-card.ts';
import { type ByteSource, openHead } from '../../../electron/import/read/decode.ts';
import { type VcardEvent, vcardEvents } from '../../../electron/import/read/vcard.ts';
import { bytes, collect, fixture, made } from './sources.ts';

async function* events(source: ByteSource, unmapped: 'note' | 'custom' = 'note'): AsyncGenerator<VcardEvent> {
  yield* vcardEvents(await openHead(source), unmapped);
}

async function read(source: ByteSource, unmapped: 'note' | 'custom' = 'note') {
  const all = await collect(events(source, unmapped));
  return {
    cards: all.filter((event) => event.kind === 'record').map(({ card }) => card),
    warnings: all.filter((event) => event.kind === 'record').flatMap((event) => event.warnings),
    errors: all.filter((event) => event.kind === 'error'),
    groups: all.filter((event) => event.kind === 'group'),
  };
}

const cardsOf = async (name: string, chunkBytes?: number): Promise<ContactCard[]> => (await read(fixture(`vcard/${name}.vcf`, chunkBytes))).cards;
const cardOf = async (name: string): Promise<ContactCard> => {
  const cards = await cardsOf(name);
  expect(cards).toHaveLength(1);
  return cards[0]!;
};
const readText = (...lines: string[]) => read(bytes(lines.join('\r\n')));
const cardIn = async (...lines: string[]): Promise<ContactCard> => {
  const { cards } = await readText('BEGIN:VCARD', ...lines, 'END:VCARD');
  expect(cards).toHaveLength(1);
  return cards[0]!;
};
const addresses = (card: ContactCard) => card.emails.map(({ address }) => address);
const numbers = (card: ContactCard) => card.phones.map(({ number }) => number);

describe('the vCard fixtures', () => {
  it('keeps the backslashes of AOSP', async () => {
    const card = await cardOf('android_frameworks_opt_vcard-v21_backslash');
    expect(card.displayName).toBe('A;B\\C\\;D:E\\\\');
    expect(card.name).toEqual({ given: 'A;B\\', middle: 'C\\;', prefix: 'D', suffix: ':E' });
  });

  it('leaves out comments, but not the line of a value that begins like one', async () => {
    const card = await cardOf('android_frameworks_opt_vcard-v21_invalid_comment_line');
    expect(card.name).toEqual({ given: 'Conference Call' });
    expect(card.notes).toEqual(['This is an (sharp ->#<- sharp) example. This message must NOT be ignored.']);
  });

  it('reads raw Shift_JIS', async () => {
    const cards = await cardsOf('android_frameworks_opt_vcard-v21_multiple_entry', 11);
    expect(cards.map(({ name }) => name.family)).toEqual(['安藤ロイド3', '安藤ロイド4', '安藤ロイド5']);
    expect(cards.map(({ name }) => name.phoneticFamily)).toEqual(['ｱﾝﾄﾞｳﾛｲﾄﾞ3', 'ｱﾝﾄﾞｳﾛｲﾄﾞ4', 'ｱﾝﾄﾞｳﾛｲﾄﾞ5']);
    expect(cards.map(numbers)).toEqual([['9', '10', '11', '12'], ['13', '14', '15', '16'], ['17', '18', '19', '20']]);
  });

  it('reads the plain card of Nextcloud', async () => {
    const card = await cardOf('contacts-forrest-gump');
    expect(card.name).toEqual({ prefix: 'Mr.', given: 'Forrest', family: 'Gump' });
    expect(card.affiliations).toEqual([{ organisation: 'Sheri Nom Co.', title: 'Ultimate Warrior' }]);
    expect(addresses(card)).toEqual(['sherinnom@example.com']);
    expect(card).toMatchObject({ uid: '5efe2430-92e5-4ea2-9a7c-a05aed152ec92', sourceKey: 'uid:5efe2430-92e5-4ea2-9a7c-a05aed152ec92', updatedAt: '2025-08-22T00:00:00.000Z' });
  });

  it('reads six cards of an Android phone with their broken bytes', async () => {
    const cards = await cardsOf('ez-vcard-John_Doe_ANDROID', 13);
    expect(cards).toHaveLength(6);
    const [one, two, three, four, five, six] = cards as [ContactCard, ContactCard, ContactCard, ContactCard, ContactCard, ContactCard];
    expect([one.name, addresses(one), one.tags]).toEqual([{}, ['john.doe@company.com'], []]);
    expect(addresses(two)).toEqual(['jane.doe@company.com']);
    expect([three.displayName, numbers(three)]).toEqual(['Ñ Ñ Ñ Ñ Ñ', ['123456789']]);
    expect([numbers(four), four.primary.phone, four.notes.length]).toEqual([['123456', '234567', '3456789', '45678901'], 0, 2]);
    expect(addresses(five)).toEqual(['bob@company.com']);
    expect(five.links.map(({ url }) => url)).toEqual(['www.company.com', 'http://www.company.com']);
    expect(five.photo?.mime).toBe('image/jpeg');
    expect(five.notes).toEqual([expect.stringContaining('Email: ÑÑÑ')]);
    expect([six.name.family, numbers(six), addresses(six)]).toEqual(['ÑÑÑÑ', ['55556666'], ['henry@company.com']]);
    expect(six.affiliations.map(({ organisation }) => /^Ñ+$/.test(organisation ?? ''))).toEqual([true, true, true]);
  });

  it('reads Evolution', async () => {
    const card = await cardOf('ez-vcard-John_Doe_EVOLUTION');
    expect(card.name).toEqual({ prefix: 'Mr.', given: 'John', middle: 'Richter, James', family: 'Doe', suffix: 'Sr.', nickname: 'Johny' });
    expect(card.displayName).toBeUndefined();
    expect(addresses(card)).toEqual(['john.doe@ibm.com']);
    expect(card.phones).toEqual([{ label: 'mobile', number: '905-666-1234' }, { label: 'work', number: '905-555-1234' }]);
    expect(card.affiliations).toEqual([{ organisation: 'IBM', department: 'Accounting, Dungeon', title: 'Money Counter' }]);
    expect(card.birthday).toBe('1980-03-22');
    expect(card.dates).toEqual([{ label: 'anniversary', date: '1980-03-22' }]);
    expect(card.relations).toContainEqual({ label: 'spouse', name: 'Maria' });
    expect(card.tags).toEqual(['VIP']);
    expect(card.addresses).toMatchObject([{ label: 'home', city: 'Albaney', region: 'New York', postalCode: '12345' }]);
  });

  it('reads Gmail', async () => {
    const card = await cardOf('ez-vcard-John_Doe_GMAIL');
    expect(card.name).toMatchObject({ given: 'John', family: 'Doe', phoneticGiven: 'Jon' });
    expect(card.emails).toEqual([{ label: 'home', address: 'john.doe@ibm.com' }]);
    expect(card.phones).toEqual([{ label: 'mobile', number: '905-555-1234' }, { label: 'home', number: '905-666-1234' }]);
    expect(card.addresses).toEqual([{ label: 'home', street: 'Crescent moon drive\n555-asd\nNice Area, Albaney, New York 12345\nUnited States of America' }]);
    expect([card.birthday, card.dates]).toEqual(['1980-03-22', [{ label: 'anniversary', date: '1975-03-01' }]]);
    expect(card.relations).toEqual([{ label: 'spouse', name: 'Jenny' }]);
    expect(card.links).toEqual([{ label: 'work', kind: 'web', url: 'http://www.ibm.com' }]);
    expect(card.notes[0]).toMatch(/"AS IS"[\s\S]*Favotire Color: Blue$/);
  });

  it('reads an iPhone', async () => {
    const card = await cardOf('ez-vcard-John_Doe_IPHONE');
    expect(card.name).toMatchObject({ given: 'John', family: 'Doe', middle: 'Richter James' });
    expect(card.phones).toEqual([
      { label: 'mobile', number: '905-555-1234' }, { label: 'home', number: '905-666-1234' }, { label: 'work', number: '905-777-1234' },
      { label: 'home fax', number: '905-888-1234' }, { label: 'work fax', number: '905-999-1234' }, { label: 'pager', number: '905-111-1234' },
      { label: 'assistant', number: '905-222-1234' },
    ]);
    expect(card.addresses).toHaveLength(2);
    expect(card.birthday).toBe('2012-06-06');
    expect(card.photo).toMatchObject({ mime: 'image/jpeg', bytes: { length: 32_531 } });
  });

  it('reads Outlook', async () => {
    const card = await cardOf('ez-vcard-John_Doe_MS_OUTLOOK');
    expect(card.name).toMatchObject({ prefix: 'Mr.', given: 'John', middle: 'Richter,James', family: 'Doe', nickname: 'Johny' });
    expect(card.affiliations).toEqual([{ organisation: 'IBM', department: 'Accounting', title: 'Money Counter' }]);
    expect(card.phones).toEqual([{ label: 'work', number: '(905) 555-1234' }, { label: 'home', number: '(905) 666-1234' }]);
    expect(addresses(card)).toEqual(['john.doe@ibm.cm']);
    expect([card.birthday, card.dates]).toEqual(['1980-03-22', [{ label: 'anniversary', date: '2011-01-13' }]]);
    expect(card.relations).toEqual([{ label: 'manager', name: 'Big Blue' }, { label: 'assistant', name: 'Jenny' }]);
    expect(card.addresses).toHaveLength(2);
    expect(card.photo?.mime).toBe('image/jpeg');
  });

  it('reads FullContact', async () => {
    const card = await cardOf('ez-vcard-fullcontact');
    expect(card.name).toMatchObject({ prefix: 'Prefix', given: 'FirstName', middle: 'MiddleName', family: 'LastName', suffix: 'Suffix' });
    expect([card.phones.length, card.emails.length, card.addresses.length]).toEqual([9, 5, 4]);
    expect(card.affiliations).toEqual([{ organisation: 'Organization1', department: 'Department1', title: 'Title1' }, { organisation: 'Organization2', department: 'Department2', title: 'Title2' }]);
    expect(card.birthday).toBe('2016-08-01');
    expect(card.notes[0]).toBe('Notes line 1\nNotes line 2');
    expect(card.tags).toEqual(['Tag']);
    expect(card.photo).toBeUndefined();
    expect(card.relations).toContainEqual({ label: 'Fiancé', name: 'Fiance' });
  });

  it('reads the labels of Gmail', async () => {
    const card = await cardOf('ez-vcard-gmail-single2');
    expect(addresses(card)).toEqual(['email@example.com', 'homeemail@example.com', 'workemail@example.com', 'otheremail@example.com', 'customcategory@example.com']);
    expect(numbers(card)).toEqual(Array.from({ length: 11 }, (_, index) => String(5_555_551_111 + index)));
    expect(card.addresses).toHaveLength(5);
    expect(card.links.filter(({ kind }) => kind === 'web')).toHaveLength(6);
    expect(card.birthday).toBe('1912-06-23');
    expect(card.dates).toEqual([{ label: 'anniversary', date: '1930-03-20' }, { label: '', date: '1776-07-04' }, { label: 'CustomDateCategory', date: '2000-09-12' }]);
    expect(card.relations).toHaveLength(16);
    expect(card.relations[1]).toEqual({ label: 'spouse', name: 'Name2' });
    expect(card.relations[12]).toEqual({ label: 'referredBy', name: 'Name13' });
  });

  it('reports the card of Gammu that names nobody, with its five notes', async () => {
    const { cards, errors } = await read(fixture('vcard/gammu-char-escaping.vcf'));
    expect(cards).toEqual([]);
    expect(errors).toMatchObject([{ row: 1, code: 'nameless' }]);
    expect(errors[0]!.raw.filter((line) => line.startsWith('NOTE:'))).toHaveLength(5);
  });

  it('joins an escape that a soft break cuts in two', async () => {
    const card = await cardOf('gammu-quoted-printable-new-line');
    expect(card.name).toEqual({ family: '- PRIMA', given: 'ПОРКС' });
    expect([numbers(card), card.emails]).toEqual([['+222222222222'], []]);
  });

  it('takes no agent for a second person', async () => {
    const { cards, warnings } = await read(fixture('vcard/ical.js-vcard3.vcf'));
    expect(cards).toHaveLength(1);
    const [card] = cards as [ContactCard];
    expect(card.displayName).toBe('Mr. John Q. Public, Esq.');
    expect([addresses(card).length, addresses(card)[card.primary.email!]]).toEqual([3, 'jane_doe@abc.com']);
    expect(numbers(card)).toEqual(['+1-213-555-1234']);
    expect([card.birthday, card.photo]).toEqual(['1996-04-15', undefined]);
    expect(card.relations).toEqual([{ label: 'agent', name: 'Susan Thomas' }]);
    expect(warnings).toContain('photo-no-picture');
  });

  it('reads KAddressBook', async () => {
    const card = await cardOf('kcontacts-testfullvcard');
    expect(card.name).toMatchObject({ given: 'Sherlock', family: 'Holmes' });
    expect(numbers(card)).toEqual(['+44-555-555-5555 ext 5555', '+44-555-555-6666', '+44-555-555-7777']);
    expect(addresses(card)).toEqual(['sherlock.holmes@gmail.com', 'detective@sherlockholmes.com']);
    expect(card.primary).toEqual({ phone: 0, email: 1 });
    expect([card.birthday, card.dates]).toEqual(['1953-10-15', [{ label: 'anniversary', date: '1996-04-15' }]]);
    expect(card.addresses).toEqual([{ label: '', street: '221B Baker Street', city: 'London', postalCode: 'NW1', country: 'United Kingdom' }]);
    expect(card.tags).toEqual(['FICTION', 'LITERATURE']);
  });

  it('reads five cards of which every letter is encoded', async () => {
    const cards = await cardsOf('kcontacts-vcard10', 17);
    expect(cards.map(({ kind }) => kind)).toEqual(['organisation', 'person', 'person', 'person', 'person']);
    expect(cards.map(({ displayName, name }) => displayName ?? name)).toEqual([
      'Bike Shop', 'Field after Address broken', 'Field after Address not broken', { prefix: 'Dr. med.', given: 'Surname', family: 'Name' }, { given: 'Second', family: 'Doctor' },
    ]);
    for (const card of cards.slice(1, 3)) {
      expect(card.links.map(({ url }) => url)).toEqual(['http://some-webseite.com']);
      expect(card.addresses).toEqual([{ label: 'home', street: 'AAAAAAA-AäAAAAA 11', city: 'Urt', postalCode: '00000' }]);
    }
    expect(cards[3]!.affiliations).toEqual([{ title: 'Facharzt für Allgemeinmedizin' }]);
    expect(cards[3]!.notes[0]!.split('\n')).toEqual(['Sprechzeiten:', 'Mo   8–12, 15–18', 'Di     8–12', 'Mi    8–12, 14–15', 'Do 14–19', 'Fr     8–12']);
    expect(cards[4]!.affiliations).toEqual([{ title: 'Dentist' }]);
  });

  it('passes over empty lines around cards', async () => {
    const cards = await cardsOf('releases-comm-central-emptylines_vcard_addressbook');
    expect(cards.map((card) => [card.name.given, card.name.family, ...addresses(card)])).toEqual([['John', 'Doe', 'john.doe@genericemail.invalid'], ['Jane', 'Doe', 'jane.doe@genericemail.invalid']]);
  });

  it('keeps a bare CR inside a value of Thunderbird', async () => {
    const cards = await cardsOf('releases-comm-central-export', 3);
    expect(cards.map((card) => [card.displayName, ...addresses(card)])).toEqual([['contact number one', 'contact1@invalid'], ['contact number two', 'contact2@invalid']]);
    expect(cards[1]!.affiliations).toEqual([{ title: '"worker"' }]);
    expect(cards[1]!.notes).toEqual(["here's some unicode text…", 'Custom1: custom, 1\nCustom2: custom\t2\nCustom3: custom\r3\nCustom4: custom\n4']);
  });

  it('reads a photo from a data address', async () => {
    const card = await cardOf('releases-comm-central-v4-uri-jpeg');
    expect(card.displayName).toBe('URI JPEG, version 4.0');
    expect([card.photo?.mime, card.notes.length]).toEqual(['image/jpeg', 1]);
  });

  it('takes the company card of Apple for a company', async () => {
    const card = await cardOf('roundcubemail-apple');
    expect(card).toMatchObject({ kind: 'organisation', displayName: 'Apple Computer AG', name: {}, affiliations: [] });
    expect(card.addresses).toEqual([{ label: 'work', street: 'Birgistrasse 4a', city: 'Wallisellen-Zürich', postalCode: '8304', country: 'Switzerland' }]);
    expect(card.links).toEqual([{ label: 'homepage', kind: 'web', url: 'http://www.apple.ch' }]);
    expect(card.photo?.mime).toBe('image/jpeg');
  });

  it('reads raw Windows-1252', async () => {
    const card = await cardOf('roundcubemail-johndoe');
    expect(card.name).toEqual({ given: 'John', family: 'Doë' });
    expect(card.emails).toEqual([{ label: 'work', address: 'inbox@roundcube.net' }, { label: 'home', address: 'roundcube@gmail.com' }]);
    expect(card.primary).toEqual({ email: 1 });
    expect(numbers(card)).toEqual(['+123456789', '+987654321']);
    expect(card.addresses).toEqual([{ label: 'work', street: 'The street', city: 'Hometown', postalCode: '5555', country: 'Cayman Islands' }]);
  });

  it('reads DAVx5 with groups that are words', async () => {
    const card = await cardOf('vcard4android-allfields-vcard3');
    expect(card.displayName).toBe('Ämi Display');
    expect(card.name).toMatchObject({ prefix: 'DDDr.', given: 'Firstname', family: 'Lastname', suffix: 'MBA', nickname: 'Nick1, Nick2' });
    expect(card.phones).toEqual([{ label: 'Useless', number: '+49 1234 56788' }, { label: 'fax', number: '+1-800-MYFAX' }]);
    expect(card.emails).toEqual([{ label: 'home', address: 'private@example.com' }, { label: '@work', address: 'work@example.com' }]);
    expect(card.affiliations[0]).toMatchObject({ organisation: 'ABC, Inc.' });
    expect([card.birthday, card.dates]).toEqual(['1996-04-15', [{ label: 'anniversary', date: '2014-08-12' }, { label: 'Custom Date', date: '2021-07-29' }]]);
    expect(card.notes.slice(0, 2)).toEqual(['This fax number is operational 0800 to 1715 EST, Mon-Fri.', 'Second note']);
    expect(card.addresses.map(({ city }) => city)).toEqual(['Raleigh', 'Mönchspfaffingen']);
    expect(card.addresses[1]).toMatchObject({ label: 'Monkey Tree', poBox: 'Postfach 314' });
    expect(card.photo?.mime).toBe('image/jpeg');
  });
});

describe('what programs make of vCard', () => {
  it('needs no VERSION and no case', async () => {
    const { cards } = await read(bytes('begin:vcard\nfn:Ada King\nend:Vcard\n'));
    expect(cards[0]!.name).toEqual({ given: 'Ada', family: 'King' });
  });

  it('reads UTF-16 BE without a byte order mark', async () => {
    const text = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Łuk\r\nN:Łuk;Zoë;;;\r\nEND:VCARD\r\n';
    const { cards } = await read(bytes(Buffer.from(text, 'utf16le').swap16()));
    expect(cards[0]!.name).toEqual({ given: 'Zoë', family: 'Łuk' });
  });

  it.each([
    ['a byte order mark', Buffer.from('\ufeffBEGIN:VCARD\r\nFN:Zoë Łuk\r\nEND:VCARD\r\n')],
    ['UTF-16 LE and a byte order mark', Buffer.from('\ufeffBEGIN:VCARD\r\nFN:Zoë Łuk\r\nEND:VCARD\r\n', 'utf16le')],
    ['CR alone', Buffer.from('BEGIN:VCARD\rFN:Zoë Łuk\rEND:VCARD\r')],
    ['no last line end', Buffer.from('BEGIN:VCARD\nFN:Zoë Łuk\nEND:VCARD')],
  ])('reads %s, in chunks of any length', async (_, content) => {
    for (let cut = 1; cut < content.length; cut++) {
      const { cards } = await read(bytes(content.subarray(0, cut), content.subarray(cut)));
      expect(cards.map(({ name }) => name)).toEqual([{ given: 'Zoë', family: 'Łuk' }]);
    }
  });

  it('reads quoted-printable of Windows-1252 that states no charset', async () => {
    expect((await cardIn('VERSION:2.1', 'N;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg')).name).toEqual({ given: 'Jörg', family: 'Müller' });
  });

  it('reads an FN without a colon as none', async () => {
    const { cards, errors } = await readText('BEGIN:VCARD', 'FN', 'TEL:123', 'END:VCARD', 'BEGIN:VCARD', 'FN;CHARSET=UTF-8', 'END:VCARD');
    expect(cards.map(numbers)).toEqual([['123']]);
    expect(errors).toMatchObject([{ row: 2, code: 'nameless' }]);
  });

  it('reads birthdays without a year', async () => {
    expect((await cardIn('FN:Ada', 'BDAY;X-APPLE-OMIT-YEAR=1604:1604-06-20')).birthday).toBe('--06-20');
    expect((await cardIn('FN:Ada', 'BDAY:--0416')).birthday).toBe('--04-16');
    expect((await cardIn('FN:Ada', 'BDAY;VALUE=text:about 1815')).notes).toEqual(['Bday: about 1815']);
  });

  it('reads parameters with colons, quotes and carets', async () => {
    const card = await cardIn('VERSION:4.0', 'FN:Ada', 'ADR;GEO=geo:51.5,0.1;TYPE=home:;;12 St;London;;;', 'TEL;X-NOTE="a:b;c";TYPE=work:42 42', 'X-SOCIALPROFILE;X-SERVICE-TYPE=The ^\'Site^\':https://site.example/ada');
    expect(card.addresses).toEqual([{ label: 'home', street: '12 St', city: 'London' }]);
    expect(card.phones).toEqual([{ label: 'work', number: '42 42' }]);
    expect(card.links).toEqual([{ label: 'The "Site"', kind: 'social', url: 'https://site.example/ada' }]);
  });

  it('reads a card inside a card as one of its own', async () => {
    const { cards } = await readText('BEGIN:VCARD', 'FN:Outer One', 'BEGIN:VCARD', 'FN:Inner One', 'END:VCARD', 'TEL:5', 'END:VCARD');
    expect(cards.map(({ name }) => name.given)).toEqual(['Inner', 'Outer']);
    expect(cards.map(numbers)).toEqual([[], ['5']]);
  });

  it('reads a nested AGENT as somebody who acts for the contact', async () => {
    const card = await cardIn('VERSION:2.1', 'FN:Ada King', 'AGENT:', 'BEGIN:VCARD', 'VERSION:2.1', 'FN:Susan Thomas', 'TEL:77', 'END:VCARD', 'TEL:5');
    expect(card.relations).toEqual([{ label: 'agent', name: 'Susan Thomas' }]);
    expect(numbers(card)).toEqual(['5']);
    expect(card.notes).toEqual(['Susan Thomas: 77']);
  });

  it('keeps what comes before a card that is never closed', async () => {
    const { cards, warnings } = await readText('BEGIN:VCARD', 'FN:Ada King', 'BEGIN:VCARD', 'FN:Grace Hopper', 'TEL:5');
    expect(cards.map(({ name }) => name.given)).toEqual(['Grace', 'Ada']);
    expect(warnings).toEqual(['card-not-closed', 'card-not-closed']);
  });

  it('reads a list as a group, not as a contact', async () => {
    const { cards, groups } = await readText('BEGIN:VCARD', 'VERSION:4.0', 'KIND:group', 'FN:Friends', 'MEMBER:urn:uuid:1', 'MEMBER:urn:uuid:2', 'END:VCARD');
    expect(cards).toEqual([]);
    expect(groups).toMatchObject([{ row: 1, name: 'Friends', memberUids: ['urn:uuid:1', 'urn:uuid:2'] }]);
  });

  it('goes on with a note whose line ends nobody escaped', async () => {
    const card = await cardIn('VERSION:3.0', 'FN:Ada', 'NOTE:first line', 'second line', 'TEL:5');
    expect(card.notes).toEqual(['first line\nsecond line']);
  });

  it.each(['\r\n ', '\r\n\t', '\n ', '\r\r\n '])('undoes the fold %j', async (fold) => {
    const { cards } = await read(bytes(`BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Ki${fold}ng\r\nEND:VCARD\r\n`));
    expect(cards[0]!.name).toEqual({ given: 'Ada', family: 'King' });
  });

  it('makes custom fields of what it has no field for, if asked', async () => {
    const { cards } = await read(bytes('BEGIN:VCARD\nFN:Ada King\nX-SHOE-SIZE:38\n__PROTO__:x\nEND:VCARD\n'), 'custom');
    expect(cards[0]!.custom).toEqual([{ name: 'Shoe size', value: '38' }, { name: '__proto__', value: 'x' }]);
    expect(cards[0]!.notes).toEqual([]);
  });

  it('moves a name that is too long for a line into the note', async () => {
    const long = 'x'.repeat(5_000);
    const card = await cardIn('VERSION:3.0', `N:King;Ada;${long};;`, 'FN:Ada King');
    expect(card.name).toEqual({ given: 'Ada', family: 'King' });
    expect(card.notes[0]).toContain(long);
  });
});

describe('hostile vCards', () => {
  it('reads a photo of 10 MB on one line and one in 100,000 folds', async () => {
    const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(10 * 1024 * 1024)]);
    const base64 = photo.toString('base64');
    const folded = base64.match(/.{1,140}/g)!.join('\r\n ');
    const { cards } = await read(bytes('BEGIN:VCARD\r\nFN:Ada King\r\nPHOTO;ENCODING=b:', base64.slice(0, 5_000_000), base64.slice(5_000_000), '\r\nEND:VCARD\r\n', 'BEGIN:VCARD\r\nFN:Grace Hopper\r\nPHOTO;ENCODING=b:', folded, '\r\nEND:VCARD\r\n'));
    expect(cards.map((card) => card.photo?.bytes.length)).toEqual([photo.length, photo.length]);
  });

  it('survives bad base64', async () => {
    const { cards, warnings } = await readText('BEGIN:VCARD', 'FN:Ada King', 'PHOTO;ENCODING=b:*** not base64 ***', 'END:VCARD');
    expect(cards[0]!.photo).toBeUndefined();
    expect(warnings).toEqual(['photo-no-picture']);
  });

  it('refuses a card beyond the limit and reads the next', async () => {
    const line = Buffer.from(`NOTE:${'x'.repeat(1024 * 1024)}\r\n`);
    const { cards, errors } = await read(bytes('BEGIN:VCARD\r\nFN:Big One\r\n', ...Array.from({ length: 70 }, () => line), 'END:VCARD\r\nBEGIN:VCARD\r\nFN:Ada King\r\nEND:VCARD\r\n'));
    expect(errors).toMatchObject([{ row: 1, code: 'card-too-big' }]);
    expect(cards.map(({ name }) => name.given)).toEqual(['Ada']);
  });

  it('refuses a card of more lines than anybody has', async () => {
    const { cards, errors } = await read(bytes('BEGIN:VCARD\r\nFN:Big One\r\n', 'EMAIL:a@x.org\r\n'.repeat(30_000), 'END:VCARD\r\nBEGIN:VCARD\r\nFN:Ada King\r\nEND:VCARD\r\n'));
    expect(errors).toMatchObject([{ row: 1, code: 'card-too-big' }]);
    expect(cards).toHaveLength(1);
  });

  it('takes linear time over lines of blanks and names of a megabyte', async () => {
    const long = ' '.repeat(1_000_000);
    const { cards } = await readText('BEGIN:VCARD', `FN:A${long}B`, `TEL:1${long}2`, `NOTE:a${long}b`, `X-A${long}:x`, 'EMAIL:a@x.org', 'END:VCARD');
    expect(cards).toHaveLength(1);
  });

  it('does not grow with cards that are never closed', async () => {
    const { cards } = await read(made(20_000, (index) => `BEGIN:VCARD\r\nFN:Ada King ${index}\r\n`));
    expect(cards).toHaveLength(20_000);
  });
});
