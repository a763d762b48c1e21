import { Mail, Phone } from 'lucide-react';
import type { ContactDetail } from '../../core/api/contacts.ts';
import type { Entry } from '../../core/entries.ts';
import { plainText } from '../../core/markdown/plain-text.ts';
import type { Id } from '../../core/ids.ts';
import { useApiQuery } from '../api.ts';
import { CommandButton } from '../commands/command-button.tsx';
import { ContactAvatar } from '../contact-avatar.tsx';
import { ENTRY_ICONS } from '../entry-icons.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useShortDay } from '../i18n/short-day.ts';
import { useText } from '../i18n/use-text.ts';
import { Loaded } from '../loaded.tsx';
import { contactPath } from '../paths.ts';
import { Clip } from '../ui/clip.tsx';
import { PeekPanel } from '../ui/peek-panel.tsx';
import { dotOf, Tag } from '../ui/tag.tsx';
import { useContactText, useContactWords } from '../words/contact-words.ts';
import { PeekLine } from './peek-line.tsx';
import { usePeekText } from './words.ts';

/** Of the timeline, the newest. */
const ENTRIES = 6;

export interface ContactPeekProps {
  /** Undefined while the row is loading. */
  id: Id | undefined;
  nowMs: number;
  /** Opens what is peeked at. */
  openCommand: string;
  onClose: () => void;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

/** The essentials of a contact beside a list that it is walked in. */
export function ContactPeek({ id, nowMs, openCommand, onClose, previous, next }: ContactPeekProps) {
  const t = usePeekText();
  const text = useText();
  const query = useApiQuery('contacts.get', { id: id ?? '' }, { isEnabled: id !== undefined, keepsPrevious: true });
  return (
    <PeekPanel
      label={t('peekOf', { name: query.data?.name ?? '' })}
      closeLabel={text('common:close')}
      onClose={onClose}
      previous={{ label: text('common:previous'), onPress: () => previous?.(), isDisabled: !previous }}
      next={{ label: text('common:next'), onPress: () => next?.(), isDisabled: !next }}
      action={<CommandButton command={openCommand} kind="bare" size="small">{text('common:open')}</CommandButton>}
    >
      <Loaded query={query} lines={5}>{(contact) => <Essentials contact={contact} nowMs={nowMs} />}</Loaded>
    </PeekPanel>
  );
}

function Essentials({ contact, nowMs }: { contact: ContactDetail; nowMs: number }) {
  const t = usePeekText();
  const formats = useFormats();
  const contactText = useContactText();
  const { role: roleWords } = useContactWords();
  const email = contact.emails.find(({ id }) => id === contact.primaryEmailId) ?? contact.emails[0];
  const phone = contact.phones.find(({ id }) => id === contact.primaryPhoneId) ?? contact.phones[0];
  const address = contact.addresses.find(({ id }) => id === contact.primaryAddressId) ?? contact.addresses[0];
  const job = contact.affiliations.find(({ id }) => id === contact.primaryAffiliationId) ?? contact.affiliations[0];
  const town = [address?.city, address?.country].filter(Boolean).join(', ');
  return (
    <>
      <div className="flex items-center gap-4">
        <ContactAvatar contact={contact} size="huge" />
        <div className="min-w-0 flex-1">
          <h2 className="text-20 font-semibold tracking-title break-words"><bdi>{contact.name || contactText('unnamed')}</bdi></h2>
          {job?.organisation && (
            <p className="text-13 break-words text-text2">
              {job.title && <><bdi>{job.title}</bdi>, </>}
              <a href={`#${contactPath(job.organisation.id)}`} className="text-accent-text hover:underline"><bdi>{job.organisation.name}</bdi></a>
            </p>
          )}
          {contact.kind === 'organisation' && contact.peopleCount > 0 && <p className="figures text-13 text-text2">{t('peopleCount', { count: contact.peopleCount, formatted: formats.number(contact.peopleCount) })}</p>}
        </div>
      </div>
      {(phone || email) && (
        <div className="my-4 flex flex-wrap gap-1">
          {phone && <OutwardLink icon={Phone} href={`tel:${phone.e164 ?? phone.number.replace(/[^+\d]/g, '')}`} label={t('call')} />}
          {email && <OutwardLink icon={Mail} href={`mailto:${encodeURIComponent(email.address)}`} label={t('mail')} />}
        </div>
      )}
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] items-baseline gap-y-2 py-4 text-13">
        <PeekLine label={t('columnEmail')} value={email && <bdi>{email.address}</bdi>} />
        <PeekLine label={t('columnPhone')} value={phone && <span className="figures" dir="ltr">{phone.shown || phone.number}</span>} />
        <PeekLine label={t('columnCity')} value={town && <bdi>{town}</bdi>} />
        <PeekLine label={t('columnRoles')} value={contact.roles.length > 0 && formats.list(contact.roles.map((role) => roleWords(role)))} />
        <PeekLine label={t('columnStatus')} value={contact.status && <bdi>{contact.status}</bdi>} />
        <PeekLine label={t('columnTags')} value={contact.tags.length > 0 && <span className="flex min-w-0 flex-wrap gap-1">{contact.tags.map((tag) => <Tag key={tag.id} name={tag.name} dot={dotOf(tag.colour)} />)}</span>} />
        <PeekLine label={t('columnOwner')} value={contact.owner && <bdi>{contact.owner.name}</bdi>} />
        <PeekLine label={t('columnLastContact')} value={contact.lastContactAt === null ? t('never') : <span className="figures">{formats.date(contact.lastContactAt, 'long')}</span>} />
      </dl>
      <Timeline contact={contact} nowMs={nowMs} />
    </>
  );
}

function OutwardLink({ icon: Icon, href, label }: { icon: typeof Phone; href: string; label: string }) {
  return (
    <a href={href} className="inline-flex h-control-small items-center gap-1 rounded-control border border-border bg-raised px-2 text-12 font-medium hover:bg-hover narrow:min-h-10">
      <Icon aria-hidden className="text-text3" />
      {label}
    </a>
  );
}

function Timeline({ contact, nowMs }: { contact: ContactDetail; nowMs: number }) {
  const t = usePeekText();
  const formats = useFormats();
  const shortDay = useShortDay();
  const { kind: kindWords } = useContactWords();
  const { data } = useApiQuery('entries.list', { contactId: contact.id, limit: ENTRIES }, { keepsPrevious: true });
  const count = contact.entryCounts['all'] ?? 0;
  return (
    <section className="border-t border-border">
      <div className="flex h-11 items-center gap-2">
        <h2>{t('timeline')}</h2>
        <span className="figures text-12 text-text3">{formats.number(count)}</span>
      </div>
      {count === 0 ? (
        <p className="text-13 text-text3">{t('noEntries')}</p>
      ) : (
        <ul>
          {data?.rows.map((entry) => {
            const Icon = ENTRY_ICONS[entry.kind];
            return (
              <li key={entry.id} className="flex h-8 items-center gap-3 text-13">
                <Icon aria-hidden className="text-text3" />
                <Clip className="flex-1"><bdi>{entryLine(entry) || kindWords(entry.kind)}</bdi></Clip>
                <span className="figures flex-none text-12 text-text3">{shortDay(entry.at, nowMs)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

/** What an entry says in a line: its subject, else how its text begins. */
function entryLine({ subject, body, attachments }: Entry): string {
  return subject || plainText(body.slice(0, 600)).trim().split('\n', 1)[0] || (attachments[0]?.name ?? '');
}
