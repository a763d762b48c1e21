import type { ReactNode } from 'react';
import type { Id } from '../../core/ids.ts';
import { contactPath } from '../paths.ts';

/** A link to the page of a contact; its name unless there are other words. */
export function ContactLink({ contact, children, className }: { contact: { id: Id; name: string }; children?: ReactNode; className?: string }) {
  return (
    <a href={`#${contactPath(contact.id)}`} className={className}>
      {children ?? <bdi>{contact.name}</bdi>}
    </a>
  );
}
