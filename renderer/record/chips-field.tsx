import { useState } from 'react';
import type { ReactNode } from 'react';
import { useErrorText } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import type { Option } from '../ui/select.tsx';
import type { DotColour } from '../ui/tag.tsx';
import { TagInput } from '../ui/tag-input.tsx';
import { useContactText } from '../words/contact-words.ts';
import { FieldRow, PopoverField } from './field-row.tsx';

interface ChipsFieldProps {
  label: string;
  part: string;
  values: readonly Option[];
  options: readonly Option[];
  onChange: (values: Option[]) => Promise<void>;
  createLabel?: (typed: string) => string;
  renderMark?: (option: Option) => ReactNode;
  isReadOnly: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The chosen ones as they look when nobody edits them. */
  children: ReactNode;
}

/** Several of many: chips, and beside them a field that adds and takes away. Each change is saved at once. */
export function ChipsField({ label, part, values, options, onChange, createLabel, renderMark, isReadOnly, isOpen, onOpenChange, children }: ChipsFieldProps) {
  const t = useContactText();
  const text = useText();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  // What was chosen shows at once; what the page has by then replaces it.
  const [chosen, setChosen] = useState<Option[] | null>(null);

  async function change(next: Option[]) {
    setChosen(next);
    try {
      await onChange(next);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    } finally {
      setChosen((latest) => (latest === next ? null : latest));
    }
  }

  const shown = chosen ?? values;
  return (
    <FieldRow part={part}>
      <PopoverField
        label={label}
        editLabel={text('common:edit', { what: label })}
        display={values.length === 0 ? null : <span className="flex flex-wrap gap-1">{children}</span>}
        placeholder={t('addWhat', { what: label })}
        isReadOnly={isReadOnly}
        isOpen={isOpen}
        onOpenChange={onOpenChange}
      >
        <TagInput
          label={label}
          values={shown}
          options={options}
          onChange={(next) => void change(next)}
          {...(createLabel ? { createLabel, onCreate: (typed: string) => void change([...shown, { value: typed, label: typed }]) } : {})}
          removeLabel={(name) => text('common:remove', { what: name })}
          emptyText={t('nothingFits')}
          autoFocus
          {...(renderMark ? { renderMark } : {})}
        />
      </PopoverField>
    </FieldRow>
  );
}

/** In front of a tag. */
export function Dot({ colour }: { colour: DotColour | undefined }) {
  return <span aria-hidden data-dot={colour} className="size-1.5 flex-none rounded-full bg-(--dot,var(--text3))" />;
}
