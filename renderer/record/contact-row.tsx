import type { ReactNode } from 'react';
import { EllipsisVertical } from 'lucide-react';
import type { ContactRef } from '../../core/contacts.ts';
import { ContactAvatar } from '../contact-avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { Clip } from '../ui/clip.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { ContactLink } from './contact-link.tsx';

export interface ContactRowProps {
  /** Null where only a name is known. */
  contact: ContactRef | null;
  name: string;
  /** Under the name, or beside it where both fit. */
  detail: string;
  menu?: { label: string; entries: readonly MenuEntry[] };
}

/** Somebody who belongs to this record: a link to their page, what they are to it, and what can be done about that. */
export function ContactRow({ contact, name, detail, menu }: ContactRowProps) {
  const words: ReactNode = (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <Clip className="flex-auto text-text"><bdi>{name}</bdi></Clip>
      {detail !== '' && <Clip className="flex-initial text-12 text-text3"><bdi>{detail}</bdi></Clip>}
    </span>
  );
  return (
    <li className="group/row relative flex min-h-8 items-start gap-2 py-1.5 text-13">
      {contact ? <ContactAvatar contact={contact} /> : <span aria-hidden className="size-5 flex-none rounded-full border border-dashed border-border-strong" />}
      {contact ? (
        <ContactLink contact={contact} className="min-w-0 flex-1 rounded-chip outline-offset-1 hover:[&>span>:first-child]:underline">{words}</ContactLink>
      ) : (
        <span className="min-w-0 flex-1">{words}</span>
      )}
      {menu && (
        <span className="absolute -end-6 top-0.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-aria-expanded:opacity-100 narrow:static narrow:-my-1 print:hidden [@media(hover:none)]:opacity-100">
          <Menu label={menu.label} align="end" trigger={<IconButton icon={EllipsisVertical} label={menu.label} className="w-6! narrow:w-8!" />} entries={menu.entries} />
        </span>
      )}
    </li>
  );
}
