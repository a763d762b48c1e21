import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePhone } from '../../core/phones.ts';
import { phoneTokens, searchDocument, searchMatcher, searchQuery } from '../../core/text/search-document.ts';

const sql = new Database(':memory:');
sql.exec(`CREATE VIRTUAL TABLE documents USING fts5(text, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0", prefix='2 3')`);
const insert = sql.prepare('INSERT INTO documents (rowid, text) VALUES (?, ?)');
const clear = sql.prepare('DELETE FROM documents');
const matching = sql.prepare('SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rowid').pluck();

/** The records, each a list of parts or one text, that are found by what is typed: by the full text, and by the matcher that must agree. */
function found(typed: string, ...records: (string | string[])[]): (string | string[])[] {
  const documents = records.map((record) => searchDocument(typeof record === 'string' ? [record] : record));
  clear.run();
  documents.forEach((document, index) => insert.run(index, document));
  const query = searchQuery(typed);
  const matches = searchMatcher(typed);
  const places = query === undefined ? [] : (matching.all(query) as number[]);
  expect([...documents.keys()].filter((index) => matches?.(documents[index]!))).toEqual(places);
  return places.map((index) => records[index]!);
}

describe('somebody is found', () => {
  it.each([
    ['lodz', 'Łódź'], ['orsted', 'Ørsted'], ['oersted', 'Ørsted'], ['strasse', 'Straße'], ['STRAẞE', 'Strasse'],
    ['muller', 'Müller'], ['mueller', 'Müller'], ['Müll', 'Müller'], ['MÜLLER', 'Mueller'], ['Müller', 'Muller'],
    ['aesir', 'Æsir'], ['dorde', 'Đorđe'], ['djordje', 'Đorđe'], ['thor', 'Þór'],
    ['angstrom', 'Ångström'], ['aangstroem', 'Ångström'], ['angstroem', 'Ångström'], ['haakan', 'Håkan'], ['hakan', 'Håkan'],
    ['istanbul', 'İstanbul'], ['nguyen', 'Nguyễn'], ['οδοσ', 'ΟΔΟΣ'], ['Mu\u0308ller', 'Müller'],
    ['小明', '王小明'], ['王', '王小明'], ['小', '王小明'], ['明', '王小明'], ['王小明', '王小明'],
    ['太郎', '田中太郎'], ['たなか', 'タナカ'], ['ﾀﾅｶ', 'たなか'], ['민수', '김민수'], ['김', '김민수'], ['田中 taro', '田中Taro'],
    ["o'brien", "O'Brien"], ['o’bri', "O'Brien"], ['obrien', 'O’Brien'], ['brien', "O'Brien"], ["o'brien", 'OBrien'], ["o'brien", 'O Brien'],
    ['anne-m', 'Anne-Marie'], ['annemarie', 'Anne-Marie'], ['anne-marie', 'Anne Marie'], ['anne-marie', 'Annemarie'], ['marie', 'Anne-Marie'],
    ['h&m', 'H&M'], ['smi joh', 'John Smith'], ['smith,jo', 'John Smith'], ['🦊', 'Club 🦊'], ['clu 🦊', '🦊 Club'], ['🇩🇪', 'Team 🇩🇪'],
    ['किर', 'किरण'], ['ᦵᦲ', 'ᦵᦲᦃ'], ['ภูมิ', 'ภูมิพล'], ['שלום', 'שָׁלוֹם'], ['ابراهيم', 'إِبْرَاهِيم'],
    ['2024-03', 'Since 2024-03-12'], ['2024 03 12', 'Since 2024-03-12'], ['03-12', 'Since 2024-03-12'], ['1234', 'Paid 1,234 EUR'],
    ['12 10115', 'Main Street 12, in 10115 Berlin'], ['0705550', 'Call 070-555 01 23'],
    ['https://www.example.org/pa', 'example.org/page'], ['example', 'https://www.example.org'],
  ])('by %s: %s', (typed, record) => {
    expect(found(typed, record, 'Somebody Else 99')).toEqual([record]);
  });

  const address = 'ada.lovelace@mail.example.co.uk';
  it.each([address, 'ada.lovelace', 'ada.lovelace@', '@mail.example', 'lovelace', 'mail', 'example', 'example.co', 'ADA.LOVELACE@MAIL.EX'])('by the address or its part %s', (typed) => {
    expect(found(typed, ['Countess', address], 'adam@box.org')).toEqual([['Countess', address]]);
  });

  it('by the vowels of an Indian name', () => {
    expect(found('राम', 'राम', 'रमा', 'रीमा')).toEqual(['राम']);
  });

  it('by words of different parts, in any order', () => {
    expect(found('acme ada', ['Ada Lovelace', 'Acme'], ['Ada Byron', 'Other'])).toEqual([['Ada Lovelace', 'Acme']]);
  });

  it('not by one word of two', () => {
    expect(found('ada smith', 'Ada Lovelace')).toEqual([]);
  });

  it('by the beginning of each word', () => {
    const letters = fc.stringMatching(/^[a-zäöüßéłøåđæ]{1,12}$/u);
    fc.assert(fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (words, which, length) => {
      const word = words[which % words.length]!;
      const typed = word.slice(0, 1 + (length % word.length));
      expect(found(typed.toUpperCase(), words.join(' '))).toHaveLength(1);
    }));
  });

  it('by any two neighbours of a name in Chinese characters', () => {
    const name = fc.array(fc.integer({ min: 0x4e00, max: 0x9fff }), { minLength: 2, maxLength: 6 });
    fc.assert(fc.property(name, fc.nat(), (points, place) => {
      const start = place % (points.length - 1);
      expect(found(String.fromCodePoint(...points.slice(start, start + 2)), String.fromCodePoint(...points))).toHaveLength(1);
    }));
  });
});

describe('a phone is found', () => {
  const record = (typed: string): string[] => {
    const phone = parsePhone(typed, 'SE');
    return ['Ada', ...phoneTokens(phone.digits, ...(phone.e164 === undefined ? [] : [phone.e164]))];
  };
  const spellings = ['+46 70-555 01 23', '0046 70 555 0123', '+46 (0)70 5550123', '(070) 555.01.23', '070/5550123', '46705550123', '011 46 70 555 01 23', '٠٧٠٥٥٥٠١٢٣'];

  it.each(['+46 70-555 01', '070 555', '70-555', '555 01', '0123', '123', '+46 70', '0705550123', ...spellings])('by %s, whichever way it was typed', (typed) => {
    for (const written of ['+46 70 555 01 23', '070-5550123', '0046705550123']) {
      expect(found(typed, record(written), record('+46 8 999 99 99'))).toEqual([record(written)]);
    }
  });

  it('by any three or more of its digits in a row, national or international, however they are grouped', () => {
    const separators = fc.array(fc.constantFrom('', ' ', '-', '.', '/', ') ', ' ('), { minLength: 12, maxLength: 12 });
    const number = fc.stringMatching(/^[1-9]\d{7,8}$/);
    fc.assert(fc.property(number, fc.boolean(), fc.nat(), fc.nat(), separators, (digits, nationally, from, length, between) => {
      const e164 = `+46${digits}`;
      const spelling = nationally ? `0${digits}` : `46${digits}`;
      const start = from % (spelling.length - 2);
      const run = spelling.slice(start, start + 3 + (length % (spelling.length - start - 2)));
      const typed = Array.from(run).map((digit, index) => digit + (index < run.length - 1 ? between[index] : '')).join('');
      expect(found(typed, ['Ada', ...phoneTokens(e164)])).toHaveLength(1);
    }), { numRuns: 500 });
  });

  it('beside a name', () => {
    expect(found('ada 555', record('070-555 01 23'))).toHaveLength(1);
    expect(found('ada 556', record('070-555 01 23'))).toHaveLength(0);
  });

  it('when it cannot be dialled', () => {
    expect(found('455', ['Ada', ...phoneTokens('84559')])).toHaveLength(1);
    expect(found('12', ['Ada', ...phoneTokens('12')])).toHaveLength(1);
  });
});

describe('a query', () => {
  const word = fc.constantFrom('AND', 'OR', 'NOT', 'NEAR(', ')', '(', '"', '""', '*', '^', ':', '{a b}:', '-', '+', 'text:', 'क', 'ि', 'ᦲ', "'", '\\', '\0', 'ä', '12', '+46 (0)', '王小', '🦊', 'https://', ' ', '\t');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
  );

  it('is never a syntax error and finds the very text it was made of', () => {
    fc.assert(fc.property(text, (typed) => {
      const query = searchQuery(typed);
      expect(found(typed, typed)).toHaveLength(query === undefined ? 0 : 1);
    }), { numRuns: 1000 });
  });

  it('finds the same in the full text and in a document alone', () => {
    fc.assert(fc.property(text, text, (typed, written) => void found(typed, written, typed + written)), { numRuns: 1000 });
  });

  it('holds up to a flood', () => {
    for (const flood of ['a ', 'a-', '(', '"', '1 ', 'ä', '王', '1 1a', '(0)', '🦊', 'https://']) {
      const typed = flood.repeat(100_000);
      expect(() => found(typed, typed.slice(0, 1000))).not.toThrow();
    }
  });

  it.each(['', '   ', '---', '"*"', '\u0301', '\u{feff}'])('is nothing for %j', (typed) => {
    expect(searchQuery(typed)).toBeUndefined();
  });
});

describe('the document', () => {
  it('is small: plain words once, other spellings and joined forms behind them', () => {
    expect(searchDocument(['Müller, Anne-Marie', '', 'Main Street 5'])).toBe('muller anne marie mueller annemarie main street 5');
  });

  it('never joins numbers of different parts', () => {
    expect(searchDocument(['123', '456'])).toBe('123 456');
  });
});
