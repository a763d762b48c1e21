import type { PartValues } from '../../core/contacts.ts';

/** An address as it stands on an envelope, line by line. Regions go where they are written: "Portland, OR 97201". */
export function addressLines(address: Omit<PartValues<'addresses'>, 'label'>, countryName: (country: string) => string): string[] {
  const { street, extended, poBox, city, region, postalCode, country } = address;
  const town = region === '' ? words(postalCode, city) : words([city, region].filter(Boolean).join(', '), postalCode);
  return [street, extended, poBox, town, countryName(country)].filter((line) => line !== '');
}

const words = (...parts: string[]) => parts.filter(Boolean).join(' ');

/** `SE` by its name in a language; whatever is no code stays as it was written. */
export function countryNames(locale: string): (country: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return (country) => (/^[A-Za-z]{2}$/.test(country) ? (names.of(country.toUpperCase()) ?? country) : country);
}
