// Tailwind writes `group-hover:x` as `.x:is(:where(.group):hover *)`. A browser notes of the `*` in there only that
// something below may change, so that wherever the pointer or the focus goes it looks at every element of the page anew
// (2,200 of them on a full list, 10 ms). `:where(.group):hover .x` means the same with the same weight, and
// concerns the elements that carry the class.

interface Rule {
  selectors: string[];
}

/** A plugin for PostCSS, which Vite runs over what Tailwind has written. */
export const groupSelectors = {
  postcssPlugin: 'kith:group-selectors',
  Rule(rule: Rule): void {
    const written = rule.selectors.map(withGroupInFront);
    if (written.some((selector, place) => selector !== rule.selectors[place])) rule.selectors = written;
  },
};

/** The same selector with its group as an ancestor. One whose group does not stand in its first compound stays as it is. */
export function withGroupInFront(selector: string): string {
  const start = selector.indexOf(':is(:where(.group');
  // What stands before it must be part of the same element, and stand in no parentheses.
  if (start <= 0 || endOfCompound(selector.slice(0, start)) !== start) return selector;
  const end = endOfParentheses(selector, start + ':is'.length);
  const inner = selector.slice(start + ':is('.length, end - 1);
  if (!inner.endsWith(' *') || endOfCompound(inner) !== inner.length - ' *'.length) return selector;
  return `${inner.slice(0, -' *'.length)} ${selector.slice(0, start)}${selector.slice(end)}`;
}

/** Where the first compound ends: at a combinator that stands in no parentheses. -1 where these are not closed. */
function endOfCompound(selector: string): number {
  for (let at = 0; at < selector.length; at++) {
    const letter = selector[at]!;
    if (letter === '\\') at++;
    else if (letter === '(' || letter === '[') {
      const end = endOfParentheses(selector, at);
      if (end < 0) return -1;
      at = end - 1;
    } else if (/[\s>+~]/.test(letter)) return at;
  }
  return selector.length;
}

/** Behind the parenthesis or bracket that closes the one at `start`; -1 where none does. */
function endOfParentheses(selector: string, start: number): number {
  let depth = 0;
  for (let at = start; at < selector.length; at++) {
    const letter = selector[at]!;
    if (letter === '\\') at++;
    else if (letter === '(' || letter === '[') depth++;
    else if (letter === ')' || letter === ']') depth--;
    if (depth === 0) return at + 1;
  }
  return -1;
}
