import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFilter } from '../../../core/deal-filters.ts';
import { useApi, useApiQuery, useErrorText, useJob } from '../../api.ts';
import type { InputOf } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { JobProgress } from '../../job-progress.tsx';
import { downloadStoredFile } from '../../stored-files.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { useToday } from '../../views/use-today.ts';

type Format = InputOf<'transfer.exportContacts'>['format'];
type Subject = 'everything' | 'contacts' | 'deals' | 'calendar';

export interface ExportDialogProps {
  /** Which contacts may go out: these, all that match, or without either everything; and how many those are. */
  contacts: { what: Omit<InputOf<'transfer.exportContacts'>, 'format'>; count: number } | null;
  /** Which deals may go out: all that match. Where there are both, everything may go out, and one is chosen. */
  deals: DealFilter | null;
  /** What is chosen when it opens. */
  first: Exclude<Subject, 'calendar'>;
  onClose: () => void;
}

/** Asks for the format, makes the file with progress, and has the browser save it. */
export function ExportDialog({ contacts, deals, first, onClose }: ExportDialogProps) {
  const { t } = useTranslation('export');
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const contactsJob = useJob('transfer.exportContacts');
  const dealsJob = useJob('transfer.exportDeals');
  const everythingJob = useJob('transfer.exportEverything');
  const dealCount = useDealCount(deals);
  const [chosen, setChosen] = useState<Subject>(first);
  const [wanted, setFormat] = useState<Format>('csv');
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isOfAll = contacts !== null && deals !== null;
  const subjects: readonly Subject[] = isOfAll ? ['everything', 'contacts', ...(dealCount > 0 ? ['deals' as const] : []), 'calendar'] : [contacts === null ? 'deals' : 'contacts'];
  const subject = subjects.includes(chosen) ? chosen : subjects[0]!;
  const format = subject === 'deals' && wanted === 'vcard' ? 'csv' : wanted;
  const job = subject === 'everything' ? everythingJob : subject === 'deals' ? dealsJob : contactsJob;
  const isRunning = job.state.kind === 'running' || isSaving;

  const make = (): Promise<{ hash: string; name: string; missing?: number } | undefined> => {
    switch (subject) {
      case 'everything':
        return everythingJob.start(undefined);
      case 'calendar':
        return api.transfer.exportCalendar();
      case 'deals':
        return dealsJob.start({ format: format === 'json' ? 'json' : 'csv', filter: deals ?? [] });
      case 'contacts':
        return contactsJob.start({ format, ...contacts?.what });
    }
  };

  async function run() {
    setFailure(null);
    try {
      const file = await make();
      if (!file) return;
      setSaving(true);
      await downloadStoredFile(api, file);
      const { name, missing = 0 } = file;
      showToast({ text: missing > 0 ? t('doneWithout', { name, count: missing }) : t('done', { name }), tone: missing > 0 ? 'danger' : 'success' });
      onClose();
    } catch (error) {
      setFailure(error);
    }
    setSaving(false);
  }

  const error = job.state.kind === 'failed' ? job.state.error : failure;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      closeLabel={text('common:close')}
      onSubmit={() => void run()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={isRunning}>{t('export')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {subjects.length > 1 && !isRunning && (
          <SegmentedControl label={t('subject')} value={subject} onChange={setChosen} segments={subjects.map((value) => ({ value, label: t(SUBJECTS[value]) }))} />
        )}
        {subject === 'everything' && <p className="text-13 text-text2">{t('everythingHint')}</p>}
        {subject === 'calendar' && <p className="text-13 text-text2">{t('calendarHint')}</p>}
        {(subject === 'contacts' || subject === 'deals') && <HowMany subject={subject} count={subject === 'deals' ? dealCount : (contacts?.count ?? 0)} />}
        {isRunning && (subject === 'everything' ? <JobProgress job={everythingJob} label={t('making')} /> : subject === 'deals' ? <JobProgress job={dealsJob} label={t('making')} /> : <JobProgress job={contactsJob} label={t('making')} />)}
        {!isRunning && (subject === 'contacts' || subject === 'deals') && (
          <RadioCards
            label={t('format')}
            value={format}
            onChange={setFormat}
            cards={[
              { value: 'csv', label: t('csv'), hint: t(subject === 'deals' ? 'csvDealsHint' : 'csvHint') },
              ...(subject === 'deals' ? [] : [{ value: 'vcard' as const, label: t('vcard'), hint: t('vcardHint') }]),
              { value: 'json', label: t('json'), hint: t(subject === 'deals' ? 'jsonDealsHint' : 'jsonHint') },
            ]}
          />
        )}
        {error !== null && <p role="alert" className="text-12 text-danger-text">{errorText(error)}</p>}
      </div>
    </Dialog>
  );
}

const SUBJECTS = { everything: 'all', contacts: 'contacts', deals: 'deals', calendar: 'calendar' } as const satisfies Record<Subject, string>;

function HowMany({ subject, count }: { subject: 'contacts' | 'deals'; count: number }) {
  const { t } = useTranslation('export');
  const { number } = useFormats();
  return <p className="text-13 text-text2">{t(subject === 'deals' ? 'whatDeals' : 'what', { count, formatted: number(count) })}</p>;
}

/** How many deals match. Of none nothing is asked. */
function useDealCount(deals: DealFilter | null): number {
  const now = useToday();
  const { data } = useApiQuery('deals.totals', { filter: deals ?? [], now });
  return deals === null ? 0 : (data?.count ?? 0);
}
