import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ContactKind, ContactRef } from '../../../../core/contacts.ts';
import type { Deal } from '../../../../core/deals.ts';
import { AMOUNT_MAX } from '../../../../core/deals.ts';
import { Id } from '../../../../core/ids.ts';
import { parseMoney } from '../../../../core/money.ts';
import { CalendarDate } from '../../../../core/partial-date.ts';
import { useApiQuery } from '../../../api.ts';
import { contactOption } from '../../../contact-search.tsx';
import { ContactAvatar } from '../../../contact-avatar.tsx';
import { newContactOf, useContactChoice } from '../../../deals/contact-choice.tsx';
import { useDealErrorText } from '../../../deals/deal-error-text.ts';
import { percentOf } from '../../../deals/new-deal-draft.ts';
import { useDealsText } from '../../../deals/words.ts';
import { moneyText, NotReadable } from '../../../field-text.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { ChipsField, Dot } from '../../../record/chips-field.tsx';
import { CustomRow } from '../../../record/custom-rows.tsx';
import { FieldRow, useSeenAtStart } from '../../../record/field-row.tsx';
import { ChoiceEditor, ComboEditor, DateEditor } from '../../../record/inline-editors.tsx';
import type { InlineEdit } from '../../../record/inline-editors.tsx';
import { useKeepFocus } from '../../../record/keep-focus.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { InlineField } from '../../../ui/inline-field.tsx';
import type { Option } from '../../../ui/select.tsx';
import { dotOf, Tag } from '../../../ui/tag.tsx';
import { DealLines } from './deal-lines.tsx';
import type { DealEdits } from './use-deal-edits.ts';

export interface DealFieldsProps {
  deal: Deal;
  edits: DealEdits;
  isTagging: boolean;
  onTaggingChange: (isTagging: boolean) => void;
}

/** What is known about a deal, each value edited where it stands, and what it is made up of. */
export function DealFields({ deal, edits, isTagging, onTaggingChange }: DealFieldsProps) {
  const t = useDealsText();
  const text = useText();
  const formats = useFormats();
  const pane = useRef<HTMLDivElement>(null);
  useKeepFocus(pane);
  const { data: members = [] } = useApiQuery('members.list', undefined);
  const { data: allTags } = useApiQuery('tags.list', undefined, { isEnabled: isTagging });
  const { data: fields = [] } = useApiQuery('fields.list', undefined);
  const own = fields.filter((field) => field.record === 'deal' && (!field.retired || deal.fields[field.id] !== undefined));
  const yesNo = [{ value: 'yes', label: text('contact:yes') }, { value: 'no', label: text('contact:no') }];
  const save = edits.setFields;

  return (
    <div ref={pane} tabIndex={-1} className="ring-own flex flex-col">
      {deal.lines.length === 0 && (
        <Row
          deal={deal}
          label={t('value')}
          value={deal.minor === null ? '' : moneyText({ minor: deal.minor, currency: deal.currency }, formats.locale)}
          shown={deal.amount ? formats.money(deal.amount.minor, deal.amount.currency) : ''}
          isFigure
          onSave={(typed, seen) => {
            if (typed === '') return save({ minor: null }, seen);
            const money = parseMoney(typed, formats.locale, deal.currency);
            if (!money || Math.abs(money.minor) > AMOUNT_MAX) throw new NotReadable();
            return save({ minor: money.minor, currency: money.currency }, seen);
          }}
          problem={t('notAnAmount')}
        />
      )}
      <Party deal={deal} kind="person" label={t('contact')} contact={deal.contact} onSave={(contactId, seen) => save({ contactId }, seen)} onCreate={edits.setNamed} />
      <Party deal={deal} kind="organisation" label={t('organisation')} contact={deal.organisation} onSave={(organisationId, seen) => save({ organisationId }, seen)} onCreate={edits.setNamed} />
      <Row
        deal={deal}
        label={t('owner')}
        value={deal.owner?.id ?? ''}
        shown={deal.owner ? deal.owner.name || t('unnamedMember') : ''}
        display={
          deal.owner && (
            <span className="flex items-center gap-2">
              <Avatar id={deal.owner.id} name={deal.owner.name} shape="person" size="small" />
              <span className="truncate"><bdi>{deal.owner.name || t('unnamedMember')}</bdi></span>
            </span>
          )
        }
        editor={choice(t('owner'), [{ value: '', label: t('nobody') }, ...members.map(({ id, name }) => ({ value: id as string, label: name || t('unnamedMember') }))])}
        onSave={(ownerId, seen) => save({ ownerId: ownerId === '' ? null : Id.parse(ownerId) }, seen)}
      />
      <Row
        deal={deal}
        label={t('closesOn')}
        name={t('expectedClose')}
        value={deal.expectedClose}
        shown={deal.expectedClose === '' ? '' : formats.civilDate(deal.expectedClose, 'long')}
        editor={wholeDate(t('expectedClose'))}
        onSave={(day, seen) => save({ expectedClose: day === '' ? '' : CalendarDate.parse(day) }, seen)}
      />
      <Row
        deal={deal}
        label={t('chance')}
        name={t('probability')}
        value={deal.ownProbability === null ? '' : String(deal.ownProbability)}
        shown={deal.ownProbability === null ? t('byStage', { percent: formats.percent(deal.probability / 100) }) : formats.percent(deal.ownProbability / 100)}
        isFigure
        onSave={(typed, seen) => {
          const probability = percentOf(typed);
          if (probability === undefined) throw new NotReadable();
          return save({ probability }, seen);
        }}
        problem={t('notAPercentage')}
      />
      <Row
        deal={deal}
        label={t('committed')}
        value={deal.committed ? 'yes' : 'no'}
        shown={text(deal.committed ? 'contact:yes' : 'contact:no')}
        editor={choice(t('committed'), yesNo)}
        onSave={(value, seen) => save({ committed: value === 'yes' }, seen)}
      />
      <Row deal={deal} label={t('source')} value={deal.source} shown={deal.source} onSave={(source, seen) => save({ source }, seen)} />
      <div className="mt-2 flex flex-col border-t border-border pt-2">
        <ChipsField
          label={t('tags')}
          part="tags"
          values={deal.tags.map(({ name }) => ({ value: name, label: name }))}
          options={(allTags ?? deal.tags).map(({ name, colour }) => ({ value: name, label: name, mark: <Dot colour={dotOf(colour)} /> }))}
          onChange={(chosen) => edits.setTags(chosen.map(({ value }) => value))}
          createLabel={(name) => t('newTag', { name })}
          isReadOnly={false}
          isOpen={isTagging}
          onOpenChange={onTaggingChange}
        >
          {deal.tags.map(({ id, name, colour }) => <Tag key={id} name={name} dot={dotOf(colour)} />)}
        </ChipsField>
        <Competitors deal={deal} edits={edits} />
        {own.map((field) => (
          <CustomRow key={field.id} field={field} value={deal.fields[field.id]} onSave={(value) => edits.setCustom(field.id, value)} isReadOnly={field.retired} />
        ))}
        <Row deal={deal} label={t('notes')} value={deal.notes} shown={deal.notes} isMultiline onSave={(notes, seen) => save({ notes }, seen)} />
      </div>
      <DealLines deal={deal} edits={edits} />
    </div>
  );
}

type Editor = (edit: InlineEdit) => ReactNode;

const choice = (label: string, options: readonly Option[]): Editor => (edit) => <ChoiceEditor label={label} edit={edit} options={options} />;
const wholeDate = (label: string): Editor => (edit) => <DateEditor label={label} edit={edit} isYearOptional={false} />;
const party = (label: string, kind: ContactKind, known: ContactRef | null): Editor => (edit) => <PartyEditor label={label} kind={kind} edit={edit} known={known} />;

interface RowProps {
  deal: Deal;
  label: string;
  /** What it is called where the label has to be short. */
  name?: string;
  value: string;
  /** How the value reads; empty for none. */
  shown: string;
  display?: ReactNode;
  isFigure?: boolean;
  isMultiline?: boolean;
  editor?: Editor;
  onSave: (value: string, seen: Deal['seen']) => Promise<void>;
  /** What is said of typed text that is none. */
  problem?: string;
}

function Row({ deal, label, name = label, value, shown, display, isFigure = false, isMultiline = false, editor, onSave, problem }: RowProps) {
  const text = useText();
  const errorText = useDealErrorText();
  const { onClickCapture, seenAtStart } = useSeenAtStart(deal.seen);
  return (
    <FieldRow>
      <div onClickCapture={onClickCapture}>
        <InlineField
          label={label}
          value={value}
          display={shown === '' ? undefined : (display ?? <span className={isFigure ? 'figures' : undefined}>{shown}</span>)}
          displayText={shown === '' ? undefined : shown}
          placeholder={text('contact:addWhat', { what: name })}
          editLabel={text('common:edit', { what: name })}
          errorText={(error) => (error instanceof NotReadable ? (problem ?? '') : errorText(error))}
          isMultiline={isMultiline}
          onSave={async (typed) => onSave(typed, seenAtStart())}
          {...(editor ? { editor } : {})}
        />
      </div>
    </FieldRow>
  );
}

interface PartyProps {
  deal: Deal;
  kind: ContactKind;
  label: string;
  contact: ContactRef | null;
  onSave: (id: Id | null, seen: Deal['seen']) => Promise<void>;
  onCreate: DealEdits['setNamed'];
}

function Party({ deal, kind, label, contact, onSave, onCreate }: PartyProps) {
  return (
    <Row
      deal={deal}
      label={label}
      value={contact?.id ?? ''}
      shown={contact ? contact.name || '–' : ''}
      display={
        contact && (
          <span className="flex items-center gap-2">
            <ContactAvatar contact={contact} />
            <span className="truncate"><bdi>{contact.name || '–'}</bdi></span>
          </span>
        )
      }
      editor={party(label, kind, contact)}
      onSave={(chosen, seen) => {
        const created = newContactOf(chosen);
        return created ? onCreate(kind, created.name) : onSave(chosen === '' ? null : Id.parse(chosen), seen);
      }}
    />
  );
}

function PartyEditor({ label, kind, edit, known }: { label: string; kind: ContactKind; edit: InlineEdit; known: ContactRef | null }) {
  const text = useText();
  const { options, onSearch } = useContactChoice({ kind });
  const shown = known ? [contactOption(known), ...options.filter(({ value }) => value !== edit.value)] : options;
  return <ComboEditor label={label} edit={edit} options={shown} onSearch={onSearch} emptyText={text('contact:nobodyFound')} />;
}

function Competitors({ deal, edits }: { deal: Deal; edits: DealEdits }) {
  const t = useDealsText();
  const [isOpen, setOpen] = useState(false);
  const values = deal.competitors.map((name) => ({ value: name, label: name }));
  return (
    <ChipsField label={t('competitors')} part="competitors" values={values} options={values} onChange={(chosen) => edits.setCompetitors(chosen.map(({ value }) => value))} createLabel={(name) => t('newCompetitor', { name })} isReadOnly={false} isOpen={isOpen} onOpenChange={setOpen}>
      <span className="py-px">{deal.competitors.join(', ')}</span>
    </ChipsField>
  );
}
