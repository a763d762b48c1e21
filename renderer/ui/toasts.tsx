import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Text } from 'react-aria-components/Text';
import { UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components/Toast';
import { Button, IconButton } from './button.tsx';

export interface Toast {
  text: string;
  tone?: 'plain' | 'success' | 'danger';
  /** One act, as a rule Undo. */
  action?: { label: string; keys?: string | undefined; onPress: () => void };
  /** Takes it away once it is no longer true. */
  until?: AbortSignal;
}

export interface ToastsState {
  /** Shows it for eight seconds, longer while hovered or focused; one of tone `danger` stays until dismissed. Returns how to take it away. */
  show: (toast: Toast) => () => void;
  queue: ToastQueue<Toast>;
}

/** Make one for the whole app; it can be called from anywhere, React or not. */
export function createToasts(): ToastsState {
  const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 });
  return {
    queue,
    show(toast) {
      const key = queue.add(toast, toast.tone === 'danger' ? {} : { timeout: 8_000 });
      const close = () => queue.close(key);
      if (toast.until?.aborted) close();
      toast.until?.addEventListener('abort', close, { once: true });
      return close;
    },
  };
}

/** Mount once. F6 goes there while one shows; screen readers hear each. */
export function Toasts({ toasts, label, dismissLabel }: { toasts: ToastsState; label: string; dismissLabel: string }) {
  return (
    <ToastRegion
      queue={toasts.queue}
      aria-label={label}
      className="fixed inset-x-4 print:hidden bottom-[calc(var(--foot,0px)+16px)] z-50 mx-auto flex w-max max-w-[calc(100vw-32px)] flex-col items-center gap-2 rounded-card"
    >
      {({ toast }) => (
        <AriaToast toast={toast} className="flex min-h-11 max-w-full items-center gap-2 rounded-card border border-border bg-raised ps-4 pe-2 text-13 shadow-e2">
          {toast.content.tone === 'success' && <CircleCheck aria-hidden className="text-success-text" />}
          {toast.content.tone === 'danger' && <CircleAlert aria-hidden className="text-danger-text" />}
          <ToastContent className="me-2 min-w-0 py-2">
            <Text slot="title" className="line-clamp-3 break-words">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action && (
            <Button
              size="small"
              keys={toast.content.action.keys}
              onPress={() => {
                toast.content.action?.onPress();
                toasts.queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <IconButton icon={X} label={dismissLabel} onPress={() => toasts.queue.close(toast.key)} />
        </AriaToast>
      )}
    </ToastRegion>
  );
}
