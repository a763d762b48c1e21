import { useState } from 'react';
import { DatabaseZap, HardDrive, LogOut, RotateCw, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Rebuilt, Trouble, TroubleKind } from '../../../../core/api/gate.ts';
import { useApi, useErrorText, useJob } from '../../../api.ts';
import { Asides } from '../../../asides/asides.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { Button } from '../../../ui/button.tsx';
import { GateScreen } from '../gate-screen.tsx';
import { Backups } from './backups.tsx';
import { CopyButton } from './copy-button.tsx';
import { RebuiltReport } from './rebuilt-report.tsx';

/** Where something may still be read, so that a new database can be built of it. */
const CAN_REBUILD: ReadonlySet<TroubleKind> = new Set(['damaged', 'not-a-database', 'failed']);
/** Where a backup may take the place of what is there. */
const HELPED_BY_BACKUP: ReadonlySet<TroubleKind> = new Set(['damaged', 'not-a-database', 'empty', 'database-gone', 'wal-missing', 'failed']);
/** What lies outside of the database, and that a person can mend by themselves. */
const OF_THE_DISK: ReadonlySet<TroubleKind> = new Set(['read-only', 'folder-gone', 'disk-full', 'unreadable']);

export interface TroubleScreenProps {
  trouble: Trouble;
  rebuilt: Rebuilt | null;
  onQuit: () => void;
}

export function TroubleScreen({ trouble, rebuilt, onQuit }: TroubleScreenProps) {
  const { kind, folder, found } = trouble;
  const { t } = useTranslation('gate');
  const api = useApi();
  const job = useJob('gate.rebuild');
  const { run, isBusy, errorText } = useAct();
  const Icon = OF_THE_DISK.has(kind) ? HardDrive : DatabaseZap;
  const isWorking = isBusy || job.state.kind === 'running';
  const failure = errorText ?? (job.state.kind === 'failed' ? job.state.error : undefined);
  const canRebuild = CAN_REBUILD.has(kind);
  return (
    <GateScreen label={t(`title_${kind}`)}>
      <div className="flex flex-col gap-4">
        <span aria-hidden className="grid size-12 place-items-center rounded-card bg-warning-subtle text-warning-text">
          <Icon className="size-6 stroke-[1.5]" />
        </span>
        <h1 className="text-22 font-semibold tracking-title">{t(`title_${kind}`)}</h1>
        <p className="text-14 break-words text-text2">{useWhat(trouble)}</p>
        <p className="text-14 text-text2">{t(`todo_${kind}`, { folder })}</p>
        {found !== 'start' && <p className="text-14 text-text2">{t('kept')}</p>}
        {job.state.kind === 'running' && <JobProgress job={job} label={t(`step_${job.state.progress?.step ?? 'copying'}`)} />}
        {rebuilt && job.state.kind !== 'running' && <RebuiltReport rebuilt={rebuilt} isDisabled={isWorking} onUse={() => run(() => api.gate.takeRebuilt())} />}
        {HELPED_BY_BACKUP.has(kind) && <Backups isDisabled={isWorking} />}
        {failure !== undefined && <Failure error={failure} />}
        <div className="flex flex-wrap gap-2 pt-2">
          {canRebuild && !rebuilt && <Button kind="main" icon={Wrench} isDisabled={isWorking} onPress={() => void job.start(undefined)}>{t('rebuild')}</Button>}
          {kind === 'wal-missing' && <Button isDisabled={isWorking} onPress={() => run(() => api.gate.goOn({ as: 'without-wal' }))}>{t('goOnWithoutWal')}</Button>}
          {(kind === 'empty' || kind === 'database-gone') && <Button isDisabled={isWorking} onPress={() => run(() => api.gate.goOn({ as: 'new-profile' }))}>{t('beginAnew')}</Button>}
          <Button kind={canRebuild ? 'plain' : 'main'} icon={RotateCw} isDisabled={isWorking} onPress={() => run(() => api.gate.retry())}>{t('retry')}</Button>
          {canRebuild && rebuilt && <Button icon={Wrench} isDisabled={isWorking} onPress={() => void job.start(undefined)}>{t('rebuildAgain')}</Button>}
          <Button
            kind="bare"
            icon={LogOut}
            isDisabled={isWorking}
            onPress={() => {
              onQuit();
              // It ends before it can answer.
              api.gate.quit().catch(() => {});
            }}
          >
            {t('quit')}
          </Button>
          <CopyButton label={t('copyDetails')} text={JSON.stringify(trouble, null, 2)} />
        </div>
        {kind !== 'folder-gone' && kind !== 'in-use' && <Asides className="mt-4" />}
      </div>
    </GateScreen>
  );
}

function useWhat({ kind, folder, holder }: Trouble): string {
  const { t } = useTranslation('gate');
  const { dateTime } = useFormats();
  if (!holder) return t(`text_${kind}`, { folder });
  return t('textHolder', { folder, program: holder.program, pid: String(holder.pid), host: holder.host, since: dateTime(holder.since) });
}

function Failure({ error }: { error: unknown }) {
  const errorText = useErrorText();
  return <p role="alert" className="text-14 text-danger-text">{errorText(error)}</p>;
}

/** One thing at a time; what it was refused for stays until the next one. */
function useAct() {
  const [isBusy, setBusy] = useState(false);
  const [errorText, setError] = useState<unknown>();
  async function act(work: () => Promise<unknown>) {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (error) {
      setError(error);
    } finally {
      setBusy(false);
    }
  }
  return { run: (work: () => Promise<unknown>) => void act(work), isBusy, errorText };
}
