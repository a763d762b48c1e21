import { type CountryCode, getCountries, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { unify } from './text/fold.ts';

/**
 * A phone number as somebody wrote it, and what could be read in it. `e164` is absent when it is no number that
 * could be dialled: too short, two at once, words. `digits` are all of the typed ones but the extension's.
 */
export interface Phone {
  readonly typed: string;
  readonly e164?: string;
  readonly extension?: string;
  readonly digits: string;
}

/** Reads a number typed in a country (ISO 3166, `SE`); an unknown country leaves only numbers that begin with +. */
export function parsePhone(typed: string, country: string): Phone {
  const plain = unify(typed);
  const ending = EXTENSION.exec(plain);
  const hasExtension = ending !== null && /\d/.test(plain.slice(0, ending.index));
  const number = hasExtension ? plain.slice(0, ending.index) : plain;
  const digits = phoneDigits(number);
  const parsed = digits.length < 3 ? undefined : parsePhoneNumberFromString(number, asCountry(country));
  return {
    typed,
    ...(parsed?.isPossible() && { e164: parsed.number }),
    ...(hasExtension && { extension: ending[1] }),
    digits,
  };
}

/** A number as people in a country write it: their own without the country's code. What is not E.164 stays as it is. */
export function formatPhone(e164: string, country: string): string {
  const parsed = e164.startsWith('+') ? parsePhoneNumberFromString(e164) : undefined;
  if (parsed === undefined) return e164;
  const home = asCountry(country);
  return home !== undefined && parsed.countryCallingCode === getCountryCallingCode(home) ? parsed.formatNational() : parsed.formatInternational();
}

/** The decimal digits of a text, of any script, as 0-9. */
export function phoneDigits(text: string): string {
  return unify(text).replace(/\D/g, '');
}

/**
 * The digits that reach an E.164 number from within its country. In a few countries that dial no 0 first there is
 * one too many, which does no harm where they are looked for.
 */
export function nationalDigits(e164: string): string {
  const digits = e164.slice(1);
  const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => CALLING_CODES.has(start)) ?? '';
  return (DIALLED_FIRST.get(code) ?? '0') + digits.slice(code.length);
}

const CALLING_CODES: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)));

// Where that is not 0: North America, Russia and Kazakhstan, Hungary, and Italy, whose E.164 keeps the 0.
const DIALLED_FIRST: ReadonlyMap<string, string> = new Map([['1', '1'], ['7', '8'], ['36', '06'], ['39', '']]);

const EXTENSION = /(?:;ext=|(?:extension|ext|durchwahl|dw|x|#)[.:]*)\s*(\d{1,7})\s*$/;

function asCountry(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}
