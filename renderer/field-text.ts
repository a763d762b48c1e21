// Values of custom fields as the text that an editor starts with, and back.
import type { Field, FieldValue } from '../core/fields.ts';
import { currencyDigits, formatMoney, parseMoney } from '../core/money.ts';
import { Id } from '../core/ids.ts';
import type { Formats } from './i18n/formats.ts';
import { readNumber } from './i18n/read-number.ts';

/** Typed text that does not fit the type of its field. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

/** As an editor starts: numbers as the locale writes them, `yes` and `no`, ids, several of them with spaces between; '' for none. */
export function fieldToText(value: FieldValue | null | undefined, locale: string): string {
  if (!value) return '';
  switch (value.type) {
    case 'number':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping: false }).format(value.value);
    case 'money':
      return moneyText(value.value, locale);
    case 'yesNo':
      return value.value ? 'yes' : 'no';
    case 'choices':
      return value.value.join(' ');
    default:
      return value.value;
  }
}

/**
 * The value that was typed; null for none. Money keeps the currency it had.
 * @throws NotReadable where a number was expected.
 */
export function textToField(typed: string, field: Pick<Field, 'type' | 'currency'>, before: FieldValue | null | undefined, locale: string): FieldValue | null {
  const text = field.type === 'longText' ? typed : typed.trim();
  if (text.trim() === '') return null;
  switch (field.type) {
    case 'text':
    case 'link':
    case 'longText':
    case 'date':
      return { type: field.type, value: text };
    case 'number': {
      const value = readNumber(text, locale);
      if (value === null) throw new NotReadable();
      return { type: 'number', value };
    }
    case 'money': {
      const currency = before?.type === 'money' ? before.value.currency : field.currency;
      const value = parseMoney(text, locale, currency);
      if (value === undefined) throw new NotReadable();
      return { type: 'money', value };
    }
    case 'yesNo':
      return { type: 'yesNo', value: text === 'yes' };
    case 'choice':
    case 'contact':
      return { type: field.type, value: Id.parse(text) };
    case 'choices':
      return { type: 'choices', value: text.split(' ').map((id) => Id.parse(id)) };
  }
}

/** As it is read in a line; `nameOf` gives the name of a contact by its id. */
export function shownField(value: FieldValue, field: Pick<Field, 'choices'>, formats: Formats, words: { yes: string; no: string; nameOf: (id: Id) => string }): string {
  const choiceName = (id: Id) => field.choices.find((choice) => choice.id === id)?.name ?? '';
  switch (value.type) {
    case 'number':
      return formats.number(value.value);
    case 'money':
      return formatMoney(value.value, formats.locale);
    case 'date':
      return formats.civilDate(value.value);
    case 'yesNo':
      return value.value ? words.yes : words.no;
    case 'choice':
      return choiceName(value.value);
    case 'choices':
      return formats.list(value.value.map(choiceName).filter(Boolean));
    case 'contact':
      return words.nameOf(value.value);
    default:
      return value.value;
  }
}

/** As an editor starts: `1234,50`, without a sign of the currency. */
export function moneyText({ minor, currency }: { minor: number; currency: string }, locale: string): string {
  const digits = currencyDigits(currency);
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const decimal = `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${figures.slice(-digits)}` : ''}` as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, useGrouping: false }).format(decimal);
}
