import { useEffect, useRef } from 'react';
import { Archive, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EverythingLook } from '../../../../core/api/everything.ts';
import { hasCode } from '../../../../core/call.ts';
import { useApi, useErrorText, useJob } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { Button } from '../../../ui/button.tsx';
import { useImportSession, type WholeSource } from '../session.ts';
import { WholeCounts, WholeTitle } from './whole-counts.tsx';

/** What an export of everything holds, and whether it can be taken in here. */
export function Whole({ source, failure }: { source: WholeSource; failure: unknown }) {
  const { t } = useTranslation('import');
  const { bytes } = useFormats();
  const { refuse, startOver } = useImportSession();
  const api = useApi();
  const job = useJob('everything.look');
  const { state } = job;
  const hasBegun = useRef(false);
  const look = () => void job.start({ from: source.from });
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    look();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, as it opens
  }, []);
  useEffect(() => {
    if (state.kind === 'failed') refuse(state.error);
    if (state.kind === 'cancelled') startOver(api);
  }, [state, refuse, startOver, api]);

  return (
    <div className="mx-auto flex min-h-0 w-full max-w-160 flex-1 flex-col gap-4 overflow-y-auto px-6 pt-2 pb-8 narrow:px-4">
      <JobProgress job={job} label={t('sending', { name: source.name })} format={bytes} className="mt-10" />
      {state.kind === 'done' && <Looked source={source} look={state.result} failure={failure} onLookAgain={look} />}
    </div>
  );
}

function Looked({ source, look, failure, onLookAgain }: { source: WholeSource; look: EverythingLook; failure: unknown; onLookAgain: () => void }) {
  const { t } = useTranslation('import');
  const api = useApi();
  const errorText = useErrorText();
  const { take, startOver } = useImportSession();
  const canTake = look.isEmptyHere && !hasCode(failure, 'profile-not-empty');
  return (
    <>
      <WholeTitle icon={Archive} title={t('wholeTitle')} name={source.name} />
      <WholeCounts look={look} />
      {failure !== null && !hasCode(failure, 'profile-not-empty') && <p role="alert" className="rounded-card bg-danger-subtle p-3 text-13 break-words text-danger-text">{t('takeBrokeOff', { why: errorText(failure) })}</p>}
      {canTake ? <p className="text-13 text-text2">{t('wholeText')}</p> : <NotEmpty source={source} />}
      <div className="flex flex-wrap gap-2">
        {canTake && <Button kind="main" autoFocus onPress={() => void take(api, look)}>{t('takeEverything')}</Button>}
        {!canTake && <Button autoFocus onPress={onLookAgain}>{t('wholeLookAgain')}</Button>}
        <Button onPress={() => startOver(api)}>{t('another')}</Button>
      </div>
    </>
  );
}

/** Two histories are not mixed: says what can be done instead. */
function NotEmpty({ source }: { source: WholeSource }) {
  const { t } = useTranslation('import');
  return (
    <div role="status" className="flex gap-2 rounded-card bg-warning-subtle p-3 text-13 text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h3 className="text-13! font-semibold">{t('wholeNotEmpty')}</h3>
        <p>{t('wholeNotEmptyText')}</p>
        <p>
          {t('wholeNewProfile')} <code dir="ltr" className="rounded-chip bg-surface px-1 break-words">kith import {source.file ? 'FILE.zip' : 'FOLDER'} --profile NEW-FOLDER</code>
        </p>
        <p>{t(source.file ? 'wholeOnlyContacts' : 'wholeOnlyContactsFolder')}</p>
      </div>
    </div>
  );
}
