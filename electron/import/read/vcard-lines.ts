// Bytes of a vCard file to unfolded lines. Lines are kept as one character a byte ("binary"), because in
// vCard 2.1 each property may have a charset of its own, and photos must not grow.
import { type ByteSource, type Opened, decodedText, encodingOf } from './decode.ts';

/** An unfolded line; one beyond `MAX_LINE_BYTES` has lost what came after. */
export type BinaryLine = { readonly text: string; readonly isCut: boolean };

export type LineEvent = { readonly kind: 'line'; readonly line: BinaryLine } | { readonly kind: 'progress'; readonly bytes: number };

/** A photo of 10 MB is 14 MB as base64. */
const MAX_LINE_BYTES = 48 * 1024 * 1024;

/**
 * The lines of an opened file: folds undone, soft line breaks of quoted-printable joined, blank lines and comments
 * left out. A line ends with LF and any CRs before it; CR alone ends lines only in a file that has no LF.
 * @throws UnreadableFile as `encodingOf` does.
 */
export async function* vcardLines(opened: Opened): AsyncGenerator<LineEvent> {
  const { encoding, bomLength } = encodingOf(opened.head);
  const lineEnd = opened.head.includes(0x0a) || encoding.startsWith('utf-16') ? '\n' : '\r';
  const unfold = unfolder();
  let unended: string[] = [];
  let toSkip = encoding.startsWith('utf-16') ? 0 : bomLength;
  for await (const { chunk, bytesRead } of encoding.startsWith('utf-16') ? transcoded(opened) : withCount(opened.all)) {
    const text = chunk.toString('latin1', Math.min(toSkip, chunk.length));
    toSkip -= Math.min(toSkip, chunk.length);
    let at = 0;
    for (let end = text.indexOf(lineEnd); end >= 0; at = end + 1, end = text.indexOf(lineEnd, at)) {
      let physical = text.slice(at, end);
      if (unended.length > 0) {
        physical = unended.join('') + physical;
        unended = [];
      }
      const line = unfold.next(withoutReturns(physical));
      if (line) yield { kind: 'line', line };
    }
    if (at < text.length) unended.push(text.slice(at));
    yield { kind: 'progress', bytes: bytesRead };
  }
  for (const line of [unfold.next(withoutReturns(unended.join(''))), unfold.end()]) if (line) yield { kind: 'line', line };
}

async function* withCount(source: ByteSource): AsyncGenerator<{ chunk: Buffer; bytesRead: number }> {
  let bytesRead = 0;
  for await (const bytes of source) {
    bytesRead += bytes.length;
    yield { chunk: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), bytesRead };
  }
}

async function* transcoded(opened: Opened): AsyncGenerator<{ chunk: Buffer; bytesRead: number }> {
  for await (const { text, bytesRead } of decodedText(opened)) yield { chunk: Buffer.from(text), bytesRead };
}

function withoutReturns(physical: string): string {
  let end = physical.length;
  while (end > 0 && physical[end - 1] === '\r') end--;
  return physical.slice(0, end);
}

type Unfolder = {
  /** Takes a physical line, and gives the unfolded one that it ends. */
  next(physical: string): BinaryLine | undefined;
  end(): BinaryLine | undefined;
};

function unfolder(): Unfolder {
  let parts: string[] = [];
  let length = 0;
  let isOpen = false;
  let encoding: 'quoted-printable' | 'base64' | undefined;
  let isVersion21 = false;

  function flush(): BinaryLine | undefined {
    if (!isOpen) return undefined;
    isOpen = false;
    const text = parts.join('');
    const isCut = length > MAX_LINE_BYTES;
    parts = [];
    if (/^VERSION\s*:/i.test(text)) isVersion21 = text.includes('2.1');
    return { text, isCut };
  }

  function append(part: string): undefined {
    length += part.length;
    if (length <= MAX_LINE_BYTES) parts.push(part);
  }

  function start(physical: string): void {
    isOpen = true;
    parts = [];
    length = 0;
    const colon = physical.indexOf(':');
    encoding = colon < 0 ? undefined : encodingStated(physical.slice(0, colon));
    append(physical);
  }

  function next(physical: string): BinaryLine | undefined {
    const last = parts.at(-1);
    if (isOpen && encoding === 'quoted-printable' && last?.endsWith('=')) {
      if (!/^(BEGIN|END)\s*:\s*VCARD\s*$/i.test(physical)) {
        parts[parts.length - 1] = last.slice(0, -1);
        // An empty line ends a value although a soft break stands before it.
        return physical.trim() === '' ? flush() : append(physical);
      }
    }
    // A line of blanks is a fold of blanks, an empty one ends the value.
    if (physical === '') return flush();
    if (isOpen && (physical[0] === ' ' || physical[0] === '\t')) return append(isVersion21 && !isFixedWidthFold(last) ? physical : physical.slice(1));
    if (isOpen && encoding === 'base64' && /^[A-Za-z0-9+/]+={0,2}$/.test(physical)) return append(physical);
    const ended = flush();
    if (physical[0] !== '#' && physical.trim() !== '') start(physical);
    return ended;
  }

  return { next, end: flush };
}

/**
 * vCard 2.1 folds where a blank stands and keeps it; programs that fold at a fixed width put one in instead.
 */
const isFixedWidthFold = (before: string | undefined): boolean => before !== undefined && before.length >= 74 && before.length <= 77;

function encodingStated(head: string): 'quoted-printable' | 'base64' | undefined {
  if (/;\s*(ENCODING=)?"?QUOTED-PRINTABLE/i.test(head)) return 'quoted-printable';
  if (/;\s*(ENCODING=)?"?(BASE64|B)"?\s*(;|$)/i.test(head)) return 'base64';
  return undefined;
}
