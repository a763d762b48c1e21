import { useState } from 'react';
import { Copy, Star, Tag as TagIcon, Trash2 } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { partDefaults } from '../../../../core/contacts.ts';
import type { Part, PartValues } from '../../../../core/contacts.ts';
import type { Id } from '../../../../core/ids.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { announce } from '../../../ui/announcer.tsx';
import type { MenuAction } from '../../../ui/menu.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { primaryIdOf, useEdits } from '../edits.ts';
import { LABELS, useContactText, useContactWords } from '../../../words/contact-words.ts';
import { addressLines, countryNames } from '../../../words/addresses.ts';
import { FieldRow, PopoverField } from '../../../record/field-row.tsx';
import { PopoverForm } from '../../../record/popover-form.tsx';

export interface AddressRowProps {
  contact: ContactDetail;
  row: Part<'addresses'>;
  isReadOnly: boolean;
  onOtherLabel: (part: 'addresses', id: Id, label: string) => void;
}

export function AddressRow({ contact, row, isReadOnly, onOtherLabel }: AddressRowProps) {
  const edits = useEdits(contact);
  const words = useContactWords();
  const text = useText();
  const t = useContactText();
  const { locale } = useFormats();
  const isOrdinary = contact.addresses.length === 1 && ['', 'work', 'home', 'other'].includes(row.label);
  const label = isOrdinary ? words.part('addresses') : words.label('addresses', row.label);
  const lines = addressLines(row, countryNames(locale));
  const isPrimary = contact.addresses.length > 1 && primaryIdOf(contact, 'addresses') === row.id;
  const entries: (MenuAction | false)[] = [
    { id: 'copy', label: t('copy'), icon: Copy, onAction: () => void navigator.clipboard.writeText(lines.join('\n')).then(() => announce(text('common:copied'))) },
    !isReadOnly && contact.addresses.length > 1 && !isPrimary && { id: 'primary', label: t('makePrimary'), icon: Star, onAction: () => void edits.makePrimary('addresses', row.id) },
    !isReadOnly && {
      id: 'label',
      label: t('label'),
      icon: TagIcon,
      submenu: [
        ...LABELS.addresses.map((known) => ({
          id: known,
          label: words.label('addresses', known),
          isTicked: row.label === known,
          onAction: () => void edits.updatePart('addresses', row.id, { label: known }, row.seen),
        })),
        'separator' as const,
        { id: 'other label', label: t('ownLabel'), onAction: () => onOtherLabel('addresses', row.id, row.label) },
      ],
    },
    !isReadOnly && { id: 'remove', label: t('remove'), icon: Trash2, onAction: () => void edits.removePart('addresses', row.id, label) },
  ];
  return (
    <FieldRow part="addresses" menu={{ label: t('moreFor', { what: label }), entries: entries.filter((entry) => entry !== false) }}>
      <PopoverField
        label={label}
        editLabel={text('common:edit', { what: label })}
        isReadOnly={isReadOnly}
        display={
          <bdi className="block whitespace-pre-line">
            {lines.join('\n')}
            {isPrimary && <Star role="img" aria-label={t('primary')} className="ms-1 inline size-3! fill-current align-[-1px] text-text3" />}
          </bdi>
        }
      >
        {(close) => (
          <AddressForm
            start={row}
            onSave={async (values) => {
              await edits.updatePart('addresses', row.id, values, row.seen);
              close();
            }}
          />
        )}
      </PopoverField>
    </FieldRow>
  );
}

/** The form that "Add a field" opens for a new address. */
export function NewAddressRow({ contact, onDone }: { contact: ContactDetail; onDone: (id: Id | null) => void }) {
  const edits = useEdits(contact);
  const words = useContactWords();
  const t = useContactText();
  const label = words.part('addresses');
  return (
    <FieldRow>
      <PopoverField label={label} editLabel={t('addWhat', { what: label })} display={null} placeholder={t('addWhat', { what: label })} isOpen onOpenChange={(isOpen) => { if (!isOpen) onDone(null); }}>
        <AddressForm start={partDefaults.addresses} onSave={async (values) => onDone(Object.values(values).some(Boolean) ? await edits.addPart('addresses', values) : null)} />
      </PopoverField>
    </FieldRow>
  );
}

type AddressValues = Omit<PartValues<'addresses'>, 'label'>;
const FIELDS = ['street', 'extended', 'poBox', 'postalCode', 'city', 'region', 'country'] as const;

/** Saves what was changed only. */
function AddressForm({ start, onSave }: { start: AddressValues; onSave: (values: Partial<AddressValues>) => Promise<void> }) {
  const t = useContactText();
  const [values, setValues] = useState(() => start);
  const field = (name: (typeof FIELDS)[number], className?: string) => (
    <TextField
      label={t(ADDRESS_WORDS[name])}
      value={values[name]}
      onChange={(value) => setValues({ ...values, [name]: value })}
      autoFocus={name === 'street'}
      {...(className ? { className } : {})}
    />
  );
  return (
    <PopoverForm onSave={() => onSave(Object.fromEntries(FIELDS.filter((name) => values[name] !== start[name]).map((name) => [name, values[name].trim()])))}>
      {field('street')}
      {field('extended')}
      <div className="flex gap-2">
        {field('postalCode', 'w-28')}
        {field('city', 'flex-1')}
      </div>
      <div className="flex gap-2">
        {field('region', 'flex-1')}
        {field('country', 'flex-1')}
      </div>
      {field('poBox')}
    </PopoverForm>
  );
}

const ADDRESS_WORDS = {
  street: 'addressStreet',
  extended: 'addressExtended',
  poBox: 'addressPoBox',
  postalCode: 'addressPostalCode',
  city: 'addressCity',
  region: 'addressRegion',
  country: 'addressCountry',
} as const;
