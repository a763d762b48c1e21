import { lazy, Suspense, useState } from 'react';
import { Outlet } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ProfileInfo } from '../../core/api/profile.ts';
import { useApiQuery, usePreference, useSetDevice } from '../api.ts';
import { CommandIconButton } from '../commands/command-button.tsx';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { ImportEnd } from '../features/import/import-end.tsx';
import { SampleBar } from '../features/sample/index.ts';
import { useNarrow } from '../ui/media.ts';
import type { ToastsState } from '../ui/toasts.tsx';
import { ConnectionPill } from './connection-pill.tsx';
import { ExportScope } from './export-scope.tsx';
import { GlobalSearch } from './global-search/global-search.tsx';
import { ImportDrop } from './import-drop.tsx';
import { NAVIGATION } from './navigation.ts';
import { Place } from './place.tsx';
import { Shell } from './shell/shell.tsx';
import { UndoRedo } from './undo-redo.tsx';
import { WarningBar } from './warning-bar.tsx';

const NewContactDialog = lazy(() => import('../features/contacts/index.ts').then(({ NewContactDialog: loaded }) => ({ default: loaded })));

const Onboarding = lazy(() => import('../features/onboarding/index.ts').then(({ Onboarding: loaded }) => ({ default: loaded })));

/** The first start, and from then on the frame with its pages. */
export function Frame({ toasts }: { toasts: ToastsState }) {
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { value: step } = usePreference('onboarding', (stored) => (typeof stored === 'string' ? stored : null));
  if (!profile || step === undefined) return null;
  // A profile that was filled in the terminal has nothing left to begin with.
  const isFirstStart = !profile.device.onboarded && (profile.contacts === 0 || step !== null);
  if (!isFirstStart) return <FrameWithPages profile={profile} toasts={toasts} />;
  return (
    <Suspense>
      <Onboarding profile={profile} />
    </Suspense>
  );
}

/** What stands round every page. */
function FrameWithPages({ profile, toasts }: { profile: ProfileInfo; toasts: ToastsState }) {
  const isNarrow = useNarrow();
  const setDevice = useSetDevice();
  const [isMakingContact, setMakingContact] = useState(false);
  useCommandHandler('contact.new', () => setMakingContact(true));
  return (
    <ImportDrop>
      <Shell
        navigation={NAVIGATION}
        renderPlace={(isCollapsed) => <Place name={profile.team.place} isCollapsed={isCollapsed} />}
        search={<GlobalSearch />}
        quick={
          <>
            <ConnectionPill />
            {isNarrow && <CommandIconButton command="contact.new" icon={Plus} className="size-10!" />}
          </>
        }
        isSidebarCollapsed={profile.device.sidebar === 'icons'}
        onSidebarCollapse={(isCollapsed) => void setDevice({ sidebar: isCollapsed ? 'icons' : 'full' })}
        toasts={toasts}
      >
        <WarningBar warning={profile.warning} />
        <SampleBar />
        <ExportScope>
          <Outlet />
        </ExportScope>
        <UndoRedo />
        <ImportEnd />
        <Suspense>
          <NewContactDialog isOpen={isMakingContact} onClose={() => setMakingContact(false)} />
        </Suspense>
      </Shell>
    </ImportDrop>
  );
}
