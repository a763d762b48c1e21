import { useRef, useState } from 'react';
import { Pencil } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ContactDetail, Seen } from '../../../../core/api/contacts.ts';
import type { ContactFields } from '../../../../core/contacts.ts';
import { Popover } from '../../../ui/popover.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { useEdits } from '../edits.ts';
import { PopoverForm } from '../../../record/popover-form.tsx';
import { useContactText } from '../../../words/contact-words.ts';

type NamePart = Exclude<keyof ContactFields, 'kind' | 'status' | 'source' | 'ownerId' | 'preferredChannel' | 'language' | 'birthday' | 'photo' | `primary${string}`>;

const NAME_WORDS = {
  prefix: 'namePrefix',
  given: 'nameGiven',
  middle: 'nameMiddle',
  family: 'nameFamily',
  suffix: 'nameSuffix',
  nickname: 'nameNickname',
  phoneticGiven: 'namePhoneticGiven',
  phoneticFamily: 'namePhoneticFamily',
  organisationName: 'nameOrganisation',
  displayAs: 'nameDisplayAs',
} as const satisfies Record<NamePart, string>;

const OF_PERSON: readonly (readonly NamePart[])[] = [['prefix', 'given'], ['middle', 'family'], ['suffix', 'nickname'], ['phoneticGiven', 'phoneticFamily'], ['displayAs']];
const OF_ORGANISATION: readonly (readonly NamePart[])[] = [['organisationName'], ['nickname'], ['displayAs']];

export interface NameFieldProps {
  contact: ContactDetail;
  isReadOnly: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The heading of the page. Pressed, it opens a form with all parts of the name. */
export function NameField({ contact, isReadOnly, isOpen, onOpenChange }: NameFieldProps) {
  const t = useContactText();
  // A very long name takes a smaller size rather than half the column.
  const look = contact.name.length > 60 ? 'min-w-0 text-16' : 'min-w-0';
  const name = <bdi className="break-words">{contact.name || t('unnamed')}</bdi>;
  if (isReadOnly) return <h1 className={look}>{name}</h1>;
  return (
    <h1 className={look}>
      <Popover
        label={t('editName')}
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        className="w-90 max-w-full"
        trigger={
          <Tooltip text={t('editName')}>
            <AriaButton className="group -mx-2 max-w-[calc(100%+16px)] cursor-text rounded-control px-2 text-start hover:bg-hover hover:pe-7 focus-visible:pe-7">
              {name}
              <Pencil aria-hidden className="ms-2 -me-6 inline align-[-2px] text-text3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100" />
            </AriaButton>
          </Tooltip>
        }
      >
        {(close) => <NameForm contact={contact} onSaved={close} />}
      </Popover>
    </h1>
  );
}

function NameForm({ contact, onSaved }: { contact: ContactDetail; onSaved: () => void }) {
  const edits = useEdits(contact);
  const t = useContactText();
  const rows = contact.kind === 'person' ? OF_PERSON : OF_ORGANISATION;
  const atStart = useRef<{ values: ContactDetail; seen: Seen }>({ values: contact, seen: contact.seen });
  const [changed, setChanged] = useState<Partial<Record<NamePart, string>>>({});
  const first = contact.kind === 'person' ? 'given' : 'organisationName';

  async function save() {
    const fields = Object.fromEntries(
      Object.entries(changed)
        .map(([part, value]) => [part, value.trim()] as const)
        .filter(([part, value]) => value !== atStart.current.values[part as NamePart]),
    );
    if (Object.keys(fields).length > 0) await edits.setFields(fields, atStart.current.seen);
    onSaved();
  }

  return (
    <PopoverForm onSave={save}>
      {rows.map((row) => (
        <div key={row.join()} className="flex gap-2">
          {row.map((part) => (
            <TextField
              key={part}
              label={t(NAME_WORDS[part])}
              value={changed[part] ?? atStart.current.values[part]}
              onChange={(value) => setChanged({ ...changed, [part]: value })}
              autoFocus={part === first}
              className={part === 'prefix' || part === 'suffix' ? 'w-24 flex-none' : 'flex-1'}
              {...(part === 'displayAs' ? { hint: t('nameDisplayAsHint') } : {})}
            />
          ))}
        </div>
      ))}
    </PopoverForm>
  );
}
