/** Before the row with the focus goes away: gives the focus to the one after it, or else before it, or else to the title of the section. */
export function focusBeside(): void {
  const row = document.activeElement?.closest('li');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const target = neighbour?.querySelector<HTMLElement>('button') ?? row?.closest('section[id]')?.querySelector<HTMLElement>('h2');
  target?.focus();
}
