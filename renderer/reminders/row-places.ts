/** Where a menu about a row opens: under its end, beside what it is about to change. */
export function underEndOf(row: HTMLElement | null): { x: number; y: number } {
  const box = row?.getBoundingClientRect() ?? new DOMRect();
  const isRightToLeft = row !== null && getComputedStyle(row).direction === 'rtl';
  return { x: isRightToLeft ? box.left + 8 : Math.max(8, box.right - MENU_WIDTH), y: box.bottom - 2 };
}

const MENU_WIDTH = 260;

/** Where the menu of all that can be done with a row opens by key. */
export function underStartOf(row: HTMLElement | null): { x: number; y: number } {
  const box = row?.getBoundingClientRect() ?? new DOMRect();
  return { x: box.left + 56, y: box.bottom - 4 };
}
