/** `phoneNumber`, `Phone_number` and `phone number:` all read `phone number`; `E-Mail (geschäftlich)` reads `email geschaftlich`. */
export function plainHeader(header: string): string {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/['’`´]s\b/g, 's')
    .replace(/(\p{L})\((?:e|in|a|innen)\)/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\be mail/g, 'email')
    .replace(/\b(geschafts|privat|firmen|dienst|haupt)(?!lich)(?=\p{L}{3})/gu, '$1 ')
    .split(' ')
    .filter((word) => word && !STOP_WORDS.has(word))
    .join(' ');
}

/** A plain header without its blanks, so that `FIRSTNAME` and `first name` are the same. */
export const squeezed = (plain: string): string => plain.replaceAll(' ', '');

/** Words that may stand in a header without changing what it says. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'the of to your a an r der die das des dem den von fur zum zur de du d l la le les au aux et o y e el los las en del al un una ou oder und and or'.split(' '),
);
