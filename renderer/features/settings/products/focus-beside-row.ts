/** Before the row with the focus goes elsewhere in a table: gives the focus to the one after it, or else before it, or else to the title of the section. */
export function focusBesideRow(): void {
  const row = document.activeElement?.closest('tr');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const target = neighbour?.querySelector<HTMLElement>('button') ?? row?.closest('section[id]')?.querySelector<HTMLElement>('h2');
  target?.focus();
}
