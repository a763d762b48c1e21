import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Plus } from 'lucide-react';
import { z } from 'zod';
import type { Deal } from '../../../../core/deals.ts';
import { useApiQuery } from '../../../api.ts';
import type { InputOf } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useDealErrorText } from '../../../deals/deal-error-text.ts';
import { useDealsText, useDealWords } from '../../../deals/words.ts';
import { useKept } from '../../../drafts/use-kept.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { emptyLine, isEmptyLine, readLine, TypedLine, typedLines, typedSum } from './line-draft.ts';
import type { LineProblem } from './line-draft.ts';
import { LineRow } from './line-row.tsx';

export interface LinesDialogProps {
  deal: Deal;
  onSave: (lines: InputOf<'deals.setLines'>['lines']) => Promise<void>;
  onClose: () => void;
}

/** The lines of a deal in a table: products or words, how many, at what price. Alt and the arrows move a line. */
export function LinesDialog({ deal, onSave, onClose }: LinesDialogProps) {
  const t = useDealsText();
  const text = useText();
  const words = useDealWords();
  const formats = useFormats();
  const errorText = useDealErrorText();
  const { announce } = useCommandContext();
  const { data: products = [] } = useApiQuery('products.list', undefined);
  const { locale } = formats;
  const { currency } = deal;
  const [begun] = useState(() => typedLines(deal, locale));
  const [lines, setLines] = useState<TypedLine[]>(() => (begun.length > 0 ? begun : [emptyLine('new 1')]));
  const [problem, setProblem] = useState<{ key: string; of: LineProblem } | { key: null; text: string } | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const isSaving = useRef(false);
  const draft = useKept(`lines:${deal.id}`, (kept) => setLines(readLines(kept) ?? lines));

  function change(next: TypedLine[]) {
    setLines(next);
    setProblem(null);
    draft.keep(JSON.stringify(next) === JSON.stringify(begun) ? '' : JSON.stringify(next), deal.contact?.id);
  }

  /** After the page has the row. */
  function focusField(key: string, field: string) {
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>(`[data-line="${key}"] [data-field="${field}"] :is(input, button)`)?.focus());
  }

  function add() {
    const key = `new ${Math.max(0, ...lines.map((line) => Number(/^new (\d+)$/.exec(line.key)?.[1] ?? 0))) + 1}`;
    change([...lines, emptyLine(key)]);
    focusField(key, 'text');
  }

  function remove(place: number) {
    const next = lines.filter((_, at) => at !== place);
    change(next);
    const beside = next[Math.min(place, next.length - 1)];
    if (beside) focusField(beside.key, 'text');
    else add();
  }

  function move(place: number, step: 1 | -1) {
    const line = lines[place];
    if (!line || place + step < 0 || place + step >= lines.length) return;
    const next = lines.filter((_, at) => at !== place);
    next.splice(place + step, 0, line);
    change(next);
    announce(t('saidLineMoved', { place: formats.number(place + step + 1), of: formats.number(lines.length) }));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, place: number) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const field = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-field]')?.dataset['field'] : undefined;
    move(place, event.key === 'ArrowDown' ? 1 : -1);
    const line = lines[place];
    if (line) focusField(line.key, field ?? 'text');
  }

  async function save() {
    if (isSaving.current) return;
    const kept = lines.filter((line) => !isEmptyLine(line));
    const read = kept.map((line) => ({ typed: line, ...readLine(line, currency, locale) }));
    const wrong = read.find((each) => each.problem !== null);
    if (wrong?.problem) {
      setProblem({ key: wrong.typed.key, of: wrong.problem });
      return focusField(wrong.typed.key, wrong.problem);
    }
    isSaving.current = true;
    try {
      await onSave(read.flatMap(({ typed, line }) => (line ? [{ ...line, ...(typed.id ? { id: typed.id } : {}) }] : [])));
      draft.drop();
      onClose();
    } catch (failure) {
      setProblem({ key: null, text: errorText(failure) });
    } finally {
      isSaving.current = false;
    }
  }

  return (
    <Dialog
      isOpen
      size="large"
      title={t('linesOf', { title: words.title(deal) })}
      closeLabel={text('common:close')}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <p className="me-auto min-w-0 text-13">
            {problem?.key === null ? (
              <span role="alert" className="text-danger-text">{problem.text}</span>
            ) : (
              <>
                {t('sum')} <output className="figures font-semibold">{formats.money(typedSum(lines, currency, locale), currency)}</output>
              </>
            )}
          </p>
          <Button
            onPress={() => {
              draft.drop();
              onClose();
            }}
          >
            {text('common:cancel')}
          </Button>
          <Button type="submit" kind="main">{text('common:save')}</Button>
        </>
      }
    >
      <div ref={table} className="flex flex-col gap-3 pb-2">
        {lines.map((line, place) => (
          <LineRow
            key={line.key}
            line={line}
            place={place}
            count={lines.length}
            currency={currency}
            products={products.filter((product) => (!product.retired && product.currency === currency) || product.id === line.productId)}
            problem={problem?.key === line.key ? problem.of : null}
            autoFocus={place === 0}
            onChange={(part) => change(lines.map((each) => (each.key === line.key ? { ...each, ...part } : each)))}
            onMove={(step) => move(place, step)}
            onRemove={() => remove(place)}
            onKeyDown={(event) => onKeyDown(event, place)}
          />
        ))}
        <Button kind="bare" size="small" icon={Plus} onPress={add} className="-ms-2 self-start">{t('addLine')}</Button>
        <p className="text-12 text-text3">{t('linesHelp')}</p>
      </div>
    </Dialog>
  );
}

function readLines(text: string): TypedLine[] | null {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  return z.array(TypedLine).max(500).safeParse(stored).data ?? null;
}
