import { useEffect, useState } from 'react';
import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BackupStatus } from '../../core/api/backup.ts';
import type { ProfileInfo } from '../../core/api/profile.ts';
import { useApi, useApiQuery, useErrorText, usePreference } from '../api.ts';
import { useCommandContext, useCommandHandler } from '../commands/command-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { settingsPath } from '../paths.ts';
import { useMinute } from '../reminders/use-minute.ts';
import { Button } from '../ui/button.tsx';
import { CheckKeyDialog } from './check-key-dialog.tsx';
import { type Hint, NO_MEMORY, hintOf, quietFrom, readHintMemory, sinceWhen } from './hint.ts';
import { useBackUpNow, useBackupRun } from './run.ts';
import { useBackupWords } from './words.ts';

/** Mount once, above the pages: backs up at a command, and says in one quiet line what is worth knowing. */
export function BackupHost({ profile }: { profile: ProfileInfo }) {
  const { data: status } = useApiQuery('backup.status', undefined);
  const backUpNow = useBackUpNow();
  const isRunning = useBackupRun(({ running }) => running !== null);
  useCommandHandler('backup.now', () => void backUpNow(), status !== undefined && status.destinations.length > 0 && !isRunning);
  return status ? <BackupHint profile={profile} status={status} /> : null;
}

function BackupHint({ profile, status }: { profile: ProfileInfo; status: BackupStatus }) {
  const { value, set } = usePreference('backup.hint', readHintMemory);
  const nowMs = useMinute();
  const api = useApi();
  const errorText = useErrorText();
  const { goTo, showToast } = useCommandContext();
  const [isChecking, setChecking] = useState(false);
  const memory = value ?? NO_MEMORY;
  const since = value === undefined ? null : sinceWhen(profile, status, memory, nowMs);
  useEffect(() => {
    if (since !== null) set({ ...memory, since });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it begins
  }, [since !== null]);

  const hint = value === undefined ? null : hintOf(profile, status, memory, nowMs);
  if (!hint && !isChecking) return null;
  const dismiss = () => {
    if (hint?.kind !== 'key') return set(quietFrom(memory, nowMs));
    api.backup.askLater().catch((error: unknown) => showToast({ text: errorText(error), tone: 'danger' }));
  };
  return (
    <>
      {hint && <HintLine hint={hint} nowMs={nowMs} onFollow={() => (hint.kind === 'key' ? setChecking(true) : goTo(settingsPath('backups')))} onDismiss={dismiss} />}
      {isChecking && <CheckKeyDialog onClose={() => setChecking(false)} />}
    </>
  );
}

const WORDS = {
  never: { text: 'hintNever', follow: 'hintSetUp' },
  old: { text: 'hintOld', follow: 'hintLook' },
  key: { text: 'hintKey', follow: 'hintCheck' },
} as const;

function HintLine({ hint, nowMs, onFollow, onDismiss }: { hint: Hint; nowMs: number; onFollow: () => void; onDismiss: () => void }) {
  const { t } = useTranslation('backup');
  const text = useText();
  const words = useBackupWords();
  const { text: said, follow } = WORDS[hint.kind];
  const Icon = hint.kind === 'old' ? TriangleAlert : ShieldCheck;
  return (
    <div className="flex min-h-9 flex-none flex-wrap items-center gap-x-3 border-b border-border bg-canvas px-6 py-1 text-12 text-text2 narrow:px-4 print:hidden">
      <Icon aria-hidden className="text-text3" />
      <span role="status" className="figures min-w-0 break-words">{t(said, hint.kind === 'old' ? { when: words.when(hint.at, nowMs) } : {})}</span>
      <Button kind="bare" size="small" className="-mx-2 h-6! text-accent-text!" onPress={onFollow}>{t(follow)}</Button>
      <span className="flex-1" />
      <Button kind="bare" size="small" className="-mx-2 h-6!" onPress={onDismiss}>{hint.kind === 'key' ? t('hintLater') : text('common:dismiss')}</Button>
    </div>
  );
}
