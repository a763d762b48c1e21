import { useMemo, useRef, useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { useApi, useApiQuery } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useKept } from '../drafts/use-kept.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { currencyChoices } from '../locale-choices.ts';
import { dealPath } from '../paths.ts';
import { useWorkingHours } from '../reminders/dates.ts';
import { Button } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { useDealErrorText } from './deal-error-text.ts';
import { closeNewDeal } from './intent.ts';
import type { NewDealPrefill } from './intent.ts';
import { useFindParties, useParties } from './named-contacts.ts';
import { dealDraftKey, dealDraftText, emptyDeal, lineOf, newDealOf, percentOf, readDealDraft, saysMore, valueOf } from './new-deal-draft.ts';
import type { TypedDeal, Who } from './new-deal-draft.ts';
import { NewDealLine } from './new-deal-line.tsx';
import { NewDealMore } from './new-deal-more.tsx';
import { stageIn, stageOptions } from './stage-options.tsx';
import { WhoField } from './who-field.tsx';
import { useDealsText, usePipelineWords } from './words.ts';

/** A deal in one line, or field by field. */
export function NewDealDialog({ prefill }: { prefill: NewDealPrefill }) {
  const { contactId, organisationId } = prefill;
  const { data: profile } = useApiQuery('profile.info', undefined);
  const contact = useApiQuery('contacts.get', { id: contactId ?? '' }, { isEnabled: contactId !== undefined });
  const organisation = useApiQuery('contacts.get', { id: organisationId ?? '' }, { isEnabled: organisationId !== undefined });
  const isReady = (contactId === undefined || contact.data || contact.error) && (organisationId === undefined || organisation.data || organisation.error);
  if (!profile || !isReady) return null;
  return <Form prefill={prefill} begun={emptyDeal(prefill, profile.me.id, profile.team.currency, whoOf(contact.data), whoOf(organisation.data))} />;
}

const whoOf = (contact: Exclude<Who, { id: null }> | undefined): Who | undefined => contact && { id: contact.id, kind: contact.kind, name: contact.name, photo: contact.photo, hidden: contact.hidden };

interface Problems {
  line?: string;
  value?: string;
  probability?: string;
  day?: string;
  form?: string;
}

function Form({ prefill, begun }: { prefill: NewDealPrefill; begun: TypedDeal }) {
  const t = useDealsText();
  const text = useText();
  const api = useApi();
  const formats = useFormats();
  const errorText = useDealErrorText();
  const undoable = useUndoToast();
  const hours = useWorkingHours();
  const pipelineWords = usePipelineWords();
  const findParties = useFindParties();
  const { announce, goTo } = useCommandContext();
  // The line is there at once: what it is for, the stages, may come a moment later.
  const { data: pipelines = [] } = useApiQuery('pipelines.list', undefined);
  const [start] = useState(begun);
  const [typed, setTyped] = useState(begun);
  const [problems, setProblems] = useState<Problems>({});
  const [isWide, setWide] = useState(false);
  const isSaving = useRef(false);
  const line = useRef<HTMLInputElement>(null);
  const draft = useKept(dealDraftKey(prefill), (kept) => {
    const found = readDealDraft(kept);
    if (found) setTyped({ ...found, stageId: prefill.stageId ?? found.stageId });
  });
  const read = useMemo(() => lineOf(typed, formats.locale), [typed, formats.locale]);
  const named = useParties(read.who);
  const currencies = useMemo(() => currencyChoices(formats.locale), [formats.locale]);
  const stage = stageIn(pipelines, typed.stageId);

  function change(part: Partial<TypedDeal>) {
    const next = { ...typed, ...part };
    setTyped(next);
    setProblems({});
    const about = next.contact?.id ?? next.organisation?.id ?? undefined;
    draft.keep(dealDraftText(next, start), about);
  }

  async function save() {
    if (isSaving.current) return;
    const amount = valueOf(typed, read, formats.locale);
    const probability = percentOf(typed.probability);
    const found: Problems = {
      ...(amount === undefined ? { value: t('notAnAmount') } : {}),
      ...(probability === undefined ? { probability: t('notAPercentage') } : {}),
      ...(typed.next.purpose.trim() !== '' && 'on' in typed.next.when && typed.next.when.on === '' ? { day: text('reminders:dayMissing') } : {}),
    };
    if (amount === undefined || probability === undefined || Object.keys(found).length > 0) {
      if (found.probability || found.day) setWide(true);
      return setProblems(found);
    }
    isSaving.current = true;
    setProblems({});
    try {
      const parties = await findParties(read.who);
      const contact = typed.contact === undefined ? parties.contact : typed.contact;
      const organisation = typed.organisation === undefined ? parties.organisation : typed.organisation;
      if (read.title === '' && !contact && !organisation) {
        setProblems({ line: t('lineMissing') });
        return line.current?.focus();
      }
      const { id, changeId } = await api.deals.create(newDealOf(typed, { title: read.title, contact, organisation, amount, probability }, Date.now(), hours));
      const said = t(stage ? 'saidAdded' : 'saidAddedSomewhere', { title: read.title || contact?.name || organisation?.name || t('unnamed'), stage: stage ? pipelineWords.stageName(stage) : '' });
      draft.drop();
      closeNewDeal();
      announce(said);
      undoable(said, changeId);
      if (Object.keys(prefill).length === 0) goTo(dealPath(id));
    } catch (failure) {
      setProblems({ form: errorText(failure) });
    } finally {
      isSaving.current = false;
    }
  }

  const amount = read.amount;
  return (
    <Dialog
      isOpen
      title={t('newDeal')}
      closeLabel={text('common:close')}
      onClose={closeNewDeal}
      onSubmit={() => void save()}
      footer={
        <>
          {problems.form !== undefined && <p role="alert" className="me-auto min-w-0 text-12 break-words text-danger-text">{problems.form}</p>}
          <Button
            onPress={() => {
              draft.drop();
              closeNewDeal();
            }}
          >
            {text('common:cancel')}
          </Button>
          <Button type="submit" kind="main">{text('common:add')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <NewDealLine ref={line} line={typed.line} read={read} parties={named} onChange={(next) => change({ line: next, dismissed: typed.dismissed.filter((gone) => next.includes(gone)) })} onDismiss={(gone) => change({ dismissed: [...typed.dismissed, gone] })} error={problems.line} />
        <div className="grid grid-cols-2 gap-x-3 gap-y-4 narrow:grid-cols-1">
          <WhoField label={t('contact')} kind="person" value={typed.contact === undefined ? named.contact : typed.contact} onChange={(contact) => change({ contact })} />
          <WhoField label={t('organisation')} kind="organisation" value={typed.organisation === undefined ? named.organisation : typed.organisation} onChange={(organisation) => change({ organisation })} />
          <div className="grid grid-cols-[minmax(0,1fr)_88px] gap-2">
            <TextField
              label={t('value')}
              inputMode="decimal"
              value={typed.value ?? (amount ? formats.shortMoney(amount.minor, amount.currency) : '')}
              onChange={(value) => change({ value })}
              error={problems.value}
              maxLength={60}
            />
            <ComboBox
              label={t('currency')}
              value={{ value: typed.currency, label: typed.currency }}
              options={currencies.map(({ value, label }) => ({ value, label: value, detail: label }))}
              onChange={(option) => change({ currency: option?.value ?? start.currency })}
              emptyText={t('noSuchCurrency')}
            />
          </div>
          <Select<string>
            label={t('stage')}
            value={stage?.id ?? null}
            onChange={(value) => change({ stageId: stageIn(pipelines, value)?.id ?? null })}
            options={stageOptions(pipelines, pipelineWords)}
            placeholder={t('stage')}
          />
          <DateField
            label={t('expectedClose')}
            value={typed.expectedClose}
            onChange={(expectedClose) => change({ expectedClose })}
            locale={formats.locale}
            dayLabel={text('common:day')}
            monthLabel={text('common:month')}
            yearLabel={text('common:year')}
            invalidText={text('common:noSuchDate')}
          />
        </div>
        {isWide || saysMore(typed, start) ? (
          <NewDealMore
            typed={typed}
            onChange={change}
            errors={problems}
            stageProbability={stage?.probability ?? null}
            startsHere={isWide}
          />
        ) : (
          <Button kind="bare" size="small" icon={ChevronRight} onPress={() => setWide(true)} className="-ms-2 self-start">{text('common:more')}</Button>
        )}
      </div>
    </Dialog>
  );
}
