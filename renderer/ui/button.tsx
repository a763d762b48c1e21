import type { ReactNode, Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import { Kbd } from './kbd.tsx';
import { Tooltip } from './tooltip.tsx';

interface PressableProps {
  onPress?: () => void;
  /** The key hint as shown, localised: `Ctrl+↵`. */
  keys?: string | undefined;
  /** The same for screen readers, in the grammar of `aria-keyshortcuts`: `Control+Enter`. */
  keyShortcuts?: string | undefined;
  isDisabled?: boolean;
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
  className?: string;
}

export interface ButtonProps extends PressableProps {
  children: ReactNode;
  /** `main`: the one filled button of a page. `bare`: no box until hovered. `danger`: filled, for what destroys. */
  kind?: 'main' | 'plain' | 'bare' | 'danger';
  size?: 'normal' | 'small';
  icon?: LucideIcon;
  type?: 'button' | 'submit';
  tooltip?: string;
}

const BUTTON =
  'inline-flex select-none items-center justify-center rounded-control border font-medium whitespace-nowrap transition-colors duration-(--press-time) disabled:cursor-default';

const KINDS = {
  main: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover data-pressed:bg-accent-press',
  danger: 'border-transparent bg-danger text-on-accent hover:brightness-92 data-pressed:brightness-85',
  plain: 'border-border bg-raised text-text hover:bg-hover data-pressed:bg-selected',
  bare: 'border-transparent bg-transparent text-text2 hover:bg-hover hover:text-text data-pressed:bg-selected aria-expanded:bg-hover',
} as const;

export function Button({ children, kind = 'plain', size = 'normal', icon: Icon, keys, keyShortcuts, tooltip, className, ...rest }: ButtonProps) {
  const filled = kind === 'main' || kind === 'danger';
  const button = (
    <AriaButton
      {...rest}
      aria-keyshortcuts={keyShortcuts}
      className={classes(
        BUTTON,
        size === 'small' ? 'h-control-small gap-1 px-2 text-12' : 'h-control gap-2 px-3 text-13',
        rest.isDisabled ? 'border-border bg-transparent text-disabled' : KINDS[kind],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className={classes(!filled && !rest.isDisabled && 'text-text3', size === 'normal' && '-ms-0.5')} />}
      {children}
      {keys && <Kbd onAccent={filled}>{keys}</Kbd>}
    </AriaButton>
  );
  return tooltip ? <Tooltip text={tooltip}>{button}</Tooltip> : button;
}

export interface IconButtonProps extends PressableProps {
  icon: LucideIcon;
  /** Its name, also shown as its tooltip. */
  label: string;
  size?: 'normal' | 'small';
  /** For a toggle: whether it is on. */
  isPressed?: boolean;
}

export function IconButton({ icon: Icon, label, keys, keyShortcuts, size = 'small', isPressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-keyshortcuts={keyShortcuts}
        aria-pressed={isPressed}
        className={classes(
          'inline-grid flex-none place-items-center rounded-control transition-colors duration-(--press-time)',
          'not-disabled:hover:bg-hover not-disabled:hover:text-text data-pressed:bg-selected aria-expanded:bg-hover disabled:text-disabled aria-pressed:bg-selected aria-pressed:text-accent-text',
          size === 'small' ? 'h-control-small w-control-small' : 'h-control w-control',
          'narrow:min-h-8 narrow:min-w-8',
          !rest.isDisabled && 'text-text3',
          className,
        )}
      >
        <Icon aria-hidden />
      </AriaButton>
    </Tooltip>
  );
}
