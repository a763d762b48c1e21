import { type CardName, type ContactCard, cardName } from '../contact-card.ts';

/**
 * Puts a name that was written out in one line beside the parts of a card: it is cut into parts where there are
 * none, and stays as the display name where it says more than they do. Changes the card.
 */
export function addFullName(card: ContactCard, full: string): void {
  const hasParts = Object.keys(card.name).some((part) => !part.startsWith('phonetic') && part !== 'nickname');
  // `URI JPEG, version 4.0` is no family and given name.
  if (!hasParts && !/\p{Nd}/u.test(full)) card.name = { ...cardName(full), ...card.name };
  if (!saysTheSame(full, card.name)) card.displayName = full;
}

/** Whether a written-out name has nothing that the parts have not, and leaves out neither given nor family name. */
function saysTheSame(full: string, name: CardName): boolean {
  const said = words(full.replace(/["“”„«»]/gu, ' '));
  const all = [name.prefix, name.given, name.middle, name.family, name.suffix, name.nickname].flatMap(words);
  return isWithin(said, all) && isWithin([...words(name.given), ...words(name.family)], said);
}

/** Names in Chinese characters are written without blanks. */
function words(text: string | undefined): string[] {
  if (!text) return [];
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(text) ? Array.from(text.replace(/[\s,]+/g, '')) : text.split(/[\s,]+/).filter(Boolean);
}

function isWithin(few: readonly string[], many: readonly string[]): boolean {
  const rest = [...many];
  return few.every((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}
