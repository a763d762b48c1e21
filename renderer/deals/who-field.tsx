import type { ContactKind } from '../../core/contacts.ts';
import { contactOption, useContactSearch } from '../contact-search.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import type { Who } from './new-deal-draft.ts';
import { useDealsText } from './words.ts';

/** The option of somebody who is made along with the deal. */
const NEW = 'new';

export interface WhoFieldProps {
  label: string;
  /** Undefined finds people and organisations. */
  kind?: ContactKind;
  value: Who | null;
  onChange: (who: Who | null) => void;
  placeholder?: string;
  autoFocus?: boolean;
  hideLabel?: boolean;
  className?: string;
}

/** Somebody who is there, found by typing, or a new name. */
export function WhoField({ label, kind, value, onChange, ...rest }: WhoFieldProps) {
  const t = useDealsText();
  const { options, onSearch, contactOf } = useContactSearch(kind ? { kind } : {});
  const chosen = value && (value.id === null ? { value: NEW, label: value.name } : contactOption(value));
  return (
    <ComboBox
      label={label}
      value={chosen}
      options={options}
      onSearch={onSearch}
      onChange={(option) => {
        const contact = option ? contactOf(option.value) : undefined;
        onChange(contact ? { id: contact.id, kind: contact.kind, name: contact.name, photo: contact.photo, hidden: contact.hidden } : null);
      }}
      onCreate={(name) => onChange({ id: null, name })}
      createLabel={(name) => t('newName', { name })}
      emptyText={t('typeName')}
      {...rest}
    />
  );
}
