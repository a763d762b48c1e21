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
type Subject = 'contacts' | 'deals';

export interface ExportDialogProps {
  /** Which contacts may go out: these, all that match, or without either everything; and how many those are. */
  contacts: { what: Omit<InputOf<'transfer.exportContacts'>, 'format'>; count: number } | null;
  /** Which deals may go out: all that match. Where there are both, one is chosen. */
  deals: DealFilter | null;
  onClose: () => void;
}

/** Asks for the format, makes the file with progress, and has the browser save it. */
export function ExportDialog({ contacts, deals, onClose }: ExportDialogProps) {
  const { t } = useTranslation('export');
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const contactsJob = useJob('transfer.exportContacts');
  const dealsJob = useJob('transfer.exportDeals');
  const dealCount = useDealCount(deals);
  const [chosen, setChosen] = useState<Subject>(contacts ? 'contacts' : 'deals');
  const [wanted, setFormat] = useState<Format>('csv');
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const hasBoth = contacts !== null && dealCount > 0;
  const subject: Subject = contacts === null ? 'deals' : hasBoth ? chosen : 'contacts';
  const format = subject === 'deals' && wanted === 'vcard' ? 'csv' : wanted;
  const job = subject === 'deals' ? dealsJob : contactsJob;
  const isRunning = job.state.kind === 'running' || isSaving;

  async function run() {
    setFailure(null);
    const file = subject === 'deals' ? await dealsJob.start({ format: format === 'json' ? 'json' : 'csv', filter: deals ?? [] }) : await contactsJob.start({ format, ...contacts?.what });
    if (!file) return;
    setSaving(true);
    try {
      await downloadStoredFile(api, file);
      showToast({ text: t('done', { name: file.name }), tone: 'success' });
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
        {hasBoth && !isRunning && (
          <SegmentedControl
            label={t('subject')}
            value={subject}
            onChange={setChosen}
            segments={[{ value: 'contacts', label: t('contacts') }, { value: 'deals', label: t('deals') }]}
          />
        )}
        <HowMany subject={subject} count={subject === 'deals' ? dealCount : (contacts?.count ?? 0)} />
        {isRunning ? (
          subject === 'deals' ? <JobProgress job={dealsJob} label={t('making')} /> : <JobProgress job={contactsJob} label={t('making')} />
        ) : (
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

function HowMany({ subject, count }: { subject: Subject; count: number }) {
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
