import { useRef, useState } from 'react';
import { Pencil } from 'lucide-react';
import type { Deal } from '../../../../core/deals.ts';
import { useDealsText, useDealWords } from '../../../deals/words.ts';
import { useDealErrorText } from '../../../deals/deal-error-text.ts';
import { useText } from '../../../i18n/use-text.ts';
import { classes } from '../../../ui/classes.ts';
import { FIELD_BOX } from '../../../ui/field.tsx';

export interface TitleFieldProps {
  deal: Deal;
  isEditing: boolean;
  onEditingChange: (isEditing: boolean) => void;
  onSave: (title: string) => Promise<void>;
}

/** The title of the page, which is edited where it stands: Enter or leaving saves, Esc leaves it as it was. */
export function TitleField({ deal, isEditing, onEditingChange, onSave }: TitleFieldProps) {
  const t = useDealsText();
  const text = useText();
  const words = useDealWords();
  const errorText = useDealErrorText();
  const view = useRef<HTMLButtonElement>(null);
  const isSaving = useRef(false);
  const [error, setError] = useState<string | null>(null);

  function close() {
    setError(null);
    onEditingChange(false);
    requestAnimationFrame(() => view.current?.focus());
  }

  async function save(typed: string) {
    const title = typed.trim();
    if (title === deal.title) return close();
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      await onSave(title);
      close();
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      isSaving.current = false;
    }
  }

  const look = 'text-20 font-semibold tracking-title';
  return (
    <div className="min-w-0 flex-1">
      <h1 className={classes(look, isEditing && 'sr-only')}>
        {isEditing ? (
          words.title(deal)
        ) : (
          <button
            ref={view}
            type="button"
            title={t('editTitle')}
            onClick={() => onEditingChange(true)}
            className="group relative -mx-1.5 max-w-full cursor-text rounded-control px-1.5 text-start break-words hover:bg-canvas"
          >
            <bdi>{words.title(deal)}</bdi>
            <Pencil aria-hidden className="ms-2 inline-block size-4! align-baseline text-text3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100" />
          </button>
        )}
      </h1>
      {isEditing && (
        <input
          aria-label={t('titleLabel')}
          aria-invalid={error === null ? undefined : true}
          defaultValue={deal.title}
          autoFocus
          maxLength={1_000}
          dir="auto"
          onFocus={(event) => event.target.select()}
          onBlur={(event) => void save(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') void save(event.currentTarget.value);
            else if (event.key === 'Escape') close();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          className={classes(FIELD_BOX, look, '-ms-1.5 h-9 px-1.5!')}
        />
      )}
      {error !== null && <p role="alert" className="pt-1 text-12 text-danger-text">{`${text('common:notSaved')} ${error}`}</p>}
    </div>
  );
}
