// What a cell looks like, whatever its header says.

/** An address as people type it; whether mail arrives there nobody can see. */
const EMAIL = /[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+[^\s@<>()[\],;:".]/u;
const ONLY_EMAIL = new RegExp(`^<?(?:mailto:)?(${EMAIL.source})>?$`, 'iu');
const ALL_EMAILS = new RegExp(EMAIL.source, 'giu');

/** The addresses in a cell, `Ada <ada@example.com>; king@example.com`; none where there is no address. */
export function emailsIn(text: string): string[] {
  // The pattern's time grows with the square of a word's length.
  if (!text.includes('@') || text.length > LONGEST_LIST) return [];
  const only = ONLY_EMAIL.exec(text.trim());
  if (only) return [only[1]!];
  return text.match(ALL_EMAILS) ?? [];
}

const LONGEST_LIST = 2_000;

export const isEmail = (text: string): boolean => text.length <= LONGEST_LIST && text.includes('@') && ONLY_EMAIL.test(text.trim());

/** Whether somebody could dial it: three digits, or fewer beside next to no letters; `id` and `see below` are none. */
export function isPhone(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  const letters = text.replace(/(ext|extension|durchwahl|poste|tel|fax|mobile?)\b\.?/gi, '').match(/\p{L}/gu)?.length ?? 0;
  return digits >= 3 ? letters <= digits * 2 + 8 : digits >= 1 && letters <= 1;
}

/** Nothing but a number that could be a phone: at least seven digits with the usual signs. */
export function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && /^[+(]?[\d\s()./-]+(\s*(x|ext\.?)\s*\d+)?$/i.test(text.trim()) && !looksLikeDate(text) && (/[+()\s./-]/.test(text.trim()) || digits >= 9);
}

/** Several numbers in one cell stand apart by `:::`, a semicolon, a line end, or a slash or comma between two whole numbers. */
export function phonesIn(text: string): string[] {
  const parts = text.split(/:::|[;\n]/).flatMap((part) => {
    const pieces = part.split(/,|\s\/\s/);
    return pieces.length > 1 && pieces.every((piece) => piece.replace(/\D/g, '').length >= 6) ? pieces : [part];
  });
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export const looksLikeUrl = (text: string): boolean => /^(https?:\/\/|www\.)\S+$/i.test(text.trim()) || /^([a-z0-9-]+\.)+(com|org|net|io|de|fr|es|eu|co|uk|ch|at|cz|app|dev|info|me)(\/\S*)?$/i.test(text.trim());

export const looksLikeDate = (text: string): boolean => /^\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|--\d\d-?\d\d)([T ].*)?$/.test(text);

export const looksLikeNumber = (text: string): boolean => /^\s*[-+]?[\d.,\s]*\d\s*%?\s*$/.test(text);

const HONORIFICS: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof professor sir dame lord lady rev hon herr frau hr fr dipl ing mag med m mme mlle me sr sra srta don dona d da pan pani ing mudr judr phdr'.split(' '),
);

/** `Mr.`, `Frau Dr. med.`, `Mme`. */
export function isHonorific(text: string): boolean {
  const words = text.toLowerCase().split(/[\s./,]+/).filter((word) => word !== '');
  return words.length > 0 && words.length <= 4 && words.every((word) => HONORIFICS.has(word.normalize('NFKD').replace(/\p{M}/gu, '')));
}

/** Two to four words of letters, as a name is written. */
export const looksLikeFullName = (text: string): boolean => /^\p{L}[\p{L}'’.-]*(,?\s+\p{L}[\p{L}'’.-]*){1,3}$/u.test(text.trim());

/** One word of letters. */
export const looksLikeOneName = (text: string): boolean => /^\p{Lu}[\p{L}'’-]+$/u.test(text.trim());

/** Google puts everybody into a group of this name; it says nothing. */
export const isSystemGroup = (tag: string): boolean => /^\*?\s*my\s?contacts$/i.test(tag);
