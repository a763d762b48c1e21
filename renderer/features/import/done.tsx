import { useState } from 'react';
import { Bell, CircleCheck, Download, SquareKanban, Undo2, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../core/api/transfer.ts';
import type { Id } from '../../../core/ids.ts';
import { useApi, useErrorText, useJob } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { JobProgress } from '../../job-progress.tsx';
import { CONTACTS_PATH, PIPELINE_PATH, REMINDERS_PATH } from '../../paths.ts';
import { downloadStoredFile } from '../../stored-files.ts';
import { Button } from '../../ui/button.tsx';
import { Outcome } from './outcome.tsx';
import { DoubtList } from './review/doubt-list.tsx';
import { ProblemList } from './review/problem-list.tsx';
import { useReportWords } from './report-words.ts';
import { useImportSession } from './session.ts';

/** What came of an import, what is left to look at, and the way back. */
export function Done({ report, fileName }: { report: ImportReport; fileName: string }) {
  const { t } = useTranslation('import');
  const api = useApi();
  const { goTo } = useCommandContext();
  const startOver = useImportSession((session) => session.startOver);
  const { doneTitle } = useReportWords();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto pb-8">
      <div className="flex flex-col gap-4 px-6 pb-4 narrow:px-4">
        <div className="flex items-start gap-3">
          <CircleCheck aria-hidden className="mt-0.5 size-5! text-success-text" />
          <div className="min-w-0">
            <h2 className="text-16! leading-6!">{doneTitle(report)}</h2>
            <p className="text-12 break-words text-text3"><bdi>{fileName}</bdi></p>
          </div>
        </div>
        <Outcome report={report} />
        <div className="flex flex-wrap gap-2">
          {report.calendar ? (
            <Button kind="main" icon={Bell} autoFocus onPress={() => goTo(REMINDERS_PATH)}>{t('showReminders')}</Button>
          ) : report.deals ? (
            <Button kind="main" icon={SquareKanban} autoFocus onPress={() => goTo(PIPELINE_PATH)}>{t('showDeals')}</Button>
          ) : (
            <Button kind="main" icon={Users} autoFocus onPress={() => goTo(CONTACTS_PATH)}>{t('showContacts')}</Button>
          )}
          {report.errorsFile !== null && <ErrorsButton hash={report.errorsFile} fileName={fileName} skipped={report.skipped} />}
          <Button onPress={() => startOver(api)}>{t('another')}</Button>
        </div>
        {report.changeId !== null && <TakeBack changeId={report.changeId} />}
      </div>
      {report.doubts.length > 0 && (
        <section aria-label={t('doubts')} className="border-t border-border">
          <h2 className="px-6 pt-4 narrow:px-4">{t('doubts')}</h2>
          <DoubtList report={report} />
        </section>
      )}
      {report.errors.length > 0 && (
        <section aria-label={t('problems')} className="border-t border-border">
          <h2 className="px-6 pt-4 narrow:px-4">{t('problems')}</h2>
          <ProblemList report={report} />
        </section>
      )}
    </div>
  );
}

/** The rows that could not be read, as a file to mend and bring in again. */
function ErrorsButton({ hash, fileName, skipped }: { hash: string; fileName: string; skipped: number }) {
  const { t } = useTranslation('import');
  const api = useApi();
  const errorText = useErrorText();
  const { number } = useFormats();
  const { showToast } = useCommandContext();

  async function download() {
    try {
      await downloadStoredFile(api, { hash, name: t('errorsFile', { name: fileName.replace(/\.[^.]*$/, '') }) });
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return <Button icon={Download} onPress={() => void download()}>{t('downloadErrors', { count: skipped, formatted: number(skipped) })}</Button>;
}

/** Takes the whole import back, and after that brings it again. */
function TakeBack({ changeId }: { changeId: Id }) {
  const { t } = useTranslation('import');
  const errorText = useErrorText();
  const { announce } = useCommandContext();
  const job = useJob('history.undo', { outlives: true });
  const [last, setLast] = useState({ changeId, isUndone: false, kept: 0 });

  async function turn() {
    const done = await job.start({ changeId: last.changeId });
    if (!done) return;
    setLast({ changeId: done.changeId, isUndone: !last.isUndone, kept: done.kept.length });
    announce(t(last.isUndone ? 'backAgain' : 'takenBack'));
  }

  return (
    <div className="flex flex-col gap-2">
      <JobProgress job={job} label={t(last.isUndone ? 'bringingBack' : 'takingBackAll')} isUnstoppable />
      {job.state.kind === 'failed' && <p role="alert" className="text-13 text-danger-text">{errorText(job.state.error)}</p>}
      {job.state.kind !== 'running' && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button size="small" icon={Undo2} onPress={() => void turn()}>{t(last.isUndone ? 'bringBack' : 'takeBack')}</Button>
          <p className="text-12 text-text3">
            {last.isUndone ? t('takenBack') : t('takeBackHint')} {last.kept > 0 && t('keptSome', { count: last.kept })}
          </p>
        </div>
      )}
    </div>
  );
}
