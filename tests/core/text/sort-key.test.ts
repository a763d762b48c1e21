import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSortKey } from '../../../core/text/sort-key.ts';

/** How SQLite's BINARY collation compares two keys. */
function bytewise(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function sorted(locale: string, ...names: string[]): string[] {
  const sortKey = makeSortKey(locale);
  return names.sort((a, b) => bytewise(sortKey(a), sortKey(b)));
}

describe('names in order', () => {
  it.each([
    ['sv', ['Adam', 'Zoe', 'Åsa', 'Ärla', 'Örjan']],
    ['de', ['Adam', 'Ärla', 'Åsa', 'Örjan', 'Ozan', 'Zoe']],
    ['de-u-co-phonebk', ['Adler', 'Ärger', 'Afrika', 'Muck', 'Müller', 'Mufti']],
    ['de', ['Strasser', 'Straßf', 'Strasst']],
    ['da', ['Zoe', 'Ærø', 'Ørsted', 'Aarhus', 'Åsted']],
    ['cs', ['Cyril', 'Čapek', 'Hus', 'Chalupa', 'CHYTIL', 'Ivan']],
    ['hu', ['Cukor', 'Csaba', 'Dudás', 'Dzs', 'Eger']],
    ['hr', ['Dunja', 'Džepar', 'Đorđe', 'Luka', 'Ljubo', 'Marko']],
    ['tr', ['Halil', 'ISPARTA', 'ıtır', 'İdil', 'izmir', 'Jale']],
    ['zh', ['阿明', '陈一', '李四', '王五', '张三', 'Ada', 'Zoe']],
    ['ja', ['Ada', 'あおき', 'イトウ', 'うえだ', '山田']],
    ['ko', ['강감찬', '김민수', '박지성', 'Ada']],
    ['en', ['7 Seas', 'Ada', 'Борис', 'שרה', 'علي', '김민수', '王五', '']],
  ])('%s: %j', (locale, names) => {
    expect(sorted(locale, ...names.toReversed())).toEqual(names);
  });

  it('ignore signs, spaces and pictures before the first letter', () => {
    const sortKey = makeSortKey('en');
    for (const name of ['(Ada)', '  Ada', '"Ada"', '⭐️ Ada', '🦊Ada', '- Ada']) expect(sortKey(name).startsWith(sortKey('Ada'))).toBe(true);
    expect(sortKey('\u200fعلي')).toBe(sortKey('علي'));
  });

  it('have those of nothing but signs first and empty ones last', () => {
    expect(sorted('en', '', 'Ada', '🦊', '???', '𐎀', '9')).toEqual(['???', '🦊', '9', 'Ada', '𐎀', '']);
    expect(makeSortKey('en')('  ')).toBe(makeSortKey('en')(''));
  });

  it('count neither case nor accents, composed or not', () => {
    const sortKey = makeSortKey('en');
    expect(new Set(['Ärla', 'ARLA', 'A\u0308rla', 'ａｒｌａ', 'ạrla'].map(sortKey)).size).toBe(1);
    expect(makeSortKey('sv')('A\u0308rla')).toBe(makeSortKey('sv')('ärla'));
  });
});

const LETTERS: Record<string, string> = {
  en: 'abcdefghijklmnopqrstuvwxyzABCXYZéèêëàçñöüßæœøåþð0123456789',
  sv: 'abcdefghijklmnopqrstuvwxyzåäöÅÄÖéüæøß',
  de: 'abcdefghijklmnopqrstuvwxyzäöüßÄÖÜẞé',
  'de-u-co-phonebk': 'abcdefghijklmnopqrstuvwxyzäöüßÄÖÜæœ',
  da: 'aAåÅæÆøØbcdezäöoe', nb: 'aAåÅæÆøØbcdezäöoe', is: 'aábdðeéfghiíjklmnoóprstuúvxyýþæö',
  cs: 'abccdčďeěhhíňřšsťuůúyýzžCHČŠŽ', sk: 'acdzhchlžšôťď', pl: 'aąbcćdeęklłmnńoósśzźż', hr: 'abcčćdđelnjsšzžDŽLJNJdžljnj',
  hu: 'acdgdzlnstyzsCSZaáeéiíoóöőuúüű', tr: 'abcçgğhıiİIjoösşuüyzÇĞŞ', az: 'abcçdeəghxıijkqoösşuüyz',
  vi: 'aăâbcdđeêghioôơuưyấầậắằễệộớờỡựửữ', lt: 'aąbcčeęėiįyjksšuųūz', et: 'absšzžtuvõäöüwxy', ro: 'aăâbiîsștțz', es: 'abcdlmnñoópzáüchll', cy: 'abcdefghlnoprstuwyâêîŵŷ',
  ru: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБЁ', uk: 'абвгґдеєжзиіїйщьюяҐЄІЇ', sr: 'абдђжклљмнњћч', el: 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΆabz',
  he: 'אבגדהוזחטיכלמנסעפצקרשתךםןףץ', ar: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى', fa: 'ابپتجچزژکگلمنوهی',
  zh: '王李张刘陈杨黄小明一丁七万丈三上下不与abz', ja: 'あいうえおかきくけこがぎぐアイウカキガーっゃゅょ田中太郎山abz', ko: '가나다라마바사김민수이박최정각간갈',
  ka: 'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ', hy: 'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆԱԲԳ',
};

describe('keys agree with Intl.Collator at base level', () => {
  it.each(Object.entries(LETTERS))('in %s', (locale, letters) => {
    const sortKey = makeSortKey(locale);
    const { compare } = new Intl.Collator(locale, { sensitivity: 'base' });
    const letter = fc.constantFrom(...Array.from(letters));
    const start = fc.constantFrom(...Array.from(letters).filter((one) => one !== 'ー'));
    const rest = fc.array(fc.oneof({ weight: 8, arbitrary: letter }, fc.constantFrom(' ', '-', "'", '.')), { maxLength: 5 });
    const name = fc.tuple(start, rest, start).map(([first, middle, last]) => first + middle.join('') + last);
    // Names with a common beginning are the ones that are hard to order.
    const pairs = fc.tuple(fc.oneof(fc.constant(''), name), name, name).map(([beginning, a, b]) => [beginning + a, beginning + b] as const);
    fc.assert(fc.property(pairs, ([a, b]) => {
      expect(bytewise(sortKey(a), sortKey(b)), `${a} and ${b}`).toBe(Math.sign(compare(a, b)));
    }), { numRuns: 500 });
  });

  it('whatever the script', () => {
    const names = fc.constantFrom('Ada', 'Żaneta', 'Борис', 'Ωμέγα', 'שרה', 'علي', 'สมชาย', 'เกรียง', 'किरण', 'გიორგი', 'あおき', '王五', '김민수', '9 to 5', 'Å', 'ǽx', 'ꭰ');
    for (const locale of ['en', 'sv', 'ja', 'zh', 'th']) {
      const sortKey = makeSortKey(locale);
      const { compare } = new Intl.Collator(locale, { sensitivity: 'base' });
      fc.assert(fc.property(names, names, (a, b) => {
        expect(bytewise(sortKey(a), sortKey(b)), `${a} and ${b} in ${locale}`).toBe(Math.sign(compare(a, b)));
      }), { numRuns: 300 });
    }
  });
});

describe('a key', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

  it('is the same whatever was asked before, and well-formed', () => {
    const used = makeSortKey('de');
    fc.assert(fc.property(anyText, (text) => {
      used(text);
      expect(used(text)).toBe(makeSortKey('de')(text));
      expect(used(text).isWellFormed()).toBe(true);
      expect(used(text)).not.toContain('\0');
    }), { numRuns: 30 });
  });

  it('is short', () => {
    const sortKey = makeSortKey('en');
    expect(Buffer.byteLength(sortKey('Lovelace, Ada'))).toBeLessThanOrEqual(16);
    expect(Buffer.byteLength(sortKey('王小明'))).toBeLessThanOrEqual(15);
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 0, maxLength: 500 }), (text) => {
      expect(sortKey(text).length).toBeLessThanOrEqual(64 * 4);
    }));
  });
});
