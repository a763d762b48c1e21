/** Attributes that a person reads or hears. */
const SPOKEN = ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'];

/**
 * The words below an element that did not come from the language files, on a page in the pseudo-language
 * `en-XA`, whose texts all stand in brackets. Keys, figures and what the user wrote (`<bdi>`, `[dir=auto]`) are left out.
 */
export function untranslated(root: Element): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      found.push(...SPOKEN.flatMap((name) => node.getAttribute(name) ?? []).filter(isForeign));
    } else if (!node.parentElement?.closest('kbd, bdi, script, style, [dir=auto]') && isForeign(node.textContent ?? '')) {
      found.push(node.textContent ?? '');
    }
  }
  return found;
}

function isForeign(text: string): boolean {
  const withoutOurs = text.replace(/\[[^\]]*·+\]/g, '');
  return /\p{L}{2,}/u.test(withoutOurs);
}
