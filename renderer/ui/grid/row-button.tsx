import type { LucideIcon } from 'lucide-react';

/** The act of a row for the pointer, shown with it; the grid has one tab stop, and a key for the same. */
export function RowButton({ icon: Icon, label, onPress }: { icon: LucideIcon; label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
      className="inline-flex h-6 flex-none items-center gap-1 rounded-control px-2 text-12 font-medium text-text2 opacity-0 group-hover/row:opacity-100 hover:bg-hover hover:text-text narrow:h-8 narrow:opacity-100 pointer-coarse:opacity-100"
    >
      <Icon aria-hidden className="size-3.5!" />
      {label}
    </button>
  );
}
