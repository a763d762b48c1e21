import { lazy, Suspense, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { afterMs } from '../../api.ts';
import { useCommandHandler } from '../../commands/command-provider.tsx';
import { holdTyping } from '../../commands/type-ahead.ts';

const load = () => import('./palette.tsx');
const Palette = lazy(() => load().then(({ Palette: loaded }) => ({ default: loaded })));

/** Opens the palette by its command, and gives the focus back when it goes. */
export function PaletteHost({ onNewContact }: { onNewContact: (name: string) => void }) {
  /** What had the focus before; undefined while it is closed. */
  const [before, setBefore] = useState<Element | null>();
  const isOpen = before !== undefined;

  useEffect(() => {
    // Fetched while it is closed, so that it is there when it is called; but not before the first page is.
    return afterMs(1_500, () => void load());
  }, []);

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

  return <Suspense>{isOpen && <Palette onClose={close} onNewContact={onNewContact} />}</Suspense>;
}
