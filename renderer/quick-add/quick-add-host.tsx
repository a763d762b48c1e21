import { Suspense, useState } from 'react';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { holdTyping } from '../commands/type-ahead.ts';
import { useText } from '../i18n/use-text.ts';
import { late } from '../late.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useQuickAddText } from './words.ts';

const QuickAddLine = late(() => import('./quick-add-line.tsx').then(({ QuickAddLine: part }) => part));

/** Mount once, round all pages: the quick-add line wherever one is. */
export function QuickAddHost() {
  const t = useQuickAddText();
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  useCommandHandler('quickAdd.open', () => {
    holdTyping();
    setOpen(true);
  });
  return (
    <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('title')} closeLabel={text('common:close')}>
      <Suspense>{isOpen && <QuickAddLine.Part autoFocus draftKey="quick-add-dialog" onDone={() => setOpen(false)} />}</Suspense>
    </Dialog>
  );
}
