import { useState } from 'react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import type { ContactRef } from '../../../../core/contacts.ts';
import { DEAL_ROLES } from '../../../../core/deals.ts';
import type { Deal } from '../../../../core/deals.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useDealErrorText } from '../../../deals/deal-error-text.ts';
import { SomebodyField } from '../../../deals/somebody-field.tsx';
import type { Somebody } from '../../../deals/somebody-field.tsx';
import { useDealRoleWords, useDealsText } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { ContactRow } from '../../../record/contact-row.tsx';
import { FormDialog } from '../../../record/form-dialog.tsx';
import { Section } from '../../../record/section.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import type { DealEdits } from './use-deal-edits.ts';

/** Who has a part in a deal, and which: each leads to their page. */
export function DealPeople({ deal, edits }: { deal: Deal; edits: DealEdits }) {
  const t = useDealsText();
  const text = useText();
  const formats = useFormats();
  const roleWords = useDealRoleWords();
  const errorText = useDealErrorText();
  const { showToast } = useCommandContext();
  const [form, setForm] = useState<{ contact: ContactRef; role: string } | 'new' | null>(null);
  const { organisation } = deal;
  const hasOrganisation = organisation !== null && !deal.contacts.some(({ contact }) => contact.id === organisation.id);

  async function remove(contact: ContactRef) {
    try {
      await edits.setContact(contact.id, null);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <Section
      title={t('people')}
      {...(deal.contacts.length > 0 ? { count: formats.number(deal.contacts.length) } : {})}
      action={<IconButton icon={Plus} label={t('addPerson')} onPress={() => setForm('new')} className="-me-1.5 print:hidden" />}
    >
      <ul>
        {deal.contacts.map(({ contact, role }) => (
          <ContactRow
            key={contact.id}
            contact={contact}
            name={contact.name || '–'}
            detail={roleWords(role)}
            menu={{
              label: text('contact:moreFor', { what: contact.name }),
              entries: [
                { id: 'role', label: t('changeRole'), icon: Pencil, onAction: () => setForm({ contact, role }) },
                // The first of all is changed where it stands, among the fields.
                ...(contact.id === deal.contact?.id ? [] : [{ id: 'remove', label: text('contact:remove'), icon: Trash2, onAction: () => void remove(contact) }]),
              ],
            }}
          />
        ))}
        {hasOrganisation && <ContactRow contact={organisation} name={organisation.name || '–'} detail={t('organisation')} />}
      </ul>
      {form && (
        <PersonDialog
          known={form === 'new' ? null : form}
          without={deal.contacts.map(({ contact }) => contact.id)}
          onClose={() => setForm(null)}
          onSave={edits.setContact}
          onCreate={edits.addNamed}
        />
      )}
    </Section>
  );
}

interface PersonDialogProps {
  known: { contact: ContactRef; role: string } | null;
  without: readonly string[];
  onClose: () => void;
  onSave: DealEdits['setContact'];
  onCreate: DealEdits['addNamed'];
}

function PersonDialog({ known, without, onClose, onSave, onCreate }: PersonDialogProps) {
  const t = useDealsText();
  const roleWords = useDealRoleWords();
  const [who, setWho] = useState<Somebody | null>(known?.contact ?? null);
  const [role, setRole] = useState(known?.role ?? '');
  const [error, setError] = useState<string>();
  return (
    <FormDialog
      title={t(known ? 'changeRole' : 'addPerson')}
      onClose={onClose}
      onSave={async () => {
        if (!who) {
          setError(t('personMissing'));
          return false;
        }
        await (who.id === null ? onCreate({ name: who.name, kind: who.kind }, role) : onSave(who.id, role));
        return true;
      }}
    >
      <SomebodyField label={t('contact')} value={who} onChange={setWho} without={without} isDisabled={known !== null} autoFocus={known === null} error={error} />
      <ComboBox
        label={t('role')}
        value={role === '' ? null : { value: role, label: roleWords(role) }}
        options={DEAL_ROLES.map((value) => ({ value, label: roleWords(value) }))}
        onChange={(option) => setRole(option?.value ?? '')}
        onCreate={setRole}
        createLabel={(name) => t('useWords', { name })}
        emptyText={t('typeWhat')}
        autoFocus={known !== null}
      />
    </FormDialog>
  );
}
