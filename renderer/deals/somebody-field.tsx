import type { ContactKind, ContactRef } from '../../core/contacts.ts';
import { contactOption } from '../contact-search.tsx';
import { useText } from '../i18n/use-text.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import { newContactOf, newContactValue, useContactChoice } from './contact-choice.tsx';

/** Somebody who is there, or who is made when it is saved: a person or an organisation. */
export type Somebody = ContactRef | { id: null; name: string; kind: ContactKind };

export interface SomebodyFieldProps {
  label: string;
  value: Somebody | null;
  onChange: (value: Somebody | null) => void;
  without?: readonly string[];
  isDisabled?: boolean;
  autoFocus?: boolean;
  error?: string | undefined;
}

/** Anybody, found by typing; below them the typed name as a new person and as a new organisation. */
export function SomebodyField({ value, onChange, without = [], ...rest }: SomebodyFieldProps) {
  const text = useText();
  const { options, onSearch, contactOf } = useContactChoice({ without });
  return (
    <ComboBox
      value={value && (value.id === null ? { value: newContactValue(value.kind, value.name), label: value.name } : contactOption(value))}
      options={options}
      onSearch={onSearch}
      onChange={(option) => {
        const created = option && newContactOf(option.value);
        onChange(created ? { id: null, ...created } : option ? (contactOf(option.value) ?? value) : null);
      }}
      emptyText={text('contact:nobodyFound')}
      {...rest}
    />
  );
}
