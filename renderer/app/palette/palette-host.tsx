import { Suspense, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCommandHandler } from '../../commands/command-provider.tsx';
import { holdTyping } from '../../commands/type-ahead.ts';
import { late } from '../../late.ts';

const Palette = late(() => import('./palette.tsx').then(({ Palette: part }) => part));

/** Opens the palette by its command, and gives the focus back when it goes. */
export function PaletteHost({ onNewContact }: { onNewContact: (name: string) => void }) {
  /** What had the focus before; undefined while it is closed. */
  const [before, setBefore] = useState<Element | null>();
  const isOpen = before !== undefined;

  Palette.useFetchAhead();

  useCommandHandler('palette.open', () => {
    if (isOpen) {
      close(true);
      return;
    }
    const focused = document.activeElement;
    // A dialog keeps its reader until it is answered.
    if (focused?.closest('[role=dialog], [role=alertdialog]')) return;
    holdTyping();
    // What is typed from here on must not reach it, and the focus comes back to it by our own hand.
    if (focused instanceof HTMLElement) focused.blur();
    setBefore(focused);
  });

  /** The page is there again when this returns. Who leaves it wants the focus on the next one. */
  function close(refocuses: boolean) {
    flushSync(() => setBefore(undefined));
    if (refocuses && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }

  return <Suspense>{isOpen && <Palette.Part onClose={close} onNewContact={onNewContact} />}</Suspense>;
}
