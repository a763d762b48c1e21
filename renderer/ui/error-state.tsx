import { useState } from 'react';
import { CircleAlert, Copy, RotateCw } from 'lucide-react';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';

export interface ErrorStateProps {
  /** What happened, in a sentence. */
  text: string;
  retryLabel: string;
  onRetry: () => void;
  copyLabel: string;
  copiedLabel: string;
  /** What Copy details puts on the clipboard. */
  details: string;
  className?: string;
}

export function ErrorState({ text, retryLabel, onRetry, copyLabel, copiedLabel, details, className }: ErrorStateProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div role="alert" className={classes('flex flex-col items-center justify-center gap-4 px-6 py-12 text-center', className)}>
      <span aria-hidden className="grid size-12 place-items-center rounded-card bg-danger-subtle text-danger-text">
        <CircleAlert className="size-6 stroke-[1.5]" />
      </span>
      <p className="max-w-120 text-14 text-balance break-words text-text">{text}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button icon={RotateCw} onPress={onRetry}>{retryLabel}</Button>
        <Button
          kind="bare"
          icon={Copy}
          onPress={() => {
            void navigator.clipboard.writeText(details).then(() => {
              setCopied(true);
              announce(copiedLabel);
            });
          }}
        >
          {isCopied ? copiedLabel : copyLabel}
        </Button>
      </div>
    </div>
  );
}
