/** The look of the lists that drop from fields and menus. */
export const FLOATING =
  'appear flex max-w-[min(calc(100vw-16px),max(var(--trigger-width,0px),400px))] flex-col overflow-hidden rounded-card border border-border bg-raised text-13 shadow-e2 ring-own';

export const FLOATING_LIST = 'ring-own max-h-80 overflow-y-auto p-1';

export const FLOATING_ITEM =
  'ring-own group flex min-h-7 cursor-default items-center gap-2 rounded-chip px-2 py-1 text-text data-focused:bg-hover data-disabled:text-disabled narrow:min-h-10 forced-colors:data-focused:outline-2';
