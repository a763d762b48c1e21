// An address book of invented people as CSV, made while it is written so that a large one needs no memory.
import { closeSync, openSync, writeSync } from 'node:fs';
import { FAMILY_NAMES, GIVEN_NAMES, LINES_OF_BUSINESS, TOWNS } from '../../electron/seed-words.ts';

const FIRMS = 5_000;
const ROWS_A_WRITE = 2_000;

/** Writes a file of `people` rows: name, e-mail, phone, one of 5,000 companies, city. Always the same for the same number. */
export function writePeopleCsv(path: string, people: number): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, 'First Name,Last Name,Email,Phone,Company,City\n');
    for (let from = 0; from < people; from += ROWS_A_WRITE) {
      let text = '';
      for (let i = from; i < Math.min(people, from + ROWS_A_WRITE); i++) text += rowOf(i);
      writeSync(file, text);
    }
  } finally {
    closeSync(file);
  }
}

function rowOf(i: number): string {
  const given = at(GIVEN_NAMES, i);
  const family = `${at(FAMILY_NAMES, Math.floor(i / GIVEN_NAMES.length))}${secondFamilyName(Math.floor(i / (GIVEN_NAMES.length * FAMILY_NAMES.length)))}`;
  const firm = i % FIRMS;
  const company = `${at(FAMILY_NAMES, firm)} ${at(LINES_OF_BUSINESS, Math.floor(firm / FAMILY_NAMES.length))} ${firm}`;
  const town = at(TOWNS, i);
  const phone = `${town.phone}${String(1_000_000 + ((i * 7_919) % 8_999_999))}`;
  return `${given},${family},${ascii(given)}.${ascii(family)}.${i}@example.com,${phone},${company},${town.city}\n`;
}

/** Most people of a large file have a name of two parts, so that hardly any two have the same. */
const secondFamilyName = (round: number): string => (round === 0 ? '' : `-${at(FAMILY_NAMES, round * 11)}`);

const at = <Item>(list: readonly Item[], index: number): Item => list[index % list.length]!;
const ascii = (text: string): string => text.normalize('NFKD').replaceAll(/[^A-Za-z]/g, '').toLowerCase() || 'x';
