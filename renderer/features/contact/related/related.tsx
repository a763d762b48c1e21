import { useRef } from 'react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useKeepFocus } from '../../../record/keep-focus.ts';
import { RecordFiles } from '../../../record/record-files.tsx';
import { useNarrow } from '../../../ui/media.ts';
import { useContactText } from '../../../words/contact-words.ts';
import { Affiliations } from './affiliations.tsx';
import { Deals } from './deals.tsx';
import { NextAction } from './next-action.tsx';
import { People } from './people.tsx';
import { Relations } from './relations.tsx';

/** What belongs to this record: what is next, where somebody works, who works there, files, relations both ways. */
export function Related({ contact, isReadOnly }: { contact: ContactDetail; isReadOnly: boolean }) {
  const isNarrow = useNarrow();
  const t = useContactText();
  const formats = useFormats();
  const pane = useRef<HTMLDivElement>(null);
  useKeepFocus(pane);
  return (
    <div ref={pane} tabIndex={-1} className="ring-own flex flex-col">
      {/* Where the panes are tabs it stands above the timeline, which is seen first. */}
      {!isNarrow && <NextAction contact={contact} isReadOnly={isReadOnly} />}
      <Deals contact={contact} isReadOnly={isReadOnly} />
      {contact.kind === 'person' ? <Affiliations contact={contact} isReadOnly={isReadOnly} /> : <People contact={contact} />}
      <Relations contact={contact} isReadOnly={isReadOnly} />
      <RecordFiles of={{ contactId: contact.id }} />
      <p className="mt-4 border-t border-border pt-3 first:mt-0 first:border-0 first:pt-0 text-12 break-words text-text3">
        {t('createdOn', { date: formats.date(contact.createdAt) })}
        {contact.mergedFrom.length > 0 && (
          <>
            <br />
            {t('mergedFrom', { names: formats.list(contact.mergedFrom.map(({ name }) => name || t('unnamed'))) })}
          </>
        )}
        {contact.lastContactAt !== null && (
          <>
            <br />
            {t('lastContactOn', { date: formats.date(contact.lastContactAt) })}
          </>
        )}
      </p>
    </div>
  );
}
