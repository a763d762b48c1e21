import { useState } from 'react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import type { ContactDetail, Seen } from '../../../../core/api/contacts.ts';
import { RELATIONS } from '../../../../core/contacts.ts';
import type { Part, PartValues } from '../../../../core/contacts.ts';
import { Id } from '../../../../core/ids.ts';
import { useContactSearch } from '../../../contact-search.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import type { Option } from '../../../ui/select.tsx';
import { useEdits } from '../edits.ts';
import { useContactText, useContactWords } from '../../../words/contact-words.ts';
import { ContactRow } from '../../../record/contact-row.tsx';
import { FormDialog } from '../../../record/form-dialog.tsx';
import { Section } from '../../../record/section.tsx';

type Relation = Part<'relations'>;

/** Who is what to this contact, whichever of the two said so. */
export function Relations({ contact, isReadOnly }: { contact: ContactDetail; isReadOnly: boolean }) {
  const edits = useEdits(contact);
  const t = useContactText();
  const words = useContactWords();
  const formats = useFormats();
  const [form, setForm] = useState<{ row: Relation | null; seen: Seen } | null>(null);
  const count = contact.relations.length + contact.relatedFrom.length;
  if (count === 0 && isReadOnly) return null;
  return (
    <Section
      title={t('relations')}
      {...(count > 0 ? { count: formats.number(count) } : {})}
      action={!isReadOnly && <IconButton icon={Plus} label={t('addRelation')} onPress={() => setForm({ row: null, seen: {} })} className="-me-1.5 print:hidden" />}
    >
      <ul>
        {contact.relations.map((row) => {
          const name = row.to?.name ?? row.toName;
          return (
            <ContactRow
              key={row.id}
              contact={row.to}
              name={name}
              detail={words.relation(row.kind)}
              {...(isReadOnly
                ? {}
                : {
                    menu: {
                      label: t('moreFor', { what: name }),
                      entries: [
                        { id: 'edit', label: t('editRelation'), icon: Pencil, onAction: () => setForm({ row, seen: row.seen }) },
                        { id: 'remove', label: t('remove'), icon: Trash2, onAction: () => void edits.removePart('relations', row.id, name) },
                      ],
                    },
                  })}
            />
          );
        })}
        {contact.relatedFrom.map(({ id, kind, from }) => <ContactRow key={id} contact={from} name={from.name} detail={words.relationBack(kind)} />)}
      </ul>
      {form && (
        <RelationDialog
          contactId={contact.id}
          row={form.row}
          onClose={() => setForm(null)}
          onSave={async (values) => {
            if (form.row) await edits.updatePart('relations', form.row.id, values, form.seen);
            else await edits.addPart('relations', values);
          }}
        />
      )}
    </Section>
  );
}

interface RelationDialogProps {
  contactId: Id;
  row: Relation | null;
  onClose: () => void;
  onSave: (values: Partial<PartValues<'relations'>>) => Promise<void>;
}

function RelationDialog({ contactId, row, onClose, onSave }: RelationDialogProps) {
  const t = useContactText();
  const words = useContactWords();
  const { options, onSearch } = useContactSearch({ without: [contactId] });
  const [who, setWho] = useState<Option | null>(row?.to ? { value: row.to.id, label: row.to.name } : row?.toName ? { value: NAME_ONLY, label: row.toName } : null);
  const [kind, setKind] = useState(row?.kind ?? '');
  const [error, setError] = useState<{ of: 'who' | 'kind'; text: string }>();

  async function save() {
    if (!who || kind.trim() === '') {
      setError(who ? { of: 'kind', text: t('relationKindMissing') } : { of: 'who', text: t('relationMissing') });
      return false;
    }
    await onSave(who.value === NAME_ONLY ? { toId: null, toName: who.label, kind } : { toId: Id.parse(who.value), toName: '', kind });
    return true;
  }

  return (
    <FormDialog title={t(row ? 'editRelation' : 'addRelation')} onSave={save} onClose={onClose}>
      <ComboBox
        label={t('relationWho')}
        value={who}
        options={who && !options.some(({ value }) => value === who.value) ? [who, ...options] : options}
        onSearch={onSearch}
        onChange={setWho}
        onCreate={(name) => setWho({ value: NAME_ONLY, label: name })}
        createLabel={(typed) => t('onlyName', { typed })}
        emptyText={t('nobodyFound')}
        autoFocus
        error={error?.of === 'who' ? error.text : undefined}
      />
      <ComboBox
        label={t('relationKind')}
        value={kind === '' ? null : { value: kind, label: words.relation(kind) }}
        options={RELATIONS.map((value) => ({ value, label: words.relation(value) }))}
        onChange={(option) => setKind(option?.value ?? '')}
        onCreate={setKind}
        createLabel={(typed) => t('useTyped', { typed })}
        emptyText={t('nothingFits')}
        error={error?.of === 'kind' ? error.text : undefined}
      />
    </FormDialog>
  );
}

/** The option that stands for somebody known only by name. */
const NAME_ONLY = 'name only';
