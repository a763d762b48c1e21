// The escapes of vCard values (RFC 6350, 3.4), as leniently as files need.

/**
 * A backslash before `n` is a line end, before any other sign that sign itself; before another letter, or at the
 * end, it is a backslash, for there programs forgot to double it.
 */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([\s\S])/g, (both, next: string) => {
    if (next === 'n' || next === 'N') return '\n';
    return /[\p{L}\p{N}]/u.test(next) ? both : next;
  });
}

/** Cuts at a separator that no backslash stands before; the parts keep their escapes. */
export function splitEscaped(text: string, separator: ';' | ','): string[] {
  if (!text.includes('\\')) return text.split(separator);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
