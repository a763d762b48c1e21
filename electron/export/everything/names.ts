import { Buffer } from 'node:buffer';
import { cleanFileName } from '../../../core/file-name.ts';

/** With the ending and the number that may follow, a name has 255 bytes at most. */
const MOST_BYTES = 200;

/** Gives names that any system takes, each once in its folder whatever its case. */
export class FreeNames {
  readonly #taken = new Map<string, number>();

  /** `name`, or `name (2)`, …; the ending is kept. */
  take(folder: string, name: string, fallback: string): string {
    const { stem, ending } = cut(cleanFileName(name, fallback));
    for (;;) {
      const key = `${folder}/${stem}${ending}`;
      const turn = (this.#taken.get(folded(key)) ?? 0) + 1;
      this.#taken.set(folded(key), turn);
      if (turn === 1) return stem + ending;
      const numbered = `${stem} (${turn})${ending}`;
      if (this.#taken.has(folded(`${folder}/${numbered}`))) continue;
      this.#taken.set(folded(`${folder}/${numbered}`), 1);
      return numbered;
    }
  }
}

/** As the file system that is least exact compares. */
const folded = (path: string): string => path.normalize('NFKC').toUpperCase().toLowerCase();

function cut(name: string): { stem: string; ending: string } {
  const ending = /^.+(\.[^.\s]{1,15})$/s.exec(name)?.[1] ?? '';
  const characters = Array.from(name.slice(0, name.length - ending.length));
  while (Buffer.byteLength(characters.join('')) > MOST_BYTES) characters.pop();
  // What was cut may end with what no name may end with.
  return { stem: characters.join('').replace(/[. ]+$/, '') || '_', ending };
}
