// Whether a file that is no database any more may still hold rows of one: what `--repair` would read out.
import { existsSync } from 'node:fs';
import { openPages } from '../../db/salvage/page-file.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { RESERVED, pageOpener } from '../vault/pages.ts';

/** The first page begins with the header of the file. */
const FILE_HEADER = 100;
const LEAF_OF_TABLE = 13;
const LEAF_HEADER = 8;

/** Looks for one page with rows; the content of rows is not looked at. */
export function hasContent(database: string, keys: VaultKeys | undefined): boolean {
  if (!existsSync(database)) return false;
  const pages = openPages(database, keys && { openPage: pageOpener(database, keys.database), reserved: RESERVED });
  try {
    for (let number = 1; number <= pages.count; number++) {
      const page = pages.page(number);
      if (page && hasRows(page, number === 1 ? FILE_HEADER : 0)) return true;
    }
    return false;
  } finally {
    pages.close();
  }
}

/** A text has bytes of that kind too, but no places of rows that lie within the page behind their list. */
function hasRows(page: Buffer, at: number): boolean {
  if (page.length < at + LEAF_HEADER || page[at] !== LEAF_OF_TABLE) return false;
  const count = page.readUInt16BE(at + 3);
  const listEnd = at + LEAF_HEADER + 2 * count;
  if (count === 0 || listEnd > page.length) return false;
  for (let cell = 0; cell < count; cell++) {
    const place = page.readUInt16BE(at + LEAF_HEADER + 2 * cell);
    if (place < listEnd || place >= page.length) return false;
  }
  return true;
}
