import type { ContactRef } from '../core/contacts.ts';
import { useStoredPicture } from './stored-files.ts';
import { Avatar } from './ui/avatar.tsx';
import type { AvatarProps } from './ui/avatar.tsx';

interface ContactAvatarProps {
  contact: Pick<ContactRef, 'id' | 'name' | 'kind' | 'photo'>;
  size?: NonNullable<AvatarProps['size']>;
}

/** The picture of a contact where there is one, else its initials. */
export function ContactAvatar({ contact, size = 'small' }: ContactAvatarProps) {
  // Most have none, and in a long list looking for it costs more than the rest of the row.
  if (contact.photo !== null) return <PicturedAvatar contact={contact} size={size} />;
  return <Avatar id={contact.id} name={contact.name} shape={contact.kind} size={size} />;
}

function PicturedAvatar({ contact, size }: Required<ContactAvatarProps>) {
  const { url } = useStoredPicture(contact.photo);
  return <Avatar id={contact.id} name={contact.name} shape={contact.kind} size={size} image={url} />;
}
