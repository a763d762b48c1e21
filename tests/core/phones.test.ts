import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, nationalDigits, parsePhone, phoneDigits } from '../../core/phones.ts';

describe('parsePhone', () => {
  it.each([
    ['070-555 12 34', 'SE', '+46705551234', undefined, '0705551234'],
    ['+46 (0)70-555 12 34', 'DE', '+46705551234', undefined, '460705551234'],
    ['0046 70 555 12 34', 'SE', '+46705551234', undefined, '0046705551234'],
    ['(212) 555-0123 x12', 'US', '+12125550123', '12', '2125550123'],
    ['(212) 555-0123 ext 5', 'US', '+12125550123', '5', '2125550123'],
    ['212.555.0123 Ext.: 5', 'US', '+12125550123', '5', '2125550123'],
    ['tel:+1-201-555-0123;ext=9', 'SE', '+12015550123', '9', '12015550123'],
    ['030 123456 Durchwahl 17', 'DE', '+4930123456', '17', '030123456'],
    ['٠٧٠٥٥٥١٢٣٤', 'SE', '+46705551234', undefined, '0705551234'],
    ['＋４６ ７０ ５５５１２３４', 'DE', '+46705551234', undefined, '46705551234'],
    ['06 12345678', 'IT', '+390612345678', undefined, '0612345678'],
  ])('reads %s in %s', (typed, country, e164, extension, digits) => {
    expect(parsePhone(typed, country)).toEqual({ typed, e164, digits, ...(extension && { extension }) });
  });

  it.each([
    ['', ''], ['call her mother', ''], ['12', '12'], ['5 ext 5', '5'], ['x5', '5'],
    ['+1 212 555 0123 / 212 555 0199', '121255501232125550199'],
  ])('keeps %j as it is', (typed, digits) => {
    expect(parsePhone(typed, 'US')).toMatchObject({ typed, digits });
    expect(parsePhone(typed, 'US').e164).toBeUndefined();
  });

  it('reads only international numbers in a country nobody knows', () => {
    expect(parsePhone('070-555 12 34', 'XX').e164).toBeUndefined();
    expect(parsePhone('+46 70-555 12 34', 'XX').e164).toBe('+46705551234');
  });

  it('survives anything', () => {
    const piece = fc.constantFrom('+', '00', '0', '(', ')', '-', '/', ' ', 'ext', ';', 'x', '#', '*', 'tel:', '٣', 'CALL');
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(piece, fc.nat().map(String))).map((pieces) => pieces.join('')));
    fc.assert(fc.property(text, (typed) => {
      const phone = parsePhone(typed, 'DE');
      expect(phone.typed).toBe(typed);
      expect(phone.digits + (phone.extension ?? '')).toBe(phoneDigits(typed));
      expect(phone.e164 ?? '+123').toMatch(/^\+\d{3,}$/);
    }));
  });

  it('reads its own E.164 and what it shows back as the same number', () => {
    fc.assert(fc.property(fc.stringMatching(/^0[1-9]\d{7,8}$/), fc.constantFrom('SE', 'US', 'DE'), (typed, country) => {
      const e164 = parsePhone(typed, 'SE').e164;
      fc.pre(e164 !== undefined);
      expect(parsePhone(e164, country).e164).toBe(e164);
      expect(parsePhone(formatPhone(e164, country), country).e164).toBe(e164);
    }));
  });
});

describe('formatPhone', () => {
  it('shows a number of the same country without its code, others with it', () => {
    expect(formatPhone('+46705551234', 'SE')).toBe('070-555 12 34');
    expect(formatPhone('+46705551234', 'DE')).toBe('+46 70 555 12 34');
    expect(formatPhone('+12125550123', 'CA')).toBe('(212) 555-0123');
    expect(formatPhone('+46705551234', 'XX')).toBe('+46 70 555 12 34');
  });

  it('leaves alone what is no E.164', () => {
    expect(formatPhone('call her', 'SE')).toBe('call her');
    expect(formatPhone('', 'SE')).toBe('');
  });
});

describe('nationalDigits', () => {
  it.each([['+46705551234', '0705551234'], ['+12125550123', '12125550123'], ['+390612345678', '0612345678'], ['+3612345678', '0612345678'], ['+79161234567', '89161234567'], ['+358401234567', '0401234567']])('of %s are %s', (e164, digits) => {
    expect(nationalDigits(e164)).toBe(digits);
  });
});
