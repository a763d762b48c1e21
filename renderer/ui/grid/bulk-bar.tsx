import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { IconButton } from '../button.tsx';

export interface BulkBarProps {
  label: string;
  /** "3 selected". */
  countText: string;
  /** As a rule the button that selects all that match. */
  selectAll?: ReactNode;
  children: ReactNode;
  clearLabel: string;
  onClear: () => void;
}

/** What can be done with the ticked rows. One tab stop, arrows move. */
export function BulkBar({ label, countText, selectAll, children, clearLabel, onClear }: BulkBarProps) {
  return (
    <Toolbar aria-label={label} className="pointer-events-auto flex h-11 max-w-full items-center gap-1 overflow-x-auto rounded-card border border-border bg-raised ps-4 pe-2 shadow-e2 [scrollbar-width:none]">
      <span role="status" className="figures me-1 flex-none text-13 font-medium">{countText}</span>
      {selectAll}
      <span aria-hidden className="mx-1 h-5 w-px flex-none bg-border" />
      {children}
      <span aria-hidden className="mx-1 h-5 w-px flex-none bg-border" />
      <IconButton icon={X} label={clearLabel} onPress={onClear} />
    </Toolbar>
  );
}
