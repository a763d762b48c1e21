import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLook, ImportOptions } from '../../../../core/api/transfer.ts';
import { hasCode } from '../../../../core/call.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApi, useApiQuery } from '../../../api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Failed } from '../../../loaded.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import type { TabEntry } from '../../../ui/tabs.tsx';
import { useImportSession } from '../session.ts';
import type { SentFile } from '../session.ts';
import { CalendarSample } from './calendar-sample.tsx';
import { DealSample } from './deal-sample.tsx';
import { ColumnList } from './column-list.tsx';
import { DoubtList } from './doubt-list.tsx';
import { FileLine } from './file-line.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { ProblemList } from './problem-list.tsx';
import { SampleList } from './sample-list.tsx';
import { useDryRun } from './use-dry-run.ts';
import type { DryRun } from './use-dry-run.ts';

/** How a file is to be read, as far as somebody said. */
export interface Reading {
  as: string | undefined;
  mapping: Id | undefined;
  /** The target of each column; null leaves them as they were recognised. */
  columns: string[] | null;
  unmapped: 'note' | 'custom';
  saveMapping: string;
}

/** What the file is and what would become of it, kept up to date while somebody changes how it is read. */
export function Review({ file, as, failure }: { file: SentFile; as: string | undefined; failure: unknown }) {
  const text = useText();
  const refuse = useImportSession((session) => session.refuse);
  const [reading, setReading] = useState<Reading>({ as, mapping: undefined, columns: null, unmapped: 'note', saveMapping: '' });
  const look = useApiQuery('transfer.look', optionsOf(file, reading), { keepsPrevious: true });
  const isRefused = hasCode(look.error, 'not-contacts') || hasCode(look.error, 'not-readable');

  useEffect(() => {
    if (isRefused) refuse(look.error);
  }, [isRefused, look.error, refuse]);

  if (look.data) return <Reviewed file={file} look={look.data} reading={reading} onChange={(change) => setReading({ ...reading, ...change })} failure={failure} />;
  if (look.error && !isRefused) return <Failed error={look.error} onRetry={() => void look.refetch()} className="flex-1" />;
  return <Skeleton label={text('common:loading')} className="px-6 narrow:px-4" />;
}

interface ReviewedProps {
  file: SentFile;
  look: ImportLook;
  reading: Reading;
  onChange: (change: Partial<Reading>) => void;
  failure: unknown;
}

function Reviewed({ file, look, reading, onChange, failure }: ReviewedProps) {
  const { t } = useTranslation('import');
  const api = useApi();
  const run = useImportSession((session) => session.run);
  const dryRun = useDryRun(optionsOf(file, reading));
  const tabs = useTabs(look, reading, onChange, dryRun);
  const [chosen, setChosen] = useState<string>();
  const selected = tabs.find(({ id }) => id === chosen)?.id ?? tabs[0]?.id ?? '';
  const saveMapping = reading.saveMapping.trim();
  return (
    <>
      <FileLine file={file} look={look} reading={reading} onChange={onChange} />
      <Tabs label={t('views')} tabs={tabs} selected={selected} onSelect={setChosen} className="flex-1 [&>:first-child]:mx-4 [&>:first-child]:flex-none [&>:first-child]:pb-2 narrow:[&>:first-child]:mx-2" panelClassName="overflow-y-auto border-t border-border" />
      <OutcomeBar
        dryRun={dryRun}
        failure={failure}
        onImport={() => void run(api, { ...optionsOf(file, reading), ...(saveMapping === '' ? {} : { saveMapping }) })}
      />
    </>
  );
}

/** The options that decide what happens; keeping the mapping does not. */
function optionsOf(file: SentFile, { as, mapping, columns, unmapped }: Reading): ImportOptions {
  return {
    uploadId: file.uploadId,
    unmapped,
    ...(as === undefined ? {} : { as }),
    ...(mapping === undefined ? {} : { mapping }),
    ...(columns === null ? {} : { columns }),
  };
}

function useTabs(look: ImportLook, reading: Reading, onChange: (change: Partial<Reading>) => void, { report }: DryRun): TabEntry[] {
  const { t } = useTranslation('import');
  const { number } = useFormats();
  return [
    ...(look.columns.length > 0
      ? [{ id: 'columns', label: t('columns'), count: number(look.columns.length), content: <ColumnList look={look} reading={reading} onChange={onChange} /> }]
      : []),
    { id: 'sample', label: t('sample'), content: <Sample look={look} /> },
    ...(report && report.doubts.length > 0 ? [{ id: 'doubts', label: t('doubts'), count: number(report.doubtful), content: <DoubtList report={report} /> }] : []),
    ...(report && report.errors.length > 0 ? [{ id: 'problems', label: t('problems'), count: number(Math.max(report.errors.length, report.skipped)), content: <ProblemList report={report} /> }] : []),
  ];
}

/** The first of what the file holds: people, deals, or both. */
function Sample({ look: { calendar, deals, sample } }: { look: ImportLook }) {
  if (calendar) return <CalendarSample items={calendar} />;
  return (
    <>
      {(!deals || sample.length > 0) && <SampleList sample={sample} />}
      {deals && <DealSample deals={deals} />}
    </>
  );
}
