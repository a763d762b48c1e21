import { Suspense, useEffect, useState } from 'react';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { late } from '../late.ts';
import { TODAY_PATH } from '../paths.ts';
import { Drawer } from '../ui/drawer.tsx';

const Inbox = late(() => import('./inbox.tsx').then(({ Inbox: part }) => part));

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
  Inbox.useFetchAhead();
  useCommandHandler('inbox.open', () => setOpen(true));
  const close = () => setOpen(false);
  return (
    <Drawer isOpen={isOpen} onClose={close} label={t('title')} side="end" className="w-176! bg-surface! narrow:w-full! narrow:max-w-full!">
      <Suspense>
        <Inbox.Part onClose={close} />
      </Suspense>
    </Drawer>
  );
}
