import type { LucideIcon } from 'lucide-react';
import { Button, IconButton } from '../ui/button.tsx';
import type { ButtonProps } from '../ui/button.tsx';
import { useCommand, useCommandFaces } from './command-provider.tsx';
import type { MenuAction } from '../ui/menu.tsx';

/** A button that is a command: its words, its key and whether it can be pressed come from the registry. */
export function CommandButton({ command, children, ...button }: Pick<ButtonProps, 'kind' | 'size' | 'icon' | 'className'> & { command: string; children?: string }) {
  const { title, keys, keyShortcuts, isEnabled, run } = useCommand(command);
  return (
    <Button {...button} keys={keys} keyShortcuts={keyShortcuts} isDisabled={!isEnabled} onPress={run}>
      {children ?? title}
    </Button>
  );
}

export function CommandIconButton({ command, icon, className, isPressed, size }: { command: string; icon: LucideIcon; className?: string; isPressed?: boolean; size?: 'normal' | 'small' }) {
  const { title, keys, keyShortcuts, isEnabled, run } = useCommand(command);
  return <IconButton icon={icon} label={title} keys={keys} keyShortcuts={keyShortcuts} isDisabled={!isEnabled} onPress={run} isPressed={isPressed} size={size} className={className} />;
}

/** Menu entries out of commands: `entry('contact.merge', { icon: Merge })`. */
export function useCommandEntry(): (id: string, look?: Pick<MenuAction, 'icon' | 'isDanger'>) => MenuAction {
  const faceOf = useCommandFaces();
  return (id, look) => {
    const { title, keys, isEnabled, run } = faceOf(id);
    return { id, label: title, keys, isDisabled: !isEnabled, onAction: run, ...look };
  };
}
