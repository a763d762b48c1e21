import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import type { Deal } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { RecordKind } from '../../../../core/restore.ts';
import { useApiQuery } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Loaded } from '../../../loaded.tsx';
import { addressLines, countryNames } from '../../../words/addresses.ts';
import { useContactWords } from '../../../words/contact-words.ts';

/** A contact or a deal as the backup has it. What else there is says all it has in its own line. */
export function AsItWas({ opened, kind, id }: { opened: string; kind: RecordKind; id: Id }) {
  const { t } = useTranslation('restore');
  if (kind === 'entry' || kind === 'reminder') return null;
  return (
    <section aria-labelledby="as-it-was" className="rounded-card bg-sunken p-4">
      <h3 id="as-it-was" className="pb-2 text-12 font-medium text-text3">{t('asItWas')}</h3>
      {kind === 'deal' ? <OpenedDeal opened={opened} id={id} /> : <OpenedContact opened={opened} id={id} />}
    </section>
  );
}

function OpenedContact({ opened, id }: { opened: string; id: Id }) {
  const query = useApiQuery('opened.contact', { opened, id });
  return <Loaded query={query} lines={3}>{(contact) => <ContactFacts contact={contact} />}</Loaded>;
}

function ContactFacts({ contact }: { contact: ContactDetail }) {
  const text = useText();
  const words = useContactWords();
  const { civilDate, locale, list, number } = useFormats();
  const country = countryNames(locale);
  return (
    <dl className={FACTS}>
      <Fact label={text('contact:tableContact')}>{contact.name}</Fact>
      <Fact label={text('contact:partAffiliation')}>{contact.affiliations.map(({ title, organisation }) => [title, organisation?.name].filter(Boolean).join(', ')).join('\n')}</Fact>
      <Fact label={text('contact:partEmail')}>{contact.emails.map(({ address }) => address).join('\n')}</Fact>
      <Fact label={text('contact:partPhone')}>{contact.phones.map(({ shown }) => shown).join('\n')}</Fact>
      <Fact label={text('contact:partAddress')}>{contact.addresses.map((address) => addressLines(address, country).join(', ')).join('\n')}</Fact>
      <Fact label={text('contact:partLink')}>{contact.links.map(({ url }) => url).join('\n')}</Fact>
      <Fact label={text('contact:fieldBirthday')}>{contact.birthday && civilDate(contact.birthday)}</Fact>
      <Fact label={text('contact:partFact')}>{contact.facts.map((fact) => fact.text).join('\n')}</Fact>
      <Fact label={text('contact:roles')}>{list(contact.roles.map(words.role))}</Fact>
      <Fact label={text('contact:tags')}>{list(contact.tags.map(({ name }) => name))}</Fact>
      <Fact label={text('restore:entry_kind')}>{(contact.entryCounts['all'] ?? 0) > 0 && number(contact.entryCounts['all'] ?? 0)}</Fact>
    </dl>
  );
}

function OpenedDeal({ opened, id }: { opened: string; id: Id }) {
  const query = useApiQuery('opened.deal', { opened, id });
  return <Loaded query={query} lines={3}>{(deal) => <DealFacts deal={deal} />}</Loaded>;
}

function DealFacts({ deal: { title, contact, organisation, amount, expectedClose, notes, tags, createdAt } }: { deal: Deal }) {
  const text = useText();
  const { money, civilDate, date, list } = useFormats();
  return (
    <dl className={FACTS}>
      <Fact label={text('deals:deal')}>{title}</Fact>
      <Fact label={text('deals:contact')}>{contact?.name}</Fact>
      <Fact label={text('deals:organisation')}>{organisation?.name}</Fact>
      <Fact label={text('deals:value')}>{amount && money(amount.minor, amount.currency)}</Fact>
      <Fact label={text('deals:expectedClose')}>{/^\d{4}-\d\d-\d\d$/.test(expectedClose) && civilDate(expectedClose)}</Fact>
      <Fact label={text('reminders:notes')}>{notes}</Fact>
      <Fact label={text('deals:tags')}>{list(tags.map(({ name }) => name))}</Fact>
      <Fact label={text('common:day')}>{date(createdAt)}</Fact>
    </dl>
  );
}

const FACTS = 'grid grid-cols-[minmax(96px,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-13 narrow:grid-cols-1';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === '' || children === null || children === undefined || children === false) return null;
  return (
    <>
      <dt className="text-text3">{label}</dt>
      <dd className="wrap-anywhere whitespace-pre-line text-text"><bdi>{children}</bdi></dd>
    </>
  );
}
