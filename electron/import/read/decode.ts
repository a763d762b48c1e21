// Bytes of a file somebody brought along, to text: the encoding is guessed from the first megabyte, and what
// does not fit it later is read as Windows-1252, byte by byte, instead of being lost.
import { isAscii, isUtf8 } from 'node:buffer';

export type ByteSource = AsyncIterable<Uint8Array>;
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Why a whole file cannot be read; `what` names the kind of file where that is known (`xlsx`, `pdf`, `calendar`). */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly code: 'not-text' | 'empty-file' | 'too-wide' | 'not-kith-json' | 'newer-version' | 'unknown-format';
  readonly what: string | undefined;

  constructor(code: UnreadableFile['code'], message: string, what?: string) {
    super(message);
    this.code = code;
    this.what = what;
  }
}

/** Text as it comes, with the number of bytes of the file that have been read so far. */
export type TextChunk = { readonly text: string; readonly bytesRead: number };

/** The beginning of a file, and the whole file with that beginning put back. */
export type Opened = {
  readonly head: Buffer;
  /** Whether the head is the whole file. */
  readonly ended: boolean;
  /** The whole file, once. It is closed when its loop ends or is left. */
  readonly all: ByteSource;
  /** For a file of which nothing more is wanted. */
  close(): Promise<void>;
};

/** Enough for a header of 10,000 columns. */
export const HEAD_BYTES = 1024 * 1024;

/** Reads the first `HEAD_BYTES`, or less where the file ends before. */
export async function openHead(source: ByteSource): Promise<Opened> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done) {
      ended = true;
      break;
    }
    first.push(next.value);
    length += next.value.length;
  }
  const close = async (): Promise<void> => void (await iterator.return?.());
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = ended ? undefined : await iterator.next(); next && !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await close();
    }
  }
  return { head: Buffer.concat(first).subarray(0, HEAD_BYTES), ended: ended && length <= HEAD_BYTES, all: all(), close };
}

/**
 * The encoding that the beginning of a file speaks for.
 * @throws UnreadableFile `not-text` for other kinds of file and for bytes that are no text, `empty-file` for nothing but blanks.
 */
export function encodingOf(head: Uint8Array): { readonly encoding: Encoding; readonly bomLength: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomLength: 2 };
  if (head.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) throw new UnreadableFile('empty-file', 'The file is empty.');
  // An Excel workbook is a ZIP archive too.
  if (isZip(head) && Buffer.from(head.subarray(0, 4_096)).includes('[Content_Types].xml')) throw new UnreadableFile('not-text', 'This is an Excel workbook, not a text file. Save it as CSV.', 'xlsx');
  const kind = KINDS_BY_SIGNATURE.find(({ signature }) => signature.every((byte, at) => head[at] === byte));
  if (kind) throw new UnreadableFile('not-text', `This is not a text file but ${kind.words}.`, kind.what);
  const wide = utf16Without(head);
  if (wide) return { encoding: wide, bomLength: 0 };
  if (controlShare(head) > 0.02) throw new UnreadableFile('not-text', 'This is not a text file.');
  return { encoding: speaksUtf8(head) ? 'utf-8' : 'windows-1252', bomLength: 0 };
}

/** The text of an opened file, without its byte order mark. @throws UnreadableFile as `encodingOf` does. */
export async function* decodedText({ head, all }: Opened): AsyncGenerator<TextChunk> {
  const { encoding, bomLength } = encodingOf(head);
  const decoder = decoderOf(encoding);
  let bytesRead = 0;
  let toSkip = bomLength;
  for await (const chunk of all) {
    bytesRead += chunk.length;
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    yield { text: decoder.next(chunk.subarray(skipped)), bytesRead };
  }
  const rest = decoder.end();
  if (rest) yield { text: rest, bytesRead };
}

/** The text of the beginning alone; a character that it cuts in two is left out. @throws UnreadableFile as `encodingOf` does. */
export function headText({ head, ended }: Opened): string {
  const { encoding, bomLength } = encodingOf(head);
  const decoder = decoderOf(encoding);
  const text = decoder.next(head.subarray(bomLength));
  return ended ? text + decoder.end() : text;
}

/** UTF-8 where the bytes are that; what is not, byte by byte as Windows-1252. */
function utf8OrWindows1252(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isUtf8(buffer)) return buffer.toString();
  let text = '';
  for (let at = 0; at < buffer.length; ) {
    const good = validUtf8Length(buffer, at);
    text += buffer.toString('utf8', at, at + good);
    at += good;
    if (at < buffer.length) text += windows1252.decode(buffer.subarray(at, ++at));
  }
  return text;
}

/**
 * A value whose charset nobody stated: UTF-8, else Shift_JIS where the bytes look like Japanese, else Windows-1252.
 * A last UTF-8 character that was cut in two is left out.
 */
export function decodeUnmarked(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  if (looksShiftJis(bytes)) return decodeNamed(bytes, 'shift_jis');
  const whole = bytes.subarray(0, bytes.length - cutCharacterLength(bytes));
  if (whole.length < bytes.length && isUtf8(whole) && !isAscii(whole)) return utf8OrWindows1252(whole);
  return speaksUtf8(bytes) ? utf8OrWindows1252(bytes) : windows1252.decode(bytes);
}

/** A value in the charset that its file names; a name nobody knows, or a wrong one, falls back to `decodeUnmarked`. */
export function decodeNamed(bytes: Uint8Array, charset: string): string {
  const name = charset.toLowerCase().replace(/^cp(?=125\d$)/, 'windows-');
  if (/^utf-?8$/.test(name) && speaksUtf8(bytes)) return new TextDecoder().decode(bytes).replace(/\ufffd+$/, '');
  if (/^utf-?8$|^us-?ascii$|^ascii$/.test(name)) return decodeUnmarked(bytes);
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    // TextDecoder throws for names it does not know and for bytes that are not of that charset.
    return decodeUnmarked(bytes);
  }
}

const windows1252 = new TextDecoder('windows-1252');

const ZIP_SIGNATURE = [0x50, 0x4b, 0x03, 0x04];
const isZip = (head: Uint8Array): boolean => ZIP_SIGNATURE.every((byte, at) => head[at] === byte);

const KINDS_BY_SIGNATURE: readonly { signature: number[]; what: string; words: string }[] = [
  { signature: ZIP_SIGNATURE, what: 'zip', words: 'a ZIP archive' },
  { signature: [0xd0, 0xcf, 0x11, 0xe0], what: 'xls', words: 'an old Excel or Outlook file' },
  { signature: [0x25, 0x50, 0x44, 0x46], what: 'pdf', words: 'a PDF' },
  { signature: [0x89, 0x50, 0x4e, 0x47], what: 'image', words: 'a picture' },
  { signature: [0xff, 0xd8, 0xff], what: 'image', words: 'a picture' },
  { signature: [0x47, 0x49, 0x46, 0x38], what: 'image', words: 'a picture' },
  { signature: [0x1f, 0x8b], what: 'gzip', words: 'a compressed file' },
  { signature: [0x21, 0x42, 0x44, 0x4e], what: 'pst', words: 'an Outlook data file' },
  { signature: [...Buffer.from('SQLite format 3\0')], what: 'sqlite', words: 'a database' },
];

type Decoder = { next(bytes: Uint8Array): string; end(): string };

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return utf8Decoder();
  const decoder = new TextDecoder(encoding);
  return { next: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

function utf8Decoder(): Decoder {
  let cut: Uint8Array = new Uint8Array();
  return {
    next(bytes) {
      const all = cut.length ? Buffer.concat([cut, bytes]) : bytes;
      const end = all.length - cutCharacterLength(all);
      cut = all.slice(end);
      return utf8OrWindows1252(all.subarray(0, end));
    },
    end: () => utf8OrWindows1252(cut),
  };
}

/** The length of the UTF-8 character that has begun but not ended where the bytes end: 0 to 3. */
function cutCharacterLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = utf8LengthOf(byte);
    return length > back ? back : 0;
  }
  return 0;
}

/** How many bytes a character that begins with this byte has; 0 where none begins so. */
const utf8LengthOf = (byte: number): number => (byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0);

/** How many bytes from `at` on are UTF-8. */
function validUtf8Length(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length) {
    const length = utf8LengthOf(bytes[end]!);
    if (length === 0 || end + length > bytes.length) break;
    if (length > 1 && !isUtf8(bytes.subarray(end, end + length))) break;
    end += length;
  }
  return end - at;
}

/** Whether more of the characters beyond ASCII are good UTF-8 than are not. A cut character at the end does not count. */
function speaksUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes.subarray(0, bytes.length - cutCharacterLength(bytes)))) return true;
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = utf8LengthOf(bytes[at]!);
    const isGood = length > 0 && (length === 1 || isUtf8(bytes.subarray(at, at + length)));
    if (!isGood) bad++;
    else if (length > 1) good++;
    at += isGood ? length : 1;
  }
  return good > bad;
}

/** UTF-16 of mostly western text shows as zero bytes on one side of the pairs. */
function utf16Without(head: Uint8Array): Encoding | undefined {
  const pairs = head.length >> 1;
  if (pairs < 2) return undefined;
  let zerosFirst = 0;
  let zerosSecond = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0 && head[at + 1] !== 0) zerosFirst++;
    if (head[at] !== 0 && head[at + 1] === 0) zerosSecond++;
  }
  const decided = (most: number, least: number): boolean => most >= pairs * 0.4 && least <= pairs * 0.02;
  if (decided(zerosFirst, zerosSecond)) return 'utf-16be';
  if (decided(zerosSecond, zerosFirst)) return 'utf-16le';
  return undefined;
}

/** The share of control characters that no text has, 0 to 1. */
function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) if ((byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b) || byte === 0x7f) controls++;
  return controls / bytes.length;
}

/**
 * Kana and the commoner kanji have lead bytes that western text hardly uses, and second bytes beyond ASCII
 * often enough to tell them from the curly apostrophes of Windows-1252.
 */
function looksShiftJis(bytes: Uint8Array): boolean {
  let pairs = 0;
  let typical = 0;
  let highSeconds = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const isHalfWidthKana = byte >= 0xa1 && byte <= 0xdf;
    if (byte < 0x80 || isHalfWidthKana) continue;
    const next = bytes[at + 1] ?? 0;
    const isLead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
    if (!isLead || next < 0x40 || next > 0xfc || next === 0x7f) return false;
    pairs++;
    if (byte >= 0x82 && byte <= 0x9f) typical++;
    if (next >= 0x80) highSeconds++;
    at++;
  }
  return pairs >= 2 && typical * 2 > pairs && highSeconds * 3 >= pairs;
}
