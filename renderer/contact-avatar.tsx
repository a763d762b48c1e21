import type { ContactRef } from '../core/contacts.ts';
import { useStoredPicture } from './stored-files.ts';
import { Avatar } from './ui/avatar.tsx';
import type { AvatarProps } from './ui/avatar.tsx';

/** The picture of a contact where there is one, else its initials. */
export function ContactAvatar({ contact, size = 'small' }: { contact: Pick<ContactRef, 'id' | 'name' | 'kind' | 'photo'>; size?: NonNullable<AvatarProps['size']> }) {
  const { url } = useStoredPicture(contact.photo);
  return <Avatar id={contact.id} name={contact.name} shape={contact.kind} size={size} image={url} />;
}
