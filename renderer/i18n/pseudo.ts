/**
 * English with every letter accented and every text in brackets, `en-XA`: on a screen in this language
 * whatever is not in brackets did not come from the language files. Longer by a third, as German is.
 * Placeholders `{{name}}` and tags `<b>` stay as they are.
 */
export function pseudoText(text: string): string {
  const accented = text
    .split(/(\{\{.*?\}\}|<\/?\w+\/?>)/)
    .map((part, place) => (place % 2 ? part : part.replace(/[A-Za-z]/g, (letter) => MARKED.charAt(PLAIN.indexOf(letter)))))
    .join('');
  return `[${accented}${'·'.repeat(Math.ceil(text.length / 3))}]`;
}

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** One UTF-16 unit each, in the same order. */
const MARKED = 'áƀçđéƒğĥîĵķļɱñôþǫřšţûṽŵẋýžÅƁÇÐÉƑĞĤÎĴĶĻṀÑÖÞǪŘŠŢÛṼŴẊÝŽ';
