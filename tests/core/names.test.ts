import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName, type NameParts, sortName, splitName } from '../../core/names.ts';

function aName(parts: Partial<NameParts>): NameParts {
  return { prefix: '', given: '', middle: '', family: '', suffix: '', nickname: '', phoneticGiven: '', phoneticFamily: '', ...parts };
}

describe('splitName', () => {
  it.each<[string, Partial<NameParts>]>([
    ['Ada Lovelace', { given: 'Ada', family: 'Lovelace' }],
    ['  Ada   King\u3000Lovelace ', { given: 'Ada', middle: 'King', family: 'Lovelace' }],
    ['Ada', { given: 'Ada' }],
    ['', {}],
    ['Lovelace, Ada', { given: 'Ada', family: 'Lovelace' }],
    ['Lovelace, Dr. Ada King', { prefix: 'Dr.', given: 'Ada', middle: 'King', family: 'Lovelace' }],
    ['van der Berg, Jan', { given: 'Jan', family: 'van der Berg' }],
    ['Smith Jr., John', { given: 'John', family: 'Smith', suffix: 'Jr.' }],
    ['Mr. John Q. Public, Esq.', { prefix: 'Mr.', given: 'John', middle: 'Q.', family: 'Public', suffix: 'Esq.' }],
    ['Mr. John Richter Sr.', { prefix: 'Mr.', given: 'John', family: 'Richter', suffix: 'Sr.' }],
    ['Martin Luther King Jr', { given: 'Martin', middle: 'Luther', family: 'King', suffix: 'Jr' }],
    ['Henry Ford III', { given: 'Henry', family: 'Ford', suffix: 'III' }],
    ['Jane Doe, PhD, MBA', { given: 'Jane', family: 'Doe', suffix: 'PhD, MBA' }],
    ['Jane Doe Ph.D.', { given: 'Jane', family: 'Doe', suffix: 'Ph.D.' }],
    ['Jane Doe, M.D.', { given: 'Jane', family: 'Doe', suffix: 'M.D.' }],
    ['Yo-Yo Ma', { given: 'Yo-Yo', family: 'Ma' }],
    ['Prof. Dr. h.c. Klaus Müller', { prefix: 'Prof. Dr. h.c.', given: 'Klaus', family: 'Müller' }],
    ['Herr Müller', { prefix: 'Herr', family: 'Müller' }],
    ['Frau Dr. von der Leyen', { prefix: 'Frau Dr.', family: 'von der Leyen' }],
    ['Herr Klaus Müller', { prefix: 'Herr', given: 'Klaus', family: 'Müller' }],
    ['Mme Marie Curie', { prefix: 'Mme', given: 'Marie', family: 'Curie' }],
    ['Ludwig van Beethoven', { given: 'Ludwig', family: 'van Beethoven' }],
    ['LUDWIG VAN BEETHOVEN', { given: 'LUDWIG', family: 'VAN BEETHOVEN' }],
    ['Otto von und zu Bismarck', { given: 'Otto', family: 'von und zu Bismarck' }],
    ['Robert De Niro', { given: 'Robert', family: 'De Niro' }],
    ['Jean de la Fontaine', { given: 'Jean', family: 'de la Fontaine' }],
    ['José Ortega y Gasset', { given: 'José', family: 'Ortega y Gasset' }],
    ['Van Morrison', { given: 'Van', family: 'Morrison' }],
    ['Van Nguyen', { given: 'Van', family: 'Nguyen' }],
    ['Anna "Annie" Smith', { given: 'Anna', family: 'Smith', nickname: 'Annie' }],
    ['“Annie”', { given: 'Annie' }],
    ['Dr.', { given: 'Dr.' }],
    ['Jr.', { given: 'Jr.' }],
    ['Gen Tanaka', { given: 'Gen', family: 'Tanaka' }],
    ['王小明', { family: '王', given: '小明' }],
    ['李明', { family: '李', given: '明' }],
    ['王 小明', { family: '王', given: '小明' }],
    ['欧阳小明', { family: '欧阳', given: '小明' }],
    ['司馬光', { family: '司馬', given: '光' }],
    ['王先生', { family: '王', suffix: '先生' }],
    ['田中太郎', { family: '田中', given: '太郎' }],
    ['田中さくら', { family: '田中', given: 'さくら' }],
    ['小林明', { family: '小林', given: '明' }],
    ['長谷川誠', { family: '長谷川', given: '誠' }],
    ['田中さん', { family: '田中', suffix: 'さん' }],
    ['ジョン・スミス', { given: 'ジョン', family: 'スミス' }],
    ['さくら', { given: 'さくら' }],
    ['김민수', { family: '김', given: '민수' }],
    ['남궁민', { family: '남궁', given: '민' }],
    ['황보라', { family: '황', given: '보라' }],
    ['황보관우', { family: '황보', given: '관우' }],
    ['김 민수', { family: '김', given: '민수' }],
  ])('of %j', (full, parts) => {
    expect(splitName(full)).toEqual(aName(parts));
  });

  it('loses no letter', () => {
    const word = fc.constantFrom('Dr.', 'Herr', 'von', 'der', 'y', 'und', 'Jr.', 'III', 'MBA', 'Ada', 'Lovelace', 'Ma', 'St.', "O'Brien", '王', '小明', '・', '김', 'さん', '"Annie"', 'h.c.', ',');
    const lettersOf = (text: string): string[] => Array.from(text.replace(/[\s,・"]+/gu, '')).sort();
    fc.assert(fc.property(fc.array(word, { maxLength: 7 }), (list) => {
      const { prefix, given, middle, family, suffix, nickname } = splitName(list.join(' '));
      expect(lettersOf([prefix, given, middle, family, suffix, nickname].join(' '))).toEqual(lettersOf(list.join(' ')));
    }), { numRuns: 1000 });
  });

  it('survives anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Object.keys(splitName(text))).toHaveLength(8);
    }));
  });

  it('reads back what is shown', () => {
    const name = fc.stringMatching(/^[A-Z][a-zäöé]{3,8}X$/u);
    fc.assert(fc.property(name, fc.option(name, { nil: '' }), name, fc.constantFrom('', 'Dr.', 'Frau Prof.'), fc.constantFrom('', 'Jr.', 'MBA'), (given, middle, family, prefix, suffix) => {
      const parts = aName({ prefix, given, middle, family, suffix });
      expect(splitName(displayName(parts, 'en'))).toEqual(parts);
    }));
  });
});

describe('displayName', () => {
  const ada = aName({ prefix: 'Dr.', given: 'Ada', middle: 'King', family: 'Lovelace' });

  it.each<[string, string, NameParts]>([
    ['Dr. Ada King Lovelace', 'en', ada],
    ['Dr. Lovelace Ada King', 'hu', ada],
    ['Dr. Lovelace Ada King', 'ja-JP', ada],
    ['Dr. Ada King Lovelace', 'kok', ada],
    ['John Public, Esq.', 'en', aName({ given: 'John', family: 'Public', suffix: 'Esq.' })],
    ['John Public Jr.', 'en', aName({ given: 'John', family: 'Public', suffix: 'Jr.' })],
    ['王小明', 'en', aName({ given: '小明', family: '王' })],
    ['Dr. 王小明 MBA', 'zh', aName({ prefix: 'Dr.', given: '小明', family: '王', suffix: 'MBA' })],
    ['김민수', 'de', aName({ given: '민수', family: '김' })],
    ['田中太郎様', 'ja', aName({ given: '太郎', family: '田中', suffix: '様' })],
    ['田中さくら', 'ja', aName({ given: 'さくら', family: '田中' })],
    ['Xiaoming 王', 'en', aName({ given: 'Xiaoming', family: '王' })],
    ['Müller', 'de', aName({ family: 'Müller' })],
    ['Annie', 'en', aName({ prefix: 'Dr.', nickname: 'Annie' })],
    ['', 'en', aName({})],
  ])('is %s in %s', (shown, locale, parts) => {
    expect(displayName(parts, locale)).toBe(shown);
  });

  it('falls back to what the caller knows', () => {
    expect(displayName(aName({}), 'en', 'ada@example.org')).toBe('ada@example.org');
    expect(displayName(aName({ nickname: 'Annie' }), 'en', 'ada@example.org')).toBe('Annie');
  });
});

describe('sortName', () => {
  it('puts either name first, without titles', () => {
    const john = aName({ prefix: 'Dr.', given: 'John', middle: 'Q.', family: 'Public', suffix: 'Jr.' });
    expect(sortName(john, 'given')).toBe('John Q. Public Jr.');
    expect(sortName(john, 'family')).toBe('Public John Q. Jr.');
  });

  it('goes by the sound where it is known, else by the nickname', () => {
    expect(sortName(aName({ given: '太郎', family: '山田', phoneticGiven: 'たろう', phoneticFamily: 'やまだ' }), 'family')).toBe('やまだ たろう');
    expect(sortName(aName({ nickname: 'Annie' }), 'family')).toBe('Annie');
  });
});
