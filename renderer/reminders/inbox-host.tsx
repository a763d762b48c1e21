import { lazy, Suspense, useEffect, useState } from 'react';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { afterMs } from '../api.ts';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { TODAY_PATH } from '../paths.ts';
import { Drawer } from '../ui/drawer.tsx';

const load = () => import('./inbox.tsx');
const Inbox = lazy(() => load().then(({ Inbox: loaded }) => ({ default: loaded })));

/** Mount once, round all pages: the inbox by its command, and by an address that a notice of the system leads to. */
export function InboxHost() {
  const { t } = useTranslation('inbox');
  const { history } = useRouter();
  const [isOpen, setOpen] = useState(false);
  const isAddressed = useRouterState({ select: ({ location }) => 'inbox' in location.search });
  useEffect(() => {
    if (!isAddressed) return;
    setOpen(true);
    // Back leads to before the notice, and a reload does not open it again.
    history.replace(TODAY_PATH);
  }, [isAddressed, history]);
  // Fetched while it is closed, so that it is there when it is called; but not before the first page is.
  useEffect(() => afterMs(1_500, () => void load()), []);
  useCommandHandler('inbox.open', () => setOpen(true));
  const close = () => setOpen(false);
  return (
    <Drawer isOpen={isOpen} onClose={close} label={t('title')} side="end" className="w-176! bg-surface! narrow:w-full! narrow:max-w-full!">
      <Suspense>
        <Inbox onClose={close} />
      </Suspense>
    </Drawer>
  );
}
