import type { Ref } from 'react';
import { Building2, UserPlus } from 'lucide-react';
import type { ReadDealLine } from '../../core/deal-line.ts';
import { ContactAvatar } from '../contact-avatar.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Chip } from '../ui/chip.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { Parties } from './named-contacts.ts';
import type { Who } from './new-deal-draft.ts';
import { useDealsText } from './words.ts';

export interface NewDealLineProps {
  line: string;
  read: ReadDealLine;
  parties: Parties;
  onChange: (line: string) => void;
  /** Takes a part back: its words are title then. */
  onDismiss: (text: string) => void;
  error: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** The line that a deal is written in, and below it what it was taken for. */
export function NewDealLine({ line, read, parties, onChange, onDismiss, error, ref }: NewDealLineProps) {
  const t = useDealsText();
  const text = useText();
  const formats = useFormats();
  const { amount } = read;
  return (
    <div className="flex flex-col gap-2">
      <TextField
        ref={ref}
        label={t('lineLabel')}
        placeholder={t('lineHint', { amount: formats.number(9_400) })}
        value={line}
        onChange={onChange}
        maxLength={1_000}
        autoFocus
        hint={t('lineHelp')}
        error={error}
      />
      {read.parts.length > 0 && (
        <div role="group" aria-label={t('understood')} className="flex min-w-0 flex-wrap gap-1">
          {read.parts.map((part, place) => {
            const who = part.kind === 'who' ? partyOf(parties, read.who[read.parts.slice(0, place).filter(({ kind }) => kind === 'who').length] ?? '') : null;
            return (
              <Chip key={`${part.start} ${part.text}`} onRemove={() => onDismiss(part.text)} removeLabel={text('common:remove', { what: part.text })} className="bg-accent-subtle!">
                {part.kind === 'amount' ? (
                  <b className="figures">{amount && formats.shortMoney(amount.minor, amount.currency)}</b>
                ) : (
                  <span className="inline-flex items-center gap-1">
                    {who?.who.id == null ? who?.of === 'contact' ? <UserPlus aria-hidden className="size-3.5!" /> : <Building2 aria-hidden className="size-3.5!" /> : <ContactAvatar contact={who.who} />}
                    <b><bdi>{who?.who.name ?? part.text}</bdi></b>
                    {who?.who.id === null && t(who.of === 'contact' ? 'newContact' : 'newOrganisation')}
                  </span>
                )}
              </Chip>
            );
          })}
        </div>
      )}
    </div>
  );
}

function partyOf({ contact, organisation }: Parties, name: string): { of: keyof Parties; who: Who } | null {
  const same = (who: Who | null) => who !== null && who.name.localeCompare(name, undefined, { sensitivity: 'base' }) === 0;
  if (organisation && same(organisation)) return { of: 'organisation', who: organisation };
  if (contact && same(contact)) return { of: 'contact', who: contact };
  return null;
}
