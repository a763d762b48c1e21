/** So near an edge, in px, scrolling begins; at the edge itself it is fastest, in px a frame. */
const NEAR = 56;
const FASTEST = 14;

/** While it runs the board and the column under the pointer scroll when that is near their edges. Gives back how to stop. */
export function scrollAtEdges({ current: board }: { readonly current: HTMLElement | null }, pointer: () => { x: number; y: number }, onScroll: () => void): () => void {
  let frame = requestAnimationFrame(step);

  function step() {
    const { x, y } = pointer();
    const column = document.elementFromPoint(x, y)?.closest('[data-lane]')?.querySelector('[data-cards]');
    const across = board ? scrolled(board, 'scrollLeft', speed(x, board.getBoundingClientRect().left, board.getBoundingClientRect().right)) : false;
    const along = column ? scrolled(column, 'scrollTop', speed(y, column.getBoundingClientRect().top, column.getBoundingClientRect().bottom)) : false;
    if (across || along) onScroll();
    frame = requestAnimationFrame(step);
  }

  return () => cancelAnimationFrame(frame);
}

function scrolled(element: Element, way: 'scrollLeft' | 'scrollTop', by: number): boolean {
  if (by === 0) return false;
  const before = element[way];
  element[way] = before + by;
  return element[way] !== before;
}

function speed(at: number, start: number, end: number): number {
  if (at < start + NEAR) return -Math.round(FASTEST * Math.min(1, (start + NEAR - at) / NEAR));
  if (at > end - NEAR) return Math.round(FASTEST * Math.min(1, (at - (end - NEAR)) / NEAR));
  return 0;
}
