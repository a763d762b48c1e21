import { useState } from 'react';
import { Pencil, Plus, Star, Trash2 } from 'lucide-react';
import type { ContactDetail, Seen } from '../../../../core/api/contacts.ts';
import { partDefaults } from '../../../../core/contacts.ts';
import type { Part, PartValues } from '../../../../core/contacts.ts';
import { Id } from '../../../../core/ids.ts';
import { useContactSearch } from '../../../contact-search.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { IconButton } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import type { MenuAction } from '../../../ui/menu.tsx';
import type { Option } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { primaryIdOf, useEdits } from '../edits.ts';
import { useContactText } from '../../../words/contact-words.ts';
import { ContactRow } from '../../../record/contact-row.tsx';
import { FormDialog } from '../../../record/form-dialog.tsx';
import { Section } from '../../../record/section.tsx';

type Affiliation = Part<'affiliations'>;

/** The organisations that a person belongs to, with title and dates. */
export function Affiliations({ contact, isReadOnly }: { contact: ContactDetail; isReadOnly: boolean }) {
  const edits = useEdits(contact);
  const t = useContactText();
  const text = useText();
  const formats = useFormats();
  const [form, setForm] = useState<{ row: Affiliation | null; seen: Seen } | null>(null);
  const rows = contact.affiliations.toSorted((a, b) => Number(a.endedOn !== null) - Number(b.endedOn !== null));

  function menuOf(row: Affiliation) {
    const name = row.organisation?.name ?? row.title;
    const entries: (MenuAction | false)[] = [
      { id: 'edit', label: t('editAffiliation'), icon: Pencil, onAction: () => setForm({ row, seen: row.seen }) },
      rows.length > 1 && primaryIdOf(contact, 'affiliations') !== row.id && { id: 'primary', label: t('makePrimary'), icon: Star, onAction: () => void edits.makePrimary('affiliations', row.id) },
      { id: 'remove', label: t('remove'), icon: Trash2, onAction: () => void edits.removePart('affiliations', row.id, name) },
    ];
    return { label: t('moreFor', { what: name }), entries: entries.filter((entry) => entry !== false) };
  }

  if (rows.length === 0 && isReadOnly) return null;
  return (
    <Section
      title={t('organisations')}
      {...(rows.length > 0 ? { count: formats.number(rows.length) } : {})}
      action={!isReadOnly && <IconButton icon={Plus} label={t('addOrganisation')} onPress={() => setForm({ row: null, seen: {} })} className="-me-1.5 print:hidden" />}
    >
      <ul>
        {rows.map((row) => (
          <ContactRow
            key={row.id}
            contact={row.organisation}
            name={row.organisation?.name ?? t('noOrganisation')}
            detail={[row.title, row.department, years(row)].filter(Boolean).join(' · ')}
            {...(isReadOnly ? {} : { menu: menuOf(row) })}
          />
        ))}
      </ul>
      {form && (
        <AffiliationDialog
          row={form.row}
          onClose={() => setForm(null)}
          onSave={async (values, organisationName) => {
            if (form.row) await edits.updatePart('affiliations', form.row.id, values, form.seen, organisationName);
            else await edits.addPart('affiliations', values, organisationName);
          }}
        />
      )}
    </Section>
  );

  function years({ startedOn, endedOn }: Affiliation): string {
    if (startedOn === null && endedOn === null) return '';
    const start = startedOn === null ? '' : formats.civilDate(startedOn);
    const end = endedOn === null ? text('contact:sinceThen') : formats.civilDate(endedOn);
    return `${start} – ${end}`.trim();
  }
}

interface AffiliationDialogProps {
  row: Affiliation | null;
  onClose: () => void;
  onSave: (values: Partial<PartValues<'affiliations'>>, organisationName: string | undefined) => Promise<void>;
}

function AffiliationDialog({ row, onClose, onSave }: AffiliationDialogProps) {
  const t = useContactText();
  const text = useText();
  const { locale } = useFormats();
  const { options, onSearch } = useContactSearch({ kind: 'organisation' });
  const start = row ?? partDefaults.affiliations;
  const [organisation, setOrganisation] = useState<Option | null>(row?.organisation ? { value: row.organisation.id, label: row.organisation.name } : null);
  const [values, setValues] = useState({ title: start.title, department: start.department, startedOn: start.startedOn ?? '', endedOn: start.endedOn ?? '' });
  const [error, setError] = useState<string>();
  const isNew = organisation?.value === NEW;
  const dates = { locale, dayLabel: text('common:day'), monthLabel: text('common:month'), yearLabel: text('common:year'), invalidText: text('common:noSuchDate') };

  async function save() {
    if (!organisation && values.title.trim() === '') {
      setError(t('organisationMissing'));
      return false;
    }
    await onSave(
      {
        ...(isNew ? {} : { organisationId: organisation ? Id.parse(organisation.value) : null }),
        title: values.title.trim(),
        department: values.department.trim(),
        startedOn: values.startedOn || null,
        endedOn: values.endedOn || null,
      },
      isNew ? organisation.label : undefined,
    );
    return true;
  }

  return (
    <FormDialog title={t(row ? 'editAffiliation' : 'addOrganisation')} onSave={save} onClose={onClose}>
      <ComboBox
        label={t('partAffiliation')}
        value={organisation}
        options={organisation && !options.some(({ value }) => value === organisation.value) ? [organisation, ...options] : options}
        onSearch={onSearch}
        onChange={setOrganisation}
        onCreate={(name) => setOrganisation({ value: NEW, label: name })}
        createLabel={(typed) => t('createOrganisation', { typed })}
        emptyText={t('nobodyFound')}
        autoFocus
        error={error}
      />
      <TextField label={t('affiliationTitle')} value={values.title} onChange={(title) => setValues({ ...values, title })} />
      <TextField label={t('affiliationDepartment')} value={values.department} onChange={(department) => setValues({ ...values, department })} />
      <DateField label={t('affiliationStartedOn')} value={values.startedOn} onChange={(startedOn) => setValues({ ...values, startedOn })} {...dates} />
      <DateField label={t('affiliationEndedOn')} value={values.endedOn} onChange={(endedOn) => setValues({ ...values, endedOn })} {...dates} />
    </FormDialog>
  );
}

/** The option that stands for an organisation which is made with the save. */
const NEW = 'new';
