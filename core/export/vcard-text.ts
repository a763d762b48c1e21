// vCard 4 text (RFC 6350, 3.2 and 3.4), written so that `exactly` gives back every character.

/** Line ends, backslashes and separators escaped. Control characters become `\xHH`, which only Kith reads. */
export function escaped(text: string): string {
  return text.replace(UNSAFE, (char) => {
    if (char === '\n') return '\\n';
    return char === '\\' || char === ',' || char === ';' ? `\\${char}` : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** The text that `escaped` was given. */
export function exactly(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|([\s\S]))/g, (_, hex: string | undefined, char: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return char === 'n' ? '\n' : char;
  });
}

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNSAFE = /[\\,;\n\0-\x08\x0b-\x1f\x7f]/g;

const MAX_LINE_BYTES = 75;

/** A property's line, folded after at most 75 bytes of UTF-8, never inside a character. */
export function folded(line: string): string {
  if (line.length <= MAX_LINE_BYTES / 3) return `${line}\r\n`;
  let out = '';
  let bytes = 0;
  let from = 0;
  for (let at = 0; at < line.length; ) {
    const code = line.codePointAt(at)!;
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes + length > MAX_LINE_BYTES) {
      out += `${line.slice(from, at)}\r\n `;
      from = at;
      bytes = 1;
    }
    bytes += length;
    at += code < 0x10000 ? 1 : 2;
  }
  return `${out}${line.slice(from)}\r\n`;
}
