/** Longer addresses are left alone: no program is handed more than this. */
const LONGEST_ADDRESS = 2048;

/**
 * The address when a click may hand it to the system: https, http, mailto or tel, no white space or control
 * characters, at most 2,048 characters. Null otherwise. Asked when a note is read, shown, and when a link is opened.
 */
export function openableAddress(address: string): string | null {
  if (address.length > LONGEST_ADDRESS) return null;
  return /^(?:https?:\/\/[^\s/\p{Cc}\\][^\s\p{Cc}\\]*|mailto:[^\s\p{Cc}\\]+|tel:[^\s\p{Cc}\\]+)$/iu.test(address) ? address : null;
}

/**
 * What a person typed as a web address, made openable: `example.org` gets https, `ada@example.org` mailto.
 * Null for what is neither and has no scheme that may be opened.
 */
export function typedAddress(typed: string): string | null {
  const address = typed.trim();
  const known = openableAddress(address);
  if (known !== null) return known;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/u.test(address)) return openableAddress(`mailto:${address}`);
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]|$)/u.test(address)) return openableAddress(`https://${address}`);
  return null;
}

export interface LinkInText {
  from: number;
  to: number;
  href: string;
}

/** The bare web addresses in a text (`https://…`, `http://…`, `www.…`), without the punctuation that ends a sentence. */
export function webAddressesIn(words: string): LinkInText[] {
  if (!words.includes('://') && !/www\./i.test(words)) return [];
  const found: LinkInText[] = [];
  for (const match of words.matchAll(/(?<![\p{L}\p{N}_])(?:https?:\/\/|www\.)[^\s<>"]+/giu)) {
    const bare = withoutClosingPunctuation(match[0]);
    const href = openableAddress(/^www\./i.test(bare) ? `https://${bare}` : bare);
    if (href !== null) found.push({ from: match.index, to: match.index + bare.length, href });
  }
  return found;
}

function withoutClosingPunctuation(address: string): string {
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1]!;
    const closesNothing = last === ')' && count(address, ')', end) > count(address, '(', end);
    if (!closesNothing && !/[.,:;!?'*_~\]}…，。、！？]/u.test(last)) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function count(words: string, sign: string, end: number): number {
  let found = 0;
  for (let i = 0; i < end; i += 1) if (words[i] === sign) found += 1;
  return found;
}
