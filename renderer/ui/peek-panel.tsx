import type { ReactNode } from 'react';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { IconButton } from './button.tsx';
import { Landmark } from './landmark.tsx';

export interface PeekPanelProps {
  label: string;
  closeLabel: string;
  onClose: () => void;
  previous?: { label: string; onPress: () => void; isDisabled?: boolean };
  next?: { label: string; onPress: () => void; isDisabled?: boolean };
  /** At the start of its head: as a rule Open. */
  action?: ReactNode;
  children: ReactNode;
}

/** A look at a record beside its list, 420 px. Over the list where both do not fit, over everything on narrow screens. */
export function PeekPanel({ label, closeLabel, onClose, previous, next, action, children }: PeekPanelProps) {
  return (
    <Landmark
      role="complementary"
      label={label}
      className="flex w-105 max-w-full flex-none flex-col border-s border-border bg-surface print:hidden max-[999px]:absolute max-[999px]:inset-y-0 max-[999px]:end-0 max-[999px]:z-20 max-[999px]:shadow-e3 narrow:fixed narrow:inset-0 narrow:z-30 narrow:w-full narrow:border-0"
    >
      <div
        className="flex min-h-0 flex-1 flex-col"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.preventDefault();
          onClose();
        }}
      >
        <div className="flex h-14 flex-none items-center gap-1 px-4">
          {action}
          <span className="flex-1" />
          {previous && <IconButton icon={ChevronUp} {...previous} />}
          {next && <IconButton icon={ChevronDown} {...next} />}
          <IconButton icon={X} label={closeLabel} onPress={onClose} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-6">{children}</div>
      </div>
    </Landmark>
  );
}
