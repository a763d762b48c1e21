import { damaged } from './source.ts';

/** A value in the document, as text: `path` is `schema`, `records.contacts` of each record in it, `commits` of each commit. */
export interface Cut {
  path: string;
  text: string;
}

/** Longer values are refused. In characters. */
const MOST_CHARS = 64 * 1024 * 1024;

/** The members of an object whose own members are looked at one by one. */
const OPENED_OBJECTS: ReadonlySet<string> = new Set(['records']);

interface Level {
  kind: '{' | '[';
  path: string;
  /** The name of the member that is being read. */
  name: string | undefined;
  /** Nothing may follow but a comma or the end. */
  isAfterValue: boolean;
}

/**
 * Cuts a JSON document, however it is laid out, into the values of its outer object and the members of the arrays in
 * it, by brackets and strings alone; only one is in memory at a time. Whether each is JSON the caller sees.
 */
export class JsonCutter {
  readonly #levels: Level[] = [];
  #parts: string[] = [];
  #length = 0;
  /** Brackets that are open in the value that is being kept. */
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #hasEnded = false;

  *push(text: string): Generator<Cut> {
    let from = 0;
    const signs = /["\\{}[\],:]/g;
    for (let at = 0; at < text.length; ) {
      if (this.#isEscaped) {
        this.#isEscaped = false;
        at++;
        continue;
      }
      const found = this.#inString ? nextInString(text, at) : next(signs, text, at);
      if (found < 0) break;
      at = found + 1;
      const sign = text[found]!;
      if (this.#inString) {
        if (sign === '\\') this.#isEscaped = true;
        else this.#inString = false;
        continue;
      }
      if (sign === '"') this.#inString = true;
      else if (sign === '\\') throw damaged('it is not JSON');
      else if (this.#depth > 0) this.#depth += sign === '{' || sign === '[' ? 1 : sign === '}' || sign === ']' ? -1 : 0;
      else {
        const level = this.#levels.at(-1);
        const keepsSign = (sign === '{' || sign === '[') && !this.#isOpened(sign, level, text.slice(from, found));
        if (keepsSign) {
          this.#depth = 1;
          continue;
        }
        this.#keep(text.slice(from, found));
        from = at;
        yield* this.#structure(sign, level);
      }
    }
    this.#keep(text.slice(from));
  }

  /** @throws `everything-damaged` where the document is not at its end. */
  end(): void {
    if (!this.#hasEnded || this.#taken() !== '') throw damaged(this.#hasEnded ? 'something stands behind the end of it' : 'it ends in the middle');
  }

  #isOpened(sign: '{' | '[', level: Level | undefined, before: string): boolean {
    if (!level) return true;
    if (level.isAfterValue || (this.#parts.join('') + before).trim() !== '') throw damaged('it is not JSON');
    if (level.kind === '[' || level.name === undefined) return false;
    return sign === '[' || OPENED_OBJECTS.has(pathIn(level));
  }

  *#structure(sign: string, level: Level | undefined): Generator<Cut> {
    if (sign === '{' || sign === '[') {
      if (this.#hasEnded || (!level && sign === '[')) throw damaged('it is not a document of Kith');
      if (this.#taken() !== '') throw damaged('it is not JSON');
      this.#levels.push({ kind: sign, path: level ? pathIn(level) : '', name: undefined, isAfterValue: false });
      return;
    }
    if (!level) throw damaged('it is not a document of Kith');
    if (sign === ':') {
      if (level.kind !== '{' || level.name !== undefined) throw damaged('it is not JSON');
      level.name = nameIn(this.#taken());
      return;
    }
    const text = this.#taken();
    if (text !== '') {
      if (level.isAfterValue || (level.kind === '{' && level.name === undefined)) throw damaged('it is not JSON');
      yield { path: pathIn(level), text };
    }
    level.name = undefined;
    level.isAfterValue = false;
    if (sign === ',') return;
    if ((sign === '}') !== (level.kind === '{')) throw damaged('it is not JSON');
    this.#levels.pop();
    const outer = this.#levels.at(-1);
    if (outer) outer.isAfterValue = true;
    else this.#hasEnded = true;
  }

  #keep(text: string): void {
    this.#length += text.length;
    if (this.#length > MOST_CHARS) throw damaged(`a value in it is longer than ${MOST_CHARS / 1024 / 1024} million characters`);
    if (text !== '') this.#parts.push(text);
  }

  #taken(): string {
    const text = this.#parts.join('').trim();
    this.#parts = [];
    this.#length = 0;
    return text;
  }
}

const pathIn = ({ path, name }: Level): string => [path, name].filter((part) => part !== undefined && part !== '').join('.');

function nameIn(text: string): string {
  try {
    const name: unknown = JSON.parse(text);
    if (typeof name === 'string') return name;
  } catch {
    // Said below.
  }
  throw damaged('it is not JSON');
}

function next(signs: RegExp, text: string, at: number): number {
  signs.lastIndex = at;
  return signs.exec(text)?.index ?? -1;
}

/** The end of the string or the next backslash, whichever comes first. */
function nextInString(text: string, at: number): number {
  const signs = /["\\]/g;
  signs.lastIndex = at;
  return signs.exec(text)?.index ?? -1;
}
