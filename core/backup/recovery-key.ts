// The recovery key as people write and type it. It is the identity of the age format, `AGE-SECRET-KEY-1` and 58
// characters in bech32, whose checksum finds up to four mistakes. Source: BIP 173; age-encryption.org/v1.
import { CallError } from '../call.ts';

const PREFIX = 'AGE-SECRET-KEY-1';
const CHARACTERS = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
const LENGTH = 58;
const GROUP = 4;

export type RecoveryKeyError = 'recovery-key-short' | 'recovery-key-long' | 'recovery-key-mistyped';

/** For the eye: the beginning that every key has, then groups of four. */
export function groupsOfRecoveryKey(key: string): string[] {
  const rest = key.slice(PREFIX.length);
  return [PREFIX, ...Array.from({ length: Math.ceil(rest.length / GROUP) }, (_, n) => rest.slice(n * GROUP, (n + 1) * GROUP))];
}

/**
 * The key that somebody typed or pasted, whatever its case, spaces, hyphens and lines, with or without its beginning.
 * Characters that no key has are taken for those that look like them.
 * @throws CallError `RecoveryKeyError`; where one character is wrong, `details.group` counts the group that has it, from 1 after the beginning.
 */
export function readRecoveryKey(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[^A-Z0-9]/g, '');
  const start = PREFIX.replace(/[^A-Z0-9]/g, '');
  const rest = plain.startsWith(start) ? plain.slice(start.length) : plain;
  const characters = rest.replace(/O/g, '0').replace(/[1I]/g, 'L').replace(/B/g, '8');
  if (characters.length < LENGTH) {
    throw new CallError<RecoveryKeyError>('recovery-key-short', `This is not the whole recovery key: ${characters.length} of its ${LENGTH} characters after ${PREFIX} are there.`, { have: characters.length, need: LENGTH });
  }
  if (characters.length > LENGTH) {
    throw new CallError<RecoveryKeyError>('recovery-key-long', `This is longer than a recovery key: it has ${characters.length} characters after ${PREFIX}, and not ${LENGTH}.`, { have: characters.length, need: LENGTH });
  }
  const values = Array.from(characters, (character) => CHARACTERS.indexOf(character));
  if (isChecked(values)) return PREFIX + characters;
  const group = groupOfMistake(values);
  const where = group === undefined ? 'More than one character is wrong' : `A character in group ${group} is wrong`;
  throw new CallError<RecoveryKeyError>('recovery-key-mistyped', `${where}. Compare it with the paper, group by group.`, group === undefined ? {} : { group });
}

/** The group in which another character would make the key right; undefined where that is not enough. */
function groupOfMistake(values: readonly number[]): number | undefined {
  for (let at = 0; at < values.length; at++) {
    for (let value = 0; value < CHARACTERS.length; value++) {
      if (value !== values[at] && isChecked(values.with(at, value))) return Math.floor(at / GROUP) + 1;
    }
  }
  return undefined;
}

const HUMAN = Array.from(PREFIX.slice(0, -1).toLowerCase(), (character) => character.charCodeAt(0));
const HUMAN_VALUES = [...HUMAN.map((code) => code >> 5), 0, ...HUMAN.map((code) => code & 31)];
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function isChecked(values: readonly number[]): boolean {
  let sum = 1;
  for (const value of [...HUMAN_VALUES, ...values]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATOR.entries()) if ((top >> bit) & 1) sum ^= generator;
  }
  return sum === 1;
}
