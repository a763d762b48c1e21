import { useState } from 'react';
import { ChevronLeft, ChevronRight, ChevronsRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../core/api/deals.ts';
import type { Id } from '../../core/ids.ts';
import { monthAfter } from '../../core/months.ts';
import { dayOf } from '../../core/schedule.ts';
import { useApi, useApiQuery, useErrorText } from '../api.ts';
import { moneyText } from '../field-text.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { Loaded } from '../loaded.tsx';
import { deviceZone } from '../reminders/device-zone.ts';
import { IconButton } from '../ui/button.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { amountExample, readAmount } from './amount-text.ts';
import { usePipelineWords } from './words.ts';

const useText = () => useTranslation('dealSettings').t;

export interface TargetsEditorProps {
  /** What targets are in: the profile's. */
  currency: string;
}

/** Whose a target is: everybody's, of a pipeline, or of a member. */
interface Scope {
  pipelineId: Id | null;
  memberId: Id | null;
}

/** What is to be won in each month of a year. Each is saved as its field is left, and can be carried on to December. */
export function TargetsEditor({ currency }: TargetsEditorProps) {
  const [year, setYear] = useState(() => Number(dayOf(Date.now(), deviceZone()).slice(0, 4)));
  const [scope, setScope] = useState<Scope>({ pipelineId: null, memberId: null });
  const query = useApiQuery('targets.list', { from: monthAfter(`${year}-01`, 0), to: monthAfter(`${year}-01`, 11) });
  return (
    <div className="flex flex-col gap-3 py-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <ScopeSelect scope={scope} onChange={setScope} />
        <YearSteps year={year} onChange={setYear} />
      </div>
      <Loaded query={query} lines={4}>{(targets) => <Months key={`${year} ${scope.pipelineId} ${scope.memberId}`} year={year} scope={scope} currency={currency} targets={targets} />}</Loaded>
    </div>
  );
}

const ALL = 'all';

function ScopeSelect({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const t = useText();
  const { pipelineName } = usePipelineWords();
  const { data: pipelines = [] } = useApiQuery('pipelines.list', undefined);
  const { data: members = [] } = useApiQuery('members.list', undefined);
  const groups = [
    { options: [{ value: ALL, label: t('targetForAll'), detail: t('targetForAllHint') }] },
    { label: t('targetPipelines'), options: pipelines.filter(({ retired }) => !retired).map((pipeline) => ({ value: pipeline.id as string, label: pipelineName(pipeline) })) },
    { label: t('targetMembers'), options: members.map(({ id, name, email }) => ({ value: id as string, label: name || email || '–' })) },
  ];

  function choose(value: string) {
    const pipelineId = pipelines.find(({ id }) => id === value)?.id ?? null;
    const memberId = members.find(({ id }) => id === value)?.id ?? null;
    onChange({ pipelineId, memberId });
  }

  return (
    <SearchSelect
      className="w-70 max-w-full"
      label={t('targetFor')}
      value={scope.pipelineId ?? scope.memberId ?? ALL}
      onChange={choose}
      groups={groups.filter(({ options }) => options.length > 0)}
      placeholder=""
      searchLabel={t('targetSearch')}
      emptyText={t('noneFound')}
    />
  );
}

/** Years from 1000 to 9998 can be stored; nobody goes further. */
function YearSteps({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const t = useText();
  return (
    <div className="flex items-center gap-1">
      <IconButton icon={ChevronLeft} label={t('targetYearBefore')} onPress={() => onChange(year - 1)} className="rtl:[&_svg]:rotate-180" />
      <span aria-live="polite" className="figures min-w-12 text-center text-13 font-medium">{year}</span>
      <IconButton icon={ChevronRight} label={t('targetYearAfter')} onPress={() => onChange(year + 1)} className="rtl:[&_svg]:rotate-180" />
    </div>
  );
}

interface MonthsProps extends TargetsEditorProps {
  year: number;
  scope: Scope;
  targets: readonly Target[];
}

function Months({ year, scope, currency, targets }: MonthsProps) {
  const t = useText();
  const { money, list } = useFormats();
  const own = targets.filter((target) => target.pipelineId === scope.pipelineId && target.memberId === scope.memberId);
  const others = [...new Set(own.map((target) => target.currency))].filter((other) => other !== currency).sort();
  const counted = own.filter((target) => target.currency === currency);
  const sum = counted.reduce((all, { minor }) => all + BigInt(minor), 0n);
  return (
    <>
      <ol aria-label={t('targetYear', { year: String(year) })} className="grid grid-cols-4 gap-x-4 gap-y-3 narrow:grid-cols-2">
        {Array.from({ length: 12 }, (_, place) => monthAfter(`${year}-01`, place)).map((month) => (
          <li key={month}>
            <MonthTarget month={month} year={year} scope={scope} currency={currency} minor={counted.find((target) => target.month === month)?.minor ?? null} />
          </li>
        ))}
      </ol>
      <p className="figures text-13 text-text2">{t('targetSum', { sum: money(sum, currency) })}</p>
      {others.length > 0 && <p className="text-12 text-text3">{t('targetsOther', { currencies: list(others) })}</p>}
    </>
  );
}

interface MonthTargetProps extends TargetsEditorProps {
  month: string;
  year: number;
  scope: Scope;
  /** Null where there is none. */
  minor: number | null;
}

/** The target of a month: saved on Enter and when the field is left; Esc puts it back. Empty takes it away. */
function MonthTarget({ month, year, scope, currency, minor }: MonthTargetProps) {
  const t = useText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { locale, money } = useFormats();
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const shownMonth = monthName(month, locale, 'short');
  const longMonth = monthName(month, locale, 'long');
  const december = monthAfter(`${year}-01`, 11);

  function putBack() {
    setDraft(null);
    setError(undefined);
  }

  async function set(value: number | null, done: string, until?: string) {
    try {
      const { changeId } = await api.targets.set({ month, ...(until === undefined ? {} : { until }), ...scope, currency, minor: value });
      undoable(done, changeId);
      putBack();
    } catch (failure) {
      setError(errorText(failure));
    }
  }

  async function save() {
    if (draft === null) return;
    const value = draft.trim() === '' ? null : readAmount(draft, locale, currency);
    if (value === undefined) return setError(t('amountBad', { currency, example: amountExample(currency, locale) }));
    if (value === minor) return putBack();
    await set(value, t(value === null ? 'targetCleared' : 'targetSet', { month: longMonth }));
  }

  return (
    <div className="flex items-end gap-1">
      <TextField
        className="flex-1 [&_input]:figures [&_input]:text-end"
        label={shownMonth}
        inputMode="decimal"
        value={draft ?? (minor === null ? '' : moneyText({ minor, currency }, locale))}
        onChange={setDraft}
        onBlur={() => void save()}
        onEnter={() => void save()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || draft === null) return;
          event.preventDefault();
          event.stopPropagation();
          putBack();
        }}
        error={error}
        maxLength={60}
      />
      {month === december ? (
        <span className="w-control-small flex-none narrow:w-8" />
      ) : (
        <IconButton
          icon={ChevronsRight}
          label={minor === null ? t('targetFill', { amount: '–', month: longMonth }) : t('targetFill', { amount: money(minor, currency), month: longMonth })}
          isDisabled={minor === null}
          onPress={() => void set(minor, t('targetFilled', { month: longMonth }), december)}
          className="rtl:[&_svg]:rotate-180"
        />
      )}
    </div>
  );
}

function monthName(month: string, locale: string, style: 'short' | 'long'): string {
  const format = new Intl.DateTimeFormat(locale, { month: style, ...(style === 'long' ? { year: 'numeric' } : {}), timeZone: 'UTC', calendar: 'gregory' });
  return format.format(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1));
}
