const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letters of the first and last word, by grapheme; one only in scripts where two would not read as initials. */
export function initials(name: string, atMost: 1 | 2): string {
  const words = name.trim().split(/\s+/u).filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const first = firstGrapheme(words[0] ?? name.trim());
  const last = words.length > 1 ? firstGrapheme(words.at(-1) ?? '') : '';
  const pairs = atMost === 2 && isAlphabetWithCapitals(first) && isAlphabetWithCapitals(last);
  return pairs ? first + last : first;
}

/** One of the twelve avatar colours, 0 to 11, the same for an id everywhere. FNV-1a, 32 bits. */
export function avatarColour(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % 12;
}

function firstGrapheme(word: string): string {
  const start = word.search(/[\p{L}\p{N}\p{Extended_Pictographic}]/u);
  for (const { segment } of graphemes.segment(start > 0 ? word.slice(start) : word)) return segment.toLocaleUpperCase();
  return '';
}

function isAlphabetWithCapitals(letter: string): boolean {
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]/u.test(letter);
}
