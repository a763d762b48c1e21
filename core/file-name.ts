// Names of files that leave Kith. Rules of Windows hold everywhere, since files travel.

/** No file may have these names on Windows, whatever follows the first dot. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;
/** Separators, what Windows forbids, control characters, and what turns the direction of text. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const MAX_BYTES = 255;

/**
 * A name that any system takes and that stays in its folder: no separators, no reserved names, no dots or
 * spaces at the ends, at most 255 bytes of UTF-8 with its extension kept. `fallback` where nothing is left.
 */
export function cleanFileName(name: string, fallback = 'file'): string {
  const cleaned = name.toWellFormed().normalize('NFC').replace(FORBIDDEN, '_').replace(/^[. ]+|[. ]+$/g, '');
  const kept = /[^_]/.test(cleaned) ? cleaned : fallback;
  return shorten(isReservedFileName(kept) ? `_${kept}` : kept);
}

/** Whether Windows takes this name for a device, whatever its extension. */
export const isReservedFileName = (name: string): boolean => RESERVED.test((name.split('.')[0] ?? '').trim());

/** `name`, or `name (2)`, `name (3)`, whichever is not taken; compared as Windows and macOS do, without case. */
export function freeFileName(name: string, taken: Iterable<string>): string {
  const lower = new Set(Array.from(taken, (other) => other.toLowerCase()));
  const { stem, extension } = splitName(name);
  let free = name;
  for (let n = 2; lower.has(free.toLowerCase()); n++) free = shorten(`${stem} (${n})${extension}`, ` (${n})${extension}`);
  return free;
}

function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  const isExtension = dot > 0 && name.length - dot <= 16;
  return isExtension ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}

function shorten(name: string, end = splitName(name).extension): string {
  if (utf8Length(name) <= MAX_BYTES) return name;
  const characters = Array.from(name.slice(0, name.length - end.length));
  while (utf8Length(characters.join('') + end) > MAX_BYTES) characters.pop();
  return characters.join('').replace(/[. ]+$/, '') + end;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
