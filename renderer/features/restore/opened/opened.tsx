import { useState } from 'react';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ComparedCount, OpenedView } from '../../../../core/api/restore.ts';
import type { DifferenceSide, RecordKind } from '../../../../core/restore.ts';
import { useApi } from '../../../api.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { Failed } from '../../../loaded.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { AfterAMoment } from '../../../ui/skeleton.tsx';
import { type View, useRestoreSession } from '../session.ts';
import { CountTable } from './count-table.tsx';
import { DifferenceList } from './difference-list.tsx';
import { Everything } from './everything.tsx';
import { PlaceInFull } from './place-in-full.tsx';
import { useComparison } from './use-comparison.ts';

/** Which differences are listed. */
export interface Shown {
  kind: RecordKind;
  side: DifferenceSide;
}

/** What is in a backup beside what is here, and the ways back. */
export function Opened({ opened }: { opened: OpenedView }) {
  const { t } = useTranslation('restore');
  const { counts, job, compare } = useComparison(opened.id);
  const view = useRestoreSession((session) => session.view);
  const look = useRestoreSession((session) => session.look);
  const isRunning = job.state.kind === 'running';
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4">
      <div className="flex w-full max-w-200 flex-col gap-4">
        <Head opened={opened} {...(view === 'differences' ? { onCompare: compare } : {})} isComparing={isRunning} />
        <SegmentedControl<View>
          label={t('view')}
          value={view}
          onChange={look}
          segments={[{ value: 'differences', label: t('differences') }, { value: 'everything', label: t('everything') }]}
        />
      </div>
      {view === 'everything' ? (
        <Everything opened={opened} onBrought={compare} />
      ) : (
        <div className="flex w-full max-w-200 flex-col gap-4 pb-8">
          {/* Where there is something to look at already, it is renewed without a word. */}
          {isRunning && !counts && <AfterAMoment><JobProgress job={job} label={t('comparing')} /></AfterAMoment>}
          {job.state.kind === 'failed' && <Failed error={job.state.error} onRetry={compare} />}
          {counts && <Differences opened={opened} counts={counts} onBrought={compare} />}
          {opened.isOfThisProfile && <PlaceInFull opened={opened} counts={counts} isDisabled={isRunning} />}
        </div>
      )}
    </div>
  );
}

function Differences({ opened, counts, onBrought }: { opened: OpenedView; counts: readonly ComparedCount[]; onBrought: () => void }) {
  const { t } = useTranslation('restore');
  const [chosen, setChosen] = useState<Shown | null>(null);
  const shown = chosen ?? firstShown(counts);
  return (
    <>
      <CountTable counts={counts} shown={shown} onShow={setChosen} />
      {shown ? (
        <DifferenceList key={`${shown.kind} ${shown.side}`} opened={opened} shown={shown} onBrought={onBrought} />
      ) : (
        counts.every(({ there, here, changed }) => there + here + changed === 0) && <p role="status" className="text-13 text-text2">{t('same')}</p>
      )}
    </>
  );
}

function Head({ opened: { madeAt, version, counts, files, filesMissing, isOfThisProfile }, onCompare, isComparing }: { opened: OpenedView; onCompare?: () => void; isComparing: boolean }) {
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
        {onCompare && <Button kind="bare" icon={RotateCw} isDisabled={isComparing} onPress={onCompare}>{t('compareAgain')}</Button>}
        <Button onPress={() => startOver(api)}>{t('anotherBackup')}</Button>
      </div>
      <p className="figures -mt-2 text-13 break-words text-text2">{t('openedFacts', { counts: words.counts(counts), files: t('files', { count: files, formatted: number(files) }), version })}</p>
      {!isOfThisProfile && <p role="status" className="rounded-card bg-warning-subtle p-3 text-13 text-warning-text">{t('otherProfile')}</p>}
      {filesMissing > 0 && <p role="status" className="rounded-card bg-warning-subtle p-3 text-13 text-warning-text">{t('filesMissing', { count: filesMissing, formatted: number(filesMissing) })}</p>}
    </div>
  );
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
