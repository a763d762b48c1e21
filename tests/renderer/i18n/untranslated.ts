/**
 * The words below an element that did not come from the language files, on a page in the pseudo-language
 * `en-XA`, whose texts all stand in brackets. Keys, code, dates, addresses, figures, cells and what the user wrote (`<bdi>`, `[dir=auto]`) are
 * left out, and so is what react-aria hides for screen readers in words of its own: `<select>` and empty buttons. It
 * holds all it needs, so that it can be handed to a page.
 */
export function untranslated(root: Element): string[] {
  /** Attributes that a person reads or hears. */
  const spoken = ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'];
  const dates = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b[AP]M\b/g;
  /** Without texts in brackets, also where one stands within another. */
  const outside = (text: string): string => {
    const shorter = text.replace(/\[[^[\]]*·+\]/g, '');
    return shorter === text ? text : outside(shorter);
  };
  const isForeign = (text: string) => /\p{L}{2,}/u.test(outside(text).replace(/\S+@\S+/g, '').replace(dates, ''));
  const isOwnText = (element: Element | null) => !!element?.closest('kbd, code, bdi, time, script, style, select, [role=gridcell], [dir=auto]');
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element && node.matches('button[tabindex="-1"]:empty')) continue;
    if (node instanceof Element) found.push(...spoken.flatMap((name) => (name === 'title' && isOwnText(node) ? [] : (node.getAttribute(name) ?? []))).filter(isForeign));
    else if (!isOwnText(node.parentElement) && isForeign(node.textContent ?? '')) found.push(node.textContent ?? '');
  }
  return found;
}
