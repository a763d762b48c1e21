import { Calendar, Ellipsis, FileDown, GitMerge, History, Hash, Mail, Pencil, Phone, Printer, Trash2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { useCommandEntry } from '../../../commands/command-button.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { ContactLink } from '../../../record/contact-link.tsx';
import { useContactText, useContactWords } from '../../../words/contact-words.ts';
import { NameField } from './name-field.tsx';
import { PhotoButton } from './photo-button.tsx';

export interface IdentityProps {
  contact: ContactDetail;
  isReadOnly: boolean;
  isRenaming: boolean;
  onRenamingChange: (isRenaming: boolean) => void;
  /** Opens the program for it and leaves a draft of the activity; without a number only the draft. */
  onCall: (number: string | null) => void;
  onMail: (address: string | null) => void;
  onMeet: () => void;
}

/** Who this is: picture, name, where they belong, and the ways to reach them. */
export function Identity({ contact, isReadOnly, isRenaming, onRenamingChange, onCall, onMail, onMeet }: IdentityProps) {
  const t = useContactText();
  const text = useText();
  const words = useContactWords();
  const entry = useCommandEntry();
  const phones = primaryFirst(contact.phones, contact.primaryPhoneId).map(({ id, label, number, e164, shown }) => ({ id, value: e164 ?? number, text: shown, label: words.label('phones', label) }));
  const emails = primaryFirst(contact.emails, contact.primaryEmailId).map(({ id, label, address }) => ({ id, value: address, text: address, label: words.label('emails', label) }));
  return (
    <div>
      <div className="narrow:grid narrow:grid-cols-[56px_minmax(0,1fr)] narrow:items-center narrow:gap-x-3">
        <div className="narrow:row-span-2 narrow:self-start"><PhotoButton contact={contact} isReadOnly={isReadOnly} /></div>
        <div className="mt-3 narrow:mt-0">
          <NameField contact={contact} isReadOnly={isReadOnly} isOpen={isRenaming} onOpenChange={onRenamingChange} />
          <TitleLine contact={contact} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-1 py-4 narrow:flex-nowrap narrow:gap-2 narrow:pb-3 print:hidden">
        <ReachButton icon={Phone} label={t('call')} ways={phones} onChoose={onCall} isDisabled={isReadOnly} />
        <ReachButton icon={Mail} label={t('mail')} ways={emails} onChoose={onMail} isDisabled={isReadOnly} />
        <Button size="small" icon={Calendar} onPress={onMeet} isDisabled={isReadOnly} className={REACH}>{t('meet')}</Button>
        <span className="flex-1 narrow:hidden" />
        <Menu
          label={text('common:more')}
          align="end"
          trigger={<IconButton icon={Ellipsis} label={text('common:more')} className="narrow:size-10!" />}
          entries={[
            entry('contact.rename', { icon: Pencil }),
            entry('contact.tag', { icon: Hash }),
            entry('contact.history', { icon: History }),
            'separator',
            entry('contact.merge', { icon: GitMerge }),
            entry('contact.exportCard', { icon: FileDown }),
            entry('page.print', { icon: Printer }),
            'separator',
            entry('contact.remove', { icon: Trash2, isDanger: true }),
          ]}
        />
      </div>
    </div>
  );
}

const REACH = 'narrow:h-10! narrow:flex-1';

interface Way {
  id: string;
  value: string;
  text: string;
  label: string;
}

/** With one way to reach somebody a button, with several a choice. */
function ReachButton({ icon, label, ways, onChoose, isDisabled }: { icon: LucideIcon; label: string; ways: readonly Way[]; onChoose: (value: string | null) => void; isDisabled: boolean }) {
  if (ways.length < 2) {
    return <Button size="small" icon={icon} isDisabled={isDisabled} onPress={() => onChoose(ways[0]?.value ?? null)} className={REACH}>{label}</Button>;
  }
  return (
    <Menu
      label={label}
      trigger={<Button size="small" icon={icon} isDisabled={isDisabled} className={REACH}>{label}</Button>}
      entries={ways.map(({ id, value, text, label: kind }) => ({ id, label: `${text} · ${kind}`, onAction: () => onChoose(value) }))}
    />
  );
}

function TitleLine({ contact }: { contact: ContactDetail }) {
  const t = useContactText();
  const formats = useFormats();
  const line = 'text-13 break-words text-text2';
  if (contact.kind === 'organisation') {
    return <p className={line}>{contact.peopleCount === 0 ? t('recordOrganisationOne') : t('organisationPeople', { count: contact.peopleCount, formatted: formats.number(contact.peopleCount) })}</p>;
  }
  const current = contact.affiliations.find(({ id }) => id === contact.primaryAffiliationId) ?? contact.affiliations.find(({ endedOn }) => endedOn === null) ?? contact.affiliations[0];
  if (!current || (current.title === '' && !current.organisation)) return null;
  return (
    <p className={line}>
      <bdi>{current.title}</bdi>
      {current.title !== '' && current.organisation && ', '}
      {current.organisation && <ContactLink contact={current.organisation} className="-my-1 inline-block rounded-chip py-1 text-accent-text hover:underline" />}
    </p>
  );
}

function primaryFirst<Row extends { id: string }>(rows: readonly Row[], primaryId: string | null): Row[] {
  return rows.toSorted((a, b) => Number(b.id === primaryId) - Number(a.id === primaryId));
}
