import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, otherSpellings, unify } from '../../../core/text/fold.ts';

describe('fold', () => {
  it.each([
    ['Łódź', 'lodz'], ['Ørsted', 'orsted'], ['Straße STRASSE ẞ', 'strasse strasse ss'], ['Müller', 'muller'],
    ['Æsir Œuvre', 'aesir oeuvre'], ['Đorđe', 'dorde'], ['Þórður', 'thordur'], ['Ŋ ŋ', 'n n'], ['İstanbul ISPARTA ı', 'istanbul isparta i'],
    ['Nguyễn Việt', 'nguyen viet'], ['Ｆｕｌｌ　１２３', 'full 123'], ['ﬁ ½', 'fi 1⁄2'], ['ΟΔΟΣ Οδός', 'οδοσ οδοσ'],
    ['김민수', '김민수'], ['ガク ｶﾞｸ かく', 'がく がく かく'], ['王小明', '王小明'], ['किरण', 'किरण'], ['שָׁלוֹם', 'שלום'], ['إِبْرَاهِيم', 'ابراهيم'],
    ['٠٩٨ ۴۵ ๑', '098 45 1'], ['O’Brien O´Brien OʼBrien', "o'brien o'brien o'brien"], ['Anne–Marie', 'anne-marie'], ['so\u00adft\u200b', 'soft'],
  ])('reads %s as %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text.normalize('NFD'))).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(unify(unify(text))).toBe(unify(text));
    }));
  });

  it('changes nothing the second time for any single character', () => {
    const unsettled: string[] = [];
    for (let point = 0; point < 0x30000; point++) {
      if (point >= 0xd800 && point < 0xe000) continue;
      const once = fold(String.fromCodePoint(point));
      if (fold(once) !== once) unsettled.push(point.toString(16));
    }
    expect(unsettled).toEqual([]);
  });
});

describe('otherSpellings', () => {
  it.each([
    ['müller', ['mueller']],
    ['ångström', ['aangstrom', 'angstroem', 'aangstroem']],
    ['äöüåäö', ['aeoeueaaaeoe']],
    ['smith', []],
    ['łódź', []],
  ])('of %s are %j', (word, spellings) => {
    expect(otherSpellings(word)).toEqual(spellings);
  });
});
