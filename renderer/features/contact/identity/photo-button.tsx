import { useRef } from 'react';
import { Camera, ImagePlus, Trash2 } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { ContactAvatar } from '../../../contact-avatar.tsx';
import { sendFile } from '../../../stored-files.ts';
import { classes } from '../../../ui/classes.ts';
import { Menu } from '../../../ui/menu.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useContactText } from '../../../words/contact-words.ts';
import { encodePhoto, NotAPicture } from './photo.ts';

/** The avatar, which takes a photo. */
export function PhotoButton({ contact, isReadOnly }: { contact: ContactDetail; isReadOnly: boolean }) {
  const api = useApi();
  const t = useContactText();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const input = useRef<HTMLInputElement>(null);

  async function setPhoto(file: Blob | null) {
    try {
      const photo = file === null ? null : await sendFile(api, await encodePhoto(file));
      const { changeId } = await api.contacts.update({ id: contact.id, fields: { photo }, seen: contact.seen['photo'] === undefined ? {} : { photo: contact.seen['photo'] } });
      undoable(t(photo === null ? 'photoRemoved' : 'photoSet'), changeId);
    } catch (error) {
      showToast({ text: error instanceof NotAPicture ? t('notAPicture') : errorText(error), tone: 'danger' });
    }
  }

  const avatar = <ContactAvatar contact={{ ...contact, name: contact.name || '?' }} size="huge" />;
  if (isReadOnly) return avatar;
  const corners = contact.kind === 'person' ? 'rounded-full' : 'rounded-card';
  const button = (onPress?: () => void) => (
    <AriaButton
      aria-label={t(contact.photo ? 'changePhoto' : 'addPhoto')}
      className={classes('absolute inset-0 grid place-items-center opacity-0 transition-opacity hover:bg-backdrop hover:opacity-100 focus-visible:bg-backdrop focus-visible:opacity-100', corners)}
      {...(onPress ? { onPress } : {})}
    >
      <Camera aria-hidden className="size-5! text-[#fff]" />
    </AriaButton>
  );
  return (
    <div className="relative size-14 flex-none">
      {avatar}
      {contact.photo ? (
        <Menu
          label={t('changePhoto')}
          trigger={button()}
          entries={[
            { id: 'choose', label: t('choosePhoto'), icon: ImagePlus, onAction: () => input.current?.click() },
            { id: 'remove', label: t('removePhoto'), icon: Trash2, onAction: () => void setPhoto(null) },
          ]}
        />
      ) : (
        button(() => input.current?.click())
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label={t('choosePhoto')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void setPhoto(file);
        }}
      />
    </div>
  );
}
