/**
 * Text as somebody would type it who does not care for case, accents, width or typographic quotes: unified
 * (see below), the marks of European, Hebrew and Arabic letters dropped, letters without a decomposition
 * spelled plainly (ł l, ø o, ß ss, æ ae, þ th, ...). Marks that are vowels of their script (Devanagari, Thai)
 * and the voicing of kana stay. Folding twice changes nothing.
 */
export function fold(text: string): string {
  return foldUnified(unify(text));
}

/**
 * Text with one way left to write each letter: lower case, compatibility forms (full width, ligatures) resolved,
 * one apostrophe, one hyphen, katakana as hiragana, all decimal digits as 0-9, invisible characters gone.
 * Accents are still there.
 */
export function unify(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(LONE_ACUTE, "'")
    .normalize('NFKC')
    .toLowerCase()
    .replace(WRITTEN_OTHERWISE, (character) => UNIFIED.get(character) ?? digitOrKana(character));
}

/** What `fold` does to text that is already unified. */
export function foldUnified(unified: string): string {
  if (!BEYOND_ASCII.test(unified)) return unified;
  return unified
    .normalize('NFD')
    .replace(DROPPED_MARKS, '')
    .replace(LETTER_WITH_STROKE, (letter) => PLAIN_LETTERS.get(letter)!)
    .normalize('NFC');
}

/**
 * The other folded spellings of a unified word where languages write one letter in two ways: müller is
 * "mueller" as well as "muller", ångström "aangstrom", "angstroem" and "aangstroem". Empty for most words.
 * A word with more than three such letters has only the spelling that changes them all.
 */
export function otherSpellings(unified: string): string[] {
  const count = unified.match(OTHERWISE_SPELLED)?.length ?? 0;
  if (count === 0) return [];
  const all = 2 ** count - 1;
  const choices = count === 1 || count > 3 ? [all] : Array.from({ length: all }, (_, index) => index + 1);
  return choices.map((choice) => {
    let place = 0;
    return foldUnified(unified.replace(OTHERWISE_SPELLED, (letter) => (choice & (1 << place++) ? OTHER_LETTERS.get(letter)! : letter)));
  });
}

const BEYOND_ASCII = /[^\0-\x7f]/;

// The acute accent where it is typed as an apostrophe: NFKC would tear it into a space and a mark.
const LONE_ACUTE = /[\u00b4\u1ffd]/g;

const UNIFIED = table("‘ ' ’ ' ‛ ' ʻ ' ʼ ' ʹ ' ′ ' ‐ - ‑ - ‒ - – - — - − - ς σ");

const WRITTEN_OTHERWISE = new RegExp(`[${[...UNIFIED.keys()].join('')}\\p{Cf}\\u0640\\u30a1-\\u30f6]|[\\p{Nd}--[0-9]]`, 'gv');

// Where each set of ten decimal digits begins that NFKC leaves alone.
const ZEROS = Array.from('٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐').map((zero) => zero.codePointAt(0)!);

function digitOrKana(character: string): string {
  const point = character.codePointAt(0)!;
  if (point >= 0x30a1 && point <= 0x30f6) return String.fromCharCode(point - 0x60);
  if (!/\p{Nd}/u.test(character)) return '';
  const zero = ZEROS.find((start) => point >= start && point < start + 10);
  return zero === undefined ? character : String(point - zero);
}

// The voicing of kana (U+3099, U+309A) is written with inherited marks too, but ka and ga are different letters.
const DROPPED_MARKS =
  /[\p{M}&&[[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]--[\u3099\u309a]]]/gv;

const PLAIN_LETTERS = table(
  'ß ss æ ae œ oe ø o ł l đ d ð d þ th ı i ŋ n ħ h ŧ t ĸ k ə e ǝ e ɛ e ɔ o ɓ b ɖ d ɗ d ɣ g ɨ i ʉ u ƀ b ǥ g ƶ z ȼ c ' +
  'ⱥ a ⱦ t ɏ y ɍ r ɉ j ɇ e ƙ k ƴ y ʋ v ƒ f ȥ z ƿ w ȷ j ى ي ی ي ې ي ک ك ة ه ہ ه ھ ه',
);

const LETTER_WITH_STROKE = new RegExp(`[${[...PLAIN_LETTERS.keys()].join('')}]`, 'g');

const OTHER_LETTERS = table('ä ae ö oe ü ue å aa ø oe đ dj ŋ ng ə a');

const OTHERWISE_SPELLED = new RegExp(`[${[...OTHER_LETTERS.keys()].join('')}]`, 'g');

/** A map from a list of letters, each with its spelling behind it. */
function table(list: string): ReadonlyMap<string, string> {
  const words = list.split(' ');
  const rows = new Map<string, string>();
  for (let index = 0; index < words.length; index += 2) rows.set(words[index]!, words[index + 1]!);
  return rows;
}
