import { AtSign } from 'lucide-react';
import type { ContactRef } from '../../core/contacts.ts';
import { ContactAvatar } from '../contact-avatar.tsx';
import { useContactSearch } from '../contact-search.tsx';
import { useText } from '../i18n/use-text.ts';
import { IconButton } from '../ui/button.tsx';
import { Popover } from '../ui/popover.tsx';
import { TagInput } from '../ui/tag-input.tsx';
import { useContactText } from '../words/contact-words.ts';

export interface ParticipantsPickerProps {
  participants: readonly ContactRef[];
  onChange: (participants: ContactRef[]) => void;
  /** It may be with nobody. */
  isAboutSomething?: boolean;
}

/** With whom: several contacts, found by typing. */
export function ParticipantsPicker({ participants, onChange, isAboutSomething = false }: ParticipantsPickerProps) {
  const t = useContactText();
  return (
    <Popover label={t('withWhom')} trigger={<IconButton icon={AtSign} label={t('withWhom')} />} className="w-80 max-w-full">
      <ParticipantsField participants={participants} onChange={onChange} isAboutSomething={isAboutSomething} />
    </Popover>
  );
}

function ParticipantsField({ participants, onChange, isAboutSomething }: ParticipantsPickerProps) {
  const t = useContactText();
  const text = useText();
  const { options, onSearch, contactOf } = useContactSearch({ without: participants.map(({ id }) => id) });
  const known = new Map<string, ContactRef>(participants.map((contact) => [contact.id, contact]));
  return (
    <TagInput
      label={t('withWhom')}
      values={participants.map((contact) => ({ value: contact.id, label: contact.name }))}
      options={options}
      onSearch={onSearch}
      onChange={(chosen) => onChange(chosen.flatMap(({ value }) => known.get(value) ?? contactOf(value) ?? []))}
      removeLabel={(name) => text('common:remove', { what: name })}
      renderMark={({ value }) => {
        const contact = known.get(value);
        return contact && <ContactAvatar contact={contact} />;
      }}
      placeholder={t('findContact')}
      emptyText={t('nobodyFound')}
      autoFocus
      {...(participants.length === 0 && !isAboutSomething ? { error: t('nobodyThere') } : {})}
    />
  );
}
