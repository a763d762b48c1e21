import { useEffect, useRef, useState } from 'react';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ComparedCount, OpenedView } from '../../../../core/api/restore.ts';
import type { DifferenceSide, RecordKind } from '../../../../core/restore.ts';
import { useApi, useErrorText, useJob } from '../../../api.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { Failed } from '../../../loaded.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { AfterAMoment } from '../../../ui/skeleton.tsx';
import { useRestoreSession } from '../session.ts';
import { CountTable } from './count-table.tsx';
import { DifferenceList } from './difference-list.tsx';
import { PlaceInFull } from './place-in-full.tsx';

/** Which differences are listed. */
export interface Shown {
  kind: RecordKind;
  side: DifferenceSide;
}

/** What is in a backup beside what is here, and the ways back. */
export function Opened({ opened, failure }: { opened: OpenedView; failure: unknown }) {
  const { t } = useTranslation('restore');
  const errorText = useErrorText();
  const { counts, job, compare } = useComparison(opened.id);
  const [chosen, setChosen] = useState<Shown | null>(null);
  const shown = chosen ?? (counts ? firstShown(counts) : null);
  const isRunning = job.state.kind === 'running';
  return (
    <>
      <Head opened={opened} onCompare={isRunning ? undefined : compare} />
      {failure !== null && <p role="alert" className="rounded-card bg-danger-subtle p-3 text-13 break-words text-danger-text">{t('placeFailed')} {errorText(failure)}</p>}
      {isRunning && <AfterAMoment><JobProgress job={job} label={t('comparing')} /></AfterAMoment>}
      {job.state.kind === 'failed' && <Failed error={job.state.error} onRetry={compare} />}
      {counts && (
        <>
          <CountTable counts={counts} shown={shown} onShow={setChosen} />
          {shown ? (
            <DifferenceList key={`${shown.kind} ${shown.side}`} opened={opened} shown={shown} total={countOf(counts, shown)} onBrought={compare} />
          ) : (
            counts.every(({ there, here, changed }) => there + here + changed === 0) && <p role="status" className="text-13 text-text2">{t('same')}</p>
          )}
        </>
      )}
      {opened.isOfThisProfile && <PlaceInFull opened={opened} counts={counts} isDisabled={isRunning} />}
    </>
  );
}

function Head({ opened: { madeAt, version, counts, files, filesMissing, isOfThisProfile }, onCompare }: { opened: OpenedView; onCompare: (() => void) | undefined }) {
  const { t } = useTranslation('restore');
  const api = useApi();
  const words = useBackupWords();
  const { number } = useFormats();
  const nowMs = useMinute();
  const startOver = useRestoreSession((session) => session.startOver);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="figures me-auto min-w-0 text-16! break-words">{t('openedTitle', { when: words.when(madeAt, nowMs) })}</h2>
        <Button kind="bare" icon={RotateCw} isDisabled={!onCompare} {...(onCompare ? { onPress: onCompare } : {})}>{t('compareAgain')}</Button>
        <Button onPress={() => startOver(api)}>{t('anotherBackup')}</Button>
      </div>
      <p className="figures -mt-2 text-13 break-words text-text2">{t('openedFacts', { counts: words.counts(counts), files: t('files', { count: files, formatted: number(files) }), version })}</p>
      {!isOfThisProfile && <p role="status" className="rounded-card bg-warning-subtle p-3 text-13 text-warning-text">{t('otherProfile')}</p>}
      {filesMissing > 0 && <p role="status" className="rounded-card bg-warning-subtle p-3 text-13 text-warning-text">{t('filesMissing', { count: filesMissing, formatted: number(filesMissing) })}</p>}
    </div>
  );
}

/** Compares when the backup is opened, and again when somebody asks. What was found before stays in sight meanwhile. */
function useComparison(opened: string) {
  const job = useJob('restore.compare');
  const counts = useRestoreSession((session) => session.counts);
  const compared = useRestoreSession((session) => session.compared);
  const hasBegun = useRef(false);

  async function compare() {
    const found = await job.start({ opened });
    if (found) compared(found.counts);
  }

  useEffect(() => {
    if (counts || hasBegun.current) return;
    hasBegun.current = true;
    void compare();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  }, []);

  return { counts, job, compare: () => void compare() };
}

const LISTED: readonly RecordKind[] = ['person', 'organisation', 'entry', 'reminder', 'deal'];
const SIDES: readonly DifferenceSide[] = ['there', 'changed', 'here'];

/** What is missing first: that is what people come for. */
function firstShown(counts: readonly ComparedCount[]): Shown | null {
  for (const side of SIDES) {
    const kind = LISTED.find((each) => countOf(counts, { kind: each, side }) > 0);
    if (kind) return { kind, side };
  }
  return null;
}

const countOf = (counts: readonly ComparedCount[], { kind, side }: Shown): number => counts.find((count) => count.kind === kind)?.[side] ?? 0;
