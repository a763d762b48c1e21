import { useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { Upload } from 'lucide-react';
import type { ButtonProps } from './button.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';

export interface FileDropProps {
  /** Shown over the record while files hover: "Drop to attach to Ada". */
  label: string;
  onFiles: (files: File[]) => void;
  isDisabled?: boolean;
  children: ReactNode;
  className?: string;
}

/** Takes files dropped anywhere on its children. The key way is a FileButton beside it. */
export function FileDrop({ label, onFiles, isDisabled, children, className }: FileDropProps) {
  // Entering a child counts before leaving its parent: only a balance of zero is outside.
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);

  function track(event: DragEvent, change: 1 | -1) {
    if (isDisabled || !hasFiles(event)) return;
    // Of two that lie in each other the inner one takes it.
    event.stopPropagation();
    depth.current = Math.max(0, depth.current + change);
    setOver(depth.current > 0);
  }

  return (
    <div
      className={classes('relative', className)}
      onDragEnter={(event) => track(event, 1)}
      onDragLeave={(event) => track(event, -1)}
      onDragOver={(event) => {
        if (!isDisabled && hasFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        depth.current = 0;
        setOver(false);
        if (isDisabled || !hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-card border-2 border-dashed border-accent bg-accent-subtle/90">
          <span className="flex items-center gap-2 text-14 font-medium text-accent-text">
            <Upload aria-hidden />
            {label}
          </span>
        </div>
      )}
    </div>
  );
}

export interface FileButtonProps extends Omit<ButtonProps, 'onPress'> {
  onFiles: (files: File[]) => void;
  /** As the `accept` of an input: `.csv,.vcf`. */
  accept?: string;
  takesSeveral?: boolean;
}

/** A button that asks for files with the system's dialog. */
export function FileButton({ onFiles, accept, takesSeveral, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onPress={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={takesSeveral}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // Choosing the same file again must be a change again.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}
