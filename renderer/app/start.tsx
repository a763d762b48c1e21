import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import { Plug, Unplug } from 'lucide-react';
import type { i18n } from 'i18next';
import { ApiProvider, useApiQuery, useConnection } from '../api.ts';
import type { Connection } from '../api.ts';
import type { ProfileInfo } from '../../core/api/profile.ts';
import { hasCode } from '../../core/call.ts';
import { languageOf, switchLanguage } from '../i18n/languages.ts';
import { LocaleProvider } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Failed } from '../loaded.tsx';
import { setAppearance } from '../ui/appearance.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { AfterAMoment } from '../ui/skeleton.tsx';
import { App } from './app.tsx';
import { Gate } from './gate.tsx';

export interface StartProps {
  connection: Connection;
  queries: QueryClient;
  texts: i18n;
  /** Empties the memory of the page when the app locks. */
  forget?: () => void;
}

/** From nothing to the first screen: the connection, who this profile is, its language and look. */
export function Start({ connection, queries, texts, forget }: StartProps) {
  return (
    <ApiProvider client={connection.client} queries={queries} connection={connection}>
      <Profile texts={texts} forget={forget} />
    </ApiProvider>
  );
}

function Profile({ texts, forget }: Pick<StartProps, 'texts'> & { forget: StartProps['forget'] }) {
  const { data: profile, error, refetch } = useApiQuery('profile.info', undefined);
  const locale = useSpokenLocale(texts, profile?.device.locale);
  useLook(profile);
  return (
    <LocaleProvider texts={texts} locale={locale ?? navigator.language}>
      <Gate forget={forget}>{profile && locale !== undefined ? <App profile={profile} /> : <BeforeProfile error={error} onRetry={() => void refetch()} />}</Gate>
    </LocaleProvider>
  );
}

/** The profile's locale once its texts are there; the one before while the next is loading. */
function useSpokenLocale(texts: i18n, locale: string | undefined): string | undefined {
  const [spoken, setSpoken] = useState<string>();
  useEffect(() => {
    if (locale === undefined) return;
    let isCurrent = true;
    void switchLanguage(texts, languageOf(locale)).then(() => {
      if (isCurrent) setSpoken(locale);
    });
    return () => {
      isCurrent = false;
    };
  }, [texts, locale]);
  return spoken;
}

/** Theme and density of this device. */
function useLook(profile: ProfileInfo | undefined) {
  const theme = profile?.device.theme;
  const density = profile?.device.density;
  useEffect(() => {
    if (theme && density) setAppearance({ theme, density });
  }, [theme, density]);
}

function BeforeProfile({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const text = useText();
  const connection = useConnection();
  if (connection.kind === 'signed-out') return <FullPage><EmptyState icon={Unplug} text={text('app:signedOut')} /></FullPage>;
  if (connection.kind === 'lost') return <FullPage><AfterAMoment><EmptyState icon={Plug} text={text('app:unreachable')} /></AfterAMoment></FullPage>;
  // The gate says why.
  if (!error || hasCode(error, 'not-open')) return null;
  return (
    <FullPage>
      <Failed error={error} onRetry={onRetry} />
    </FullPage>
  );
}

function FullPage({ children }: { children: ReactNode }) {
  return <main className="grid h-full place-items-center bg-surface">{children}</main>;
}
