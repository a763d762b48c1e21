import type { FormEvent, ReactNode } from 'react';
import { ChevronLeft } from 'lucide-react';
import { useText } from '../i18n/use-text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { QuickPick } from '../ui/quick-pick.tsx';
import type { QuickOption } from '../ui/quick-pick.tsx';
import { Select } from '../ui/select.tsx';
import { useViewsText } from './words.ts';

/** Picking it gives a condition at once, or what a condition is to be about. */
export type TargetOption<Target, Condition> = QuickOption & { pick: { target: Target } | { condition: Condition } };

export interface TargetPickProps<Target, Condition> {
  placeholder: string;
  options: (typed: string) => readonly TargetOption<Target, Condition>[];
  /** Values are still being asked for. */
  isPending: boolean;
  onTarget: (target: Target) => void;
  onCondition: (condition: Condition) => void;
}

/** Everything a list can be filtered by and, once something is typed, the values themselves. */
export function TargetPick<Target, Condition>({ placeholder, options, isPending, onTarget, onCondition }: TargetPickProps<Target, Condition>) {
  const t = useViewsText();
  return (
    <QuickPick
      label={t('addFilter')}
      placeholder={placeholder}
      options={options}
      isPending={isPending}
      emptyText={t('noSuggestion')}
      onPick={(id, typed) => {
        const picked = options(typed).find((option) => option.id === id)?.pick;
        if (picked && 'condition' in picked) onCondition(picked.condition);
        else if (picked) onTarget(picked.target);
      }}
    />
  );
}

export interface ConditionFormProps<Op extends string, Condition> {
  title: string;
  op: Op;
  /** With one there is nothing to choose. */
  ops: readonly { value: Op; label: string }[];
  onOp: (op: Op) => void;
  /** The control for the value; null where the comparison says it all. */
  value: ReactNode;
  /** Null while something is missing or cannot be read. */
  condition: Condition | null;
  onDone: (condition: Condition) => void;
  onBack?: (() => void) | undefined;
}

/** A condition that is put together: how it compares, and with what. */
export function ConditionForm<Op extends string, Condition>({ title, op, ops, onOp, value, condition, onDone, onBack }: ConditionFormProps<Op, Condition>) {
  const t = useViewsText();
  const text = useText();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (condition !== null) onDone(condition);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <div className="-ms-1 flex items-center gap-1">
        {onBack && <IconButton icon={ChevronLeft} label={t('otherFilter')} onPress={onBack} className="rtl:rotate-180" />}
        <h2 className="min-w-0 flex-1 truncate px-1">{title}</h2>
      </div>
      {ops.length > 1 && <Select<Op> label={t('comparison')} hideLabel value={op} placeholder="" autoFocus={value === null} options={ops} onChange={onOp} />}
      {value}
      <div className="flex justify-end">
        <Button type="submit" kind="main" isDisabled={condition === null}>{text('common:done')}</Button>
      </div>
    </form>
  );
}
