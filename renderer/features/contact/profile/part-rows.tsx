import { Copy, ExternalLink, Mail, Phone, Star, Tag as TagIcon, Trash2 } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import type { Part, PartName } from '../../../../core/contacts.ts';
import type { Id } from '../../../../core/ids.ts';
import { typedAddress } from '../../../../core/markdown/links.ts';
import { useErrorText } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { announce } from '../../../ui/announcer.tsx';
import { InlineField } from '../../../ui/inline-field.tsx';
import type { MenuAction, MenuEntry } from '../../../ui/menu.tsx';
import { primaryIdOf, useEdits } from '../edits.ts';
import type { PrimaryPart } from '../edits.ts';
import { openAddress } from '../../../outward.ts';
import { LABELS, useContactText, useContactWords } from '../../../words/contact-words.ts';
import { FieldRow, useSeenAtStart } from '../../../record/field-row.tsx';
import { dateEditor } from '../../../record/inline-editors.tsx';

/** The parts whose value is one line of text or a date. */
export type LinePart = 'emails' | 'phones' | 'links' | 'dates' | 'facts';

const VALUE_FIELDS = { emails: 'address', phones: 'number', links: 'url', dates: 'date', facts: 'text' } as const;
const INPUT_TYPES = { emails: 'email', phones: 'tel', links: 'url', dates: 'text', facts: 'text' } as const;

export interface LinePartRowProps {
  contact: ContactDetail;
  part: LinePart;
  row: Part<LinePart>;
  isReadOnly: boolean;
  onOtherLabel: (part: PartName, id: Id, label: string) => void;
  onCall?: (number: string) => void;
  onMail?: (address: string) => void;
}

/** An e-mail address, a phone, a link, a date or a quick fact, edited where it stands. Emptying it removes it. */
export function LinePartRow({ contact, part, row, isReadOnly, onOtherLabel, onCall, onMail }: LinePartRowProps) {
  const edits = useEdits(contact);
  const words = useContactWords();
  const text = useText();
  const errorText = useErrorText();
  const formats = useFormats();
  const t = useContactText();
  const { onClickCapture, seenAtStart } = useSeenAtStart(row.seen);
  const value = valueOf(part, row);
  const label = part === 'emails' && contact.emails.length === 1 && ORDINARY.has(row.label) ? words.part(part) : words.label(part, row.label);
  const shown = part === 'phones' ? (row as Part<'phones'>).shown : part === 'dates' ? formats.civilDate(value, 'long') : part === 'links' ? shortAddress(value) : value;
  const isPrimary = isPrimaryPart(part) && contact[part].length > 1 && primaryIdOf(contact, part) === row.id;

  const named = part === 'facts' || part === 'dates' || label === words.part(part) ? label : t('labelOfPart', { label, part: words.part(part) });
  const remove = () => edits.removePart(part, row.id, named);
  const acts: (MenuAction | false)[] = [
    part === 'phones' && onCall !== undefined && { id: 'call', label: t('callThis'), icon: Phone, onAction: () => onCall((row as Part<'phones'>).e164 ?? value) },
    part === 'emails' && onMail !== undefined && { id: 'mail', label: t('mailThis'), icon: Mail, onAction: () => onMail(value) },
    part === 'links' && { id: 'open', label: text('common:open'), icon: ExternalLink, isDisabled: typedAddress(value) === null, onAction: () => openAddress(typedAddress(value) ?? '') },
    { id: 'copy', label: t('copy'), icon: Copy, onAction: () => void navigator.clipboard.writeText(part === 'dates' ? shown : value).then(() => announce(text('common:copied'))) },
  ];
  const changes: (MenuAction | false)[] = [
    !isReadOnly && isPrimaryPart(part) && contact[part].length > 1 && !isPrimary && { id: 'primary', label: t('makePrimary'), icon: Star, onAction: () => void edits.makePrimary(part, row.id) },
    !isReadOnly && labelEntry(),
    !isReadOnly && { id: 'remove', label: t('remove'), icon: Trash2, onAction: () => void remove() },
  ];

  function labelEntry(): MenuAction {
    return {
      id: 'label',
      label: t('label'),
      icon: TagIcon,
      submenu: [
        ...LABELS[part].map((known): MenuEntry => ({
          id: known,
          label: words.label(part, known),
          isTicked: row.label === known,
          onAction: () => void edits.updatePart(part, row.id, { label: known }, row.seen),
        })),
        'separator',
        { id: 'other label', label: t('ownLabel'), onAction: () => onOtherLabel(part, row.id, row.label) },
      ],
    };
  }

  async function save(next: string) {
    if (next.trim() === '') return remove();
    await edits.updatePart(part, row.id, { [VALUE_FIELDS[part]]: next }, seenAtStart());
  }

  return (
    <FieldRow part={part} menu={{ label: t('moreFor', { what: named }), entries: [...acts, ...changes].filter((entry) => entry !== false) }}>
      <div onClickCapture={onClickCapture}>
        <InlineField
          label={label}
          value={value}
          type={INPUT_TYPES[part]}
          isMultiline={part === 'facts'}
          isReadOnly={isReadOnly}
          display={
            <span className={part === 'phones' ? 'figures' : undefined} dir={part === 'phones' ? 'ltr' : undefined}>
              {shown}
              {isPrimary && <Star role="img" aria-label={t('primary')} className="ms-1 inline size-3! fill-current align-[-1px] text-text3" />}
            </span>
          }
          displayText={shown}
          editLabel={text('common:edit', { what: named })}
          errorText={errorText}
          onSave={save}
          {...(part === 'dates' ? { editor: dateEditor(label) } : {})}
        />
      </div>
    </FieldRow>
  );
}

export interface NewLinePartRowProps {
  contact: ContactDetail;
  part: LinePart;
  /** Of a new link: which kind. */
  linkKind: 'web' | 'social' | 'chat';
  /** With the new row's id once it is there; null where nothing was typed. */
  onDone: (id: Id | null) => void;
}

/** The empty line that "Add a field" opens. */
export function NewLinePartRow({ contact, part, linkKind, onDone }: NewLinePartRowProps) {
  const edits = useEdits(contact);
  const words = useContactWords();
  const errorText = useErrorText();
  const t = useContactText();
  const label = part === 'links' ? t(linkKind === 'web' ? 'partLink' : linkKind === 'social' ? 'partSocial' : 'partChat') : words.part(part);

  async function save(value: string) {
    if (value.trim() === '') return onDone(null);
    const first = { [VALUE_FIELDS[part]]: value, ...(part === 'links' ? { kind: linkKind } : {}), ...(part === 'phones' ? { label: 'mobile' } : {}) };
    onDone(await edits.addPart(part, first));
  }

  return (
    <FieldRow startsEditing onLeave={() => onDone(null)}>
      <InlineField
        label={label}
        value=""
        placeholder={t('addWhat', { what: label })}
        type={INPUT_TYPES[part]}
        isMultiline={part === 'facts'}
        editLabel={t('addWhat', { what: label })}
        errorText={errorText}
        onSave={save}
        {...(part === 'dates' ? { editor: dateEditor(label) } : {})}
      />
    </FieldRow>
  );
}

const isPrimaryPart = (part: PartName): part is PrimaryPart & LinePart => part === 'emails' || part === 'phones';

function valueOf(part: LinePart, row: Part<LinePart>): string {
  const values: Readonly<Record<string, unknown>> = row;
  const value = values[VALUE_FIELDS[part]];
  return typeof value === 'string' ? value : '';
}

/** Labels that say nothing where there is only one. */
const ORDINARY: ReadonlySet<string> = new Set(['', 'work', 'home', 'other']);

/** Without what every address on the web begins with. */
function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}
