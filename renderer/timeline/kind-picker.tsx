import { ChevronDown } from 'lucide-react';
import { EntryKind } from '../../core/entries.ts';
import { ENTRY_ICONS } from '../entry-icons.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { useNarrow } from '../ui/media.ts';
import { Menu } from '../ui/menu.tsx';
import { useText } from '../i18n/use-text.ts';
import { PillRadios } from '../record/pill-radios.tsx';
import { useContactText, useContactWords } from '../words/contact-words.ts';

const IN_SIGHT: readonly EntryKind[] = ['note', 'call', 'email', 'meeting'];

export interface KindPickerProps {
  kind: EntryKind;
  onChange: (kind: EntryKind) => void;
  /** A kind was picked with the pointer or from the menu: the next thing is to write. */
  onPicked: () => void;
}

/** What is being logged: the four commonest in sight as radio buttons, the others in a menu. */
export function KindPicker({ kind, onChange, onPicked }: KindPickerProps) {
  const t = useContactText();
  const text = useText();
  const words = useContactWords();
  const isNarrow = useNarrow();
  const inSight = isNarrow ? IN_SIGHT.slice(0, 3) : IN_SIGHT;
  const isOther = !inSight.includes(kind);
  const OtherIcon = ENTRY_ICONS[kind];
  return (
    <div className="mb-2 flex min-w-0 items-center gap-1">
      <PillRadios
        label={t('entryKind')}
        value={isOther ? null : kind}
        onChange={onChange}
        onPicked={onPicked}
        pills={inSight.map((own) => ({ value: own, label: words.kind(own), icon: ENTRY_ICONS[own] }))}
      />
      <Menu
        label={t('otherKinds')}
        trigger={
          <Button kind="bare" size="small" className={classes('text-13!', isOther && 'bg-selected! text-text!')} {...(isOther ? { icon: OtherIcon } : {})}>
            {isOther ? words.kind(kind) : text('common:more')}
            <ChevronDown aria-hidden className="-me-0.5 size-3.5! text-text3" />
          </Button>
        }
        entries={EntryKind.options.filter((own) => !inSight.includes(own)).map((own) => ({
          id: own,
          label: words.kind(own),
          icon: ENTRY_ICONS[own],
          onAction: () => {
            onChange(own);
            // After the menu has given the focus back.
            requestAnimationFrame(() => requestAnimationFrame(onPicked));
          },
        }))}
      />
    </div>
  );
}
