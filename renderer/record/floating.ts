/** Whether an element lies in a list, a menu or a panel over the page: those belong to what opened them, wherever they are in the document. */
export const isFloating = (element: Element | null): boolean => element?.closest('[role=dialog], [role=alertdialog], [role=listbox], [role=menu]') != null;
