import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../core/api/transfer.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { classes } from '../../ui/classes.ts';
import { countsByKind } from './report-words.ts';

const CALENDAR_PARTS = ['reminders', 'meetings'] as const;
const PARTS = ['created', 'updated', 'unchanged', 'doubtful', 'skipped'] as const;
const MADE = [['people', 'madePeople'], ['organisations', 'madeOrganisations'], ['pipelines', 'madePipelines'], ['stages', 'madeStages']] as const;

interface Figure {
  name: string;
  count: number;
  word: string;
  isWarning?: boolean;
}

/** How many are new, updated and so on, in a line; those of which there are none are left out. */
export function Outcome({ report }: { report: ImportReport }) {
  const { t } = useTranslation('import');
  const { calendar, deals: ofDeals } = report;
  const { contacts, deals } = countsByKind(report);
  const figuresOf = (counts: Record<(typeof PARTS)[number], number>): Figure[] =>
    PARTS.filter((part) => !(calendar && part === 'created')).map((part) => ({ name: part, count: counts[part], word: t(part, { count: counts[part] }), isWarning: part === 'skipped' }));
  const found = calendar ? CALENDAR_PARTS.map((part): Figure => ({ name: part, count: calendar[part], word: t(part === 'reminders' ? 'calendarReminders' : 'calendarMeetings', { count: calendar[part] }) })) : [];
  const made = ofDeals ? MADE.map(([part, key]): Figure => ({ name: part, count: ofDeals[part], word: t(key, { count: ofDeals[part] }) })) : [];
  const isNothing = [...found, ...figuresOf(report)].every(({ count }) => count === 0);
  if (isNothing) return <p role="status" className="text-13 text-text2">{t(calendar ? 'calendarNothing' : ofDeals ? 'noDeals' : 'nobody')}</p>;
  return (
    <div role="status" className="flex flex-col gap-0.5">
      {contacts && <Figures title={deals ? t('ofContacts') : null} figures={[...found, ...figuresOf(contacts)]} />}
      {deals && <Figures title={contacts ? t('ofDeals') : null} figures={figuresOf(deals)} />}
      <Figures title={t('madeFor')} figures={made} isQuiet />
    </div>
  );
}

function Figures({ title, figures, isQuiet = false }: { title: ReactNode; figures: readonly Figure[]; isQuiet?: boolean }) {
  const { number } = useFormats();
  const shown = figures.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  return (
    <ul className={classes('flex flex-wrap gap-x-4 gap-y-0.5 text-text2', isQuiet ? 'text-12' : 'text-13')}>
      {title !== null && <li className="text-text3">{title}</li>}
      {shown.map(({ name, count, word, isWarning }) => (
        <li key={name} className="figures whitespace-nowrap">
          <b className={classes('font-semibold', isWarning ? 'text-warning-text' : 'text-text')}>{number(count)}</b> {word}
        </li>
      ))}
    </ul>
  );
}
