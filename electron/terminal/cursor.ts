// Where a list goes on. What the calls hand out has brackets and quotes; in a terminal it is one word that no shell
// reads as anything else, and says which list it is of.
import { Misuse } from './arguments.ts';

const encoded = (list: string, cursor: string): string => Buffer.from(`${list}:${cursor}`).toString('base64url');

/** As `--after` takes it; null where nothing is left. */
export const shownCursor = (list: string, cursor: string | null): string | null => (cursor === null ? null : encoded(list, cursor));

/** What `shownCursor` was given of the same list. Errors: `Misuse` for anything else. */
export function readCursor(list: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const text = Buffer.from(given, 'base64url').toString();
  const cursor = text.slice(list.length + 1);
  if (cursor === '' || encoded(list, cursor) !== given) throw new Misuse(`--after takes what a ${list === 'history' ? 'history' : `query of ${list}`} printed.`);
  return cursor;
}
