import { Suspense, useEffect, useState } from 'react';
import { Outlet } from '@tanstack/react-router';
import { Command, Plus } from 'lucide-react';
import type { ProfileInfo } from '../../core/api/profile.ts';
import { useApiQuery, usePreference, useSetDevice } from '../api.ts';
import { CommandButton, CommandIconButton } from '../commands/command-button.tsx';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { holdTyping } from '../commands/type-ahead.ts';
import { DealDialogHost } from '../deals/deal-dialog-host.tsx';
import { SampleBar } from '../features/sample/index.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { late, whenSettled } from '../late.ts';
import { AppLock } from '../lock/lock-command.tsx';
import { QuickAddHost } from '../quick-add/quick-add-host.tsx';
import { InboxBell } from '../reminders/inbox-bell.tsx';
import { InboxHost } from '../reminders/inbox-host.tsx';
import { ReminderDialogHost } from '../reminders/reminder-dialog-host.tsx';
import { useTodayCount } from '../reminders/today-count.ts';
import { useWaitingBadge } from '../reminders/waiting-badge.ts';
import { useNarrow } from '../ui/media.ts';
import type { ToastsState } from '../ui/toasts.tsx';
import { ConnectionPill } from './connection-pill.tsx';
import { ExportScope } from './export-scope.tsx';
import { GlobalSearch } from './global-search/global-search.tsx';
import { ImportDrop } from './import-drop.tsx';
import { navigationWith } from './navigation.ts';
import { PaletteHost } from './palette/palette-host.tsx';
import { Place } from './place.tsx';
import { Shell } from './shell/shell.tsx';
import { UndoRedo } from './undo-redo.tsx';
import { WarningBar } from './warning-bar.tsx';

const BackupHost = late(() => import('../backup/backup-host.tsx').then(({ BackupHost: part }) => part));
const DueNotices = late(() => import('../reminders/due-notices.tsx').then(({ DueNotices: part }) => part));
const NewContactDialog = late(() => import('../features/contacts/new-contact-dialog.tsx').then(({ NewContactDialog: part }) => part), ['contact', 'contacts']);
const ImportEnd = late(() => import('../features/import/import-end.tsx').then(({ ImportEnd: part }) => part));
const Onboarding = late(() => import('../features/onboarding/index.ts').then(({ Onboarding: part }) => part));

interface FrameProps {
  toasts: ToastsState;
  /** The first page is there, and nothing else to do. */
  onSettled: () => void;
}

/** The first start, and from then on the frame with its pages. */
export function Frame({ toasts, onSettled }: FrameProps) {
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { value: step } = usePreference('onboarding', (stored) => (typeof stored === 'string' ? stored : null));
  if (!profile || step === undefined) return null;
  // A profile that was filled in the terminal has nothing left to begin with.
  const isFirstStart = !profile.device.onboarded && (profile.contacts === 0 || step !== null);
  if (!isFirstStart) return <FrameWithPages profile={profile} toasts={toasts} onSettled={onSettled} />;
  return (
    <Suspense>
      <Onboarding.Part profile={profile} />
    </Suspense>
  );
}

/** What stands round every page. */
function FrameWithPages({ profile, toasts, onSettled }: FrameProps & { profile: ProfileInfo }) {
  const isNarrow = useNarrow();
  const setDevice = useSetDevice();
  const { number } = useFormats();
  const waiting = useTodayCount();
  const isWindow = profile.host === 'window';
  useWaitingBadge(waiting ?? 0, isWindow);
  /** The first page is there: what it does not need may come. */
  const [isSettled, setSettled] = useState(false);
  useEffect(() => whenSettled(() => setSettled(true)), []);
  useEffect(() => {
    if (isSettled) onSettled();
  }, [isSettled, onSettled]);
  /** The name that a new contact begins with; null while none is made. */
  const [newNamed, setNewNamed] = useState<string | null>(null);
  function makeContact(name: string) {
    holdTyping();
    setNewNamed(name);
  }
  useCommandHandler('contact.new', () => makeContact(''));
  return (
    <ImportDrop>
      <Shell
        navigation={navigationWith(waiting === undefined ? undefined : number(waiting))}
        renderPlace={(isCollapsed) => <Place name={profile.team.place} isCollapsed={isCollapsed} />}
        search={<GlobalSearch />}
        quick={
          <>
            <ConnectionPill />
            <InboxBell />
            <CommandIconButton command="palette.open" icon={Command} className="narrow:size-10!" />
            {isNarrow ? <CommandIconButton command="quickAdd.open" icon={Plus} className="size-10!" /> : <CommandButton command="quickAdd.open" icon={Plus} />}
          </>
        }
        isSidebarCollapsed={profile.device.sidebar === 'icons'}
        onSidebarCollapse={(isCollapsed) => void setDevice({ sidebar: isCollapsed ? 'icons' : 'full' })}
        toasts={toasts}
        titleCount={waiting === undefined || isWindow ? undefined : number(waiting)}
      >
        <WarningBar warning={profile.warning} />
        <SampleBar />
        <Suspense>{isSettled && <BackupHost.Part profile={profile} />}</Suspense>
        <ExportScope>
          <Outlet />
        </ExportScope>
        <Suspense>{isSettled && <DueNotices.Part isWindow={isWindow} />}</Suspense>
        <InboxHost />
        <ReminderDialogHost />
        <DealDialogHost />
        <QuickAddHost />
        <UndoRedo />
        <AppLock />
        <Suspense>{isSettled && <ImportEnd.Part />}</Suspense>
        <Suspense>{(isSettled || newNamed !== null) && <NewContactDialog.Part isOpen={newNamed !== null} onClose={() => setNewNamed(null)} initialName={newNamed ?? ''} />}</Suspense>
        <PaletteHost onNewContact={makeContact} />
      </Shell>
    </ImportDrop>
  );
}
