import { useDeferredValue, useState } from 'react';
import type { ContactKind } from '../../../core/contacts.ts';
import type { NewContact } from '../../../core/api/contacts.ts';
import { Id } from '../../../core/ids.ts';
import { useApi, useApiQuery, useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { useContactSearch } from '../../contact-search.tsx';
import { useText } from '../../i18n/use-text.ts';
import { contactPath } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Clip } from '../../ui/clip.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import type { Option } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { useContactsText } from './words.ts';

export interface NewContactDialogProps {
  isOpen: boolean;
  onClose: () => void;
  initialName?: string;
  initialKind?: ContactKind;
}

/** Name, Tab, e-mail, Enter: and it is there. Offers those who may be the same before a second one is made. */
export function NewContactDialog(props: NewContactDialogProps) {
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, initialName = '', initialKind = 'person' }: NewContactDialogProps) {
  const t = useContactsText();
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { goTo } = useCommandContext();
  const [kind, setKind] = useState(initialKind);
  const [name, setName] = useState(initialName);
  const [email, setEmail] = useState('');
  const [phone, setPhone] = useState('');
  const [organisation, setOrganisation] = useState<Option | null>(null);
  const [error, setError] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const { options, onSearch } = useContactSearch({ kind: 'organisation' });
  const isEmpty = [name, email, phone].every((typed) => typed.trim() === '');

  async function save() {
    if (isEmpty || isSaving) return;
    setSaving(true);
    try {
      const { id, changeId } = await api.contacts.create(newContact({ kind, name, email, phone, organisation }));
      onClose();
      goTo(contactPath(id));
      undoable(t('created', { name: name.trim() || email.trim() || phone.trim() }), changeId);
    } catch (failure) {
      setError(errorText(failure));
      setSaving(false);
    }
  }

  return (
    <Dialog
      isOpen
      size="small"
      title={t('new')}
      closeLabel={text('common:close')}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button type="submit" kind="main" isDisabled={isEmpty}>{text('common:add')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <SegmentedControl<ContactKind>
          label={t('targetKind')}
          value={kind}
          onChange={setKind}
          segments={[{ value: 'person', label: t('person') }, { value: 'organisation', label: t('organisation') }]}
          className="self-start"
        />
        <TextField label={t('columnName')} value={name} onChange={setName} autoFocus maxLength={1_000} error={error} />
        <TextField label={t('columnEmail')} value={email} onChange={setEmail} type="email" inputMode="email" maxLength={1_000} />
        <TextField label={t('columnPhone')} value={phone} onChange={setPhone} type="tel" inputMode="tel" maxLength={1_000} />
        {kind === 'person' && (
          <ComboBox
            label={t('columnOrganisation')}
            value={organisation}
            options={options}
            onSearch={onSearch}
            onChange={setOrganisation}
            onCreate={(typed) => setOrganisation({ value: NEW, label: typed })}
            createLabel={(typed) => t('newOrganisation', { name: typed })}
            emptyText={t('nobodyFound')}
          />
        )}
        <Similar name={name} email={email} phone={phone} onOpen={onClose} />
      </div>
    </Dialog>
  );
}

/** The option of an organisation that is made along with the person. */
const NEW = 'new';

interface Typed {
  kind: ContactKind;
  name: string;
  email: string;
  phone: string;
  organisation: Option | null;
}

function newContact({ kind, name, email, phone, organisation }: Typed): NewContact {
  const typed = name.trim();
  return {
    kind,
    ...(kind === 'organisation' ? { organisationName: typed } : { fullName: typed }),
    ...(email.trim() ? { emails: [{ address: email.trim() }] } : {}),
    ...(phone.trim() ? { phones: [{ number: phone.trim() }] } : {}),
    ...(kind === 'person' && organisation ? { organisation: organisation.value === NEW ? { name: organisation.label } : { id: Id.parse(organisation.value) } } : {}),
  };
}

/** Those who are there already and may be meant. */
function Similar({ name, email, phone, onOpen }: { name: string; email: string; phone: string; onOpen: () => void }) {
  const t = useContactsText();
  const wanted = useDeferredValue({ fullName: name.trim(), email: email.trim(), phone: phone.trim() });
  const isEnough = wanted.fullName.length >= 3 || wanted.email.includes('@') || wanted.phone.replace(/\D/g, '').length >= 5;
  const { data } = useApiQuery(
    'contacts.similar',
    Object.fromEntries(Object.entries(wanted).filter(([, typed]) => typed !== '')),
    { isEnabled: isEnough, keepsPrevious: true },
  );
  if (!isEnough || !data || data.length === 0) return null;
  return (
    <section aria-label={t('similar')} className="rounded-card border border-border bg-canvas p-2">
      <p role="status" className="px-1 pb-1 text-12 text-text3">{t('similar')}</p>
      <ul>
        {data.slice(0, 4).map((contact) => (
          <li key={contact.id}>
            <a href={`#${contactPath(contact.id)}`} onClick={onOpen} className="flex min-h-8 items-center gap-2 rounded-control px-1 text-13 hover:bg-hover">
              <ContactAvatar contact={contact} />
              <Clip className="flex-1 font-medium"><bdi>{contact.name}</bdi></Clip>
              <span className="flex-none text-12 text-accent-text">{t('openInstead')}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
