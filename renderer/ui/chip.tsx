import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Clip } from './clip.tsx';
import { classes } from './classes.ts';

export interface ChipProps {
  /** May hold a `<b>` for the part that is the value. */
  children: ReactNode;
  /** Pressing the words, for instance to change a filter. */
  onPress?: () => void;
  onRemove?: () => void;
  /** The name of the remove button: "Remove filter: tag is customer". */
  removeLabel?: string;
  isDisabled?: boolean;
  className?: string;
}

/** A filter or a chosen value, 24 px high, with its own small cross. */
export function Chip({ children, onPress, onRemove, removeLabel, isDisabled, className }: ChipProps) {
  const words = <Clip className="[&_b]:font-medium [&_b]:text-text">{children}</Clip>;
  return (
    <span className={classes('inline-flex h-6 max-w-full min-w-0 items-center rounded-chip border border-border bg-surface text-12 text-text2', className)}>
      {onPress ? (
        <AriaButton onPress={onPress} isDisabled={isDisabled} className="ring-inside flex h-full min-w-0 items-center rounded-chip px-2 hover:bg-hover">
          {words}
        </AriaButton>
      ) : (
        <span className="flex min-w-0 ps-2 pe-1">{words}</span>
      )}
      {onRemove && (
        <AriaButton
          onPress={onRemove}
          isDisabled={isDisabled}
          aria-label={removeLabel}
          className="ring-inside grid h-full w-6 flex-none place-items-center rounded-chip text-text3 hover:bg-hover hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </AriaButton>
      )}
    </span>
  );
}
