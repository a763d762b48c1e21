/** The character references people meet in notes. Any other name stays as it is typed. */
const CHARACTERS_BY_NAME: ReadonlyMap<string, string> = new Map([
  ['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['nbsp', '\u00a0'], ['shy', '\u00ad'],
  ['ensp', '\u2002'], ['emsp', '\u2003'], ['thinsp', '\u2009'], ['zwnj', '\u200c'], ['zwj', '\u200d'], ['lrm', '\u200e'], ['rlm', '\u200f'],
  ['ndash', '–'], ['mdash', '—'], ['hellip', '…'], ['bull', '•'], ['middot', '·'], ['lsquo', '‘'], ['rsquo', '’'], ['sbquo', '‚'],
  ['ldquo', '“'], ['rdquo', '”'], ['bdquo', '„'], ['laquo', '«'], ['raquo', '»'], ['copy', '©'], ['reg', '®'], ['trade', '™'],
  ['sect', '§'], ['para', '¶'], ['deg', '°'], ['plusmn', '±'], ['times', '×'], ['divide', '÷'], ['frac12', '½'], ['euro', '€'], ['pound', '£'],
  ['yen', '¥'], ['cent', '¢'], ['larr', '←'], ['rarr', '→'], ['auml', 'ä'], ['ouml', 'ö'], ['uuml', 'ü'], ['Auml', 'Ä'], ['Ouml', 'Ö'],
  ['Uuml', 'Ü'], ['szlig', 'ß'], ['agrave', 'à'], ['aacute', 'á'], ['acirc', 'â'], ['atilde', 'ã'], ['aring', 'å'], ['aelig', 'æ'],
  ['ccedil', 'ç'], ['egrave', 'è'], ['eacute', 'é'], ['ecirc', 'ê'], ['euml', 'ë'], ['iacute', 'í'], ['icirc', 'î'], ['iuml', 'ï'],
  ['ntilde', 'ñ'], ['oacute', 'ó'], ['ocirc', 'ô'], ['oslash', 'ø'], ['ugrave', 'ù'], ['uacute', 'ú'], ['ucirc', 'û'],
]);

/** The character that `&name;`, `&#65;` or `&#x41;` stands for; the reference itself when it is unknown. */
export function decodeEntity(reference: string): string {
  const number = /^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));$/i.exec(reference);
  if (number === null) return CHARACTERS_BY_NAME.get(reference.slice(1, -1)) ?? reference;
  const code = number[1] === undefined ? Number.parseInt(number[2]!, 10) : Number.parseInt(number[1], 16);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}

/** The numeric reference of one character. */
export function encodeEntity(character: string): string {
  return `&#${character.codePointAt(0)!};`;
}

/** Undoes backslash escapes and character references, as everywhere in Markdown but in code. */
export function unescapeMarkdown(source: string): string {
  return source.replace(/\\([!-/:-@[-`{-~])|&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]*);/gi, (match, escaped: string | undefined) => escaped ?? decodeEntity(match));
}
