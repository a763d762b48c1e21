import { useInfiniteQuery } from '@tanstack/react-query';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { useApi } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { useContactText } from '../../../words/contact-words.ts';
import { ContactRow } from '../../../record/contact-row.tsx';
import { Section } from '../../../record/section.tsx';

const PAGE = 20;

/** The people of an organisation, the present ones first, page by page. */
export function People({ contact }: { contact: ContactDetail }) {
  const api = useApi();
  const t = useContactText();
  const formats = useFormats();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['contacts.people', { organisationId: contact.id }, 'pages'],
    queryFn: ({ pageParam, signal }) => api.contacts.people({ organisationId: contact.id, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: contact.peopleCount > 0,
  });
  if (contact.peopleCount === 0) return null;
  const people = data?.pages.flatMap(({ rows }) => rows) ?? contact.people.slice(0, PAGE);
  return (
    <Section title={t('people')} count={formats.number(contact.peopleCount)}>
      <ul>
        {people.map(({ contact: person, title, affiliationId, endedOn }) => (
          <ContactRow
            key={affiliationId}
            contact={person}
            name={person.name}
            detail={[title, endedOn === null ? '' : t('until', { date: formats.civilDate(endedOn) })].filter(Boolean).join(' · ')}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button kind="bare" size="small" isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()} className="-ms-2 print:hidden">{t('showMore')}</Button>
      )}
    </Section>
  );
}
