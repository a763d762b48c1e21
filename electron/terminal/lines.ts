// One line for each thing that a query found, for somebody who reads. Scripts take --json.
import { stageWord } from '../../core/deal-words.ts';
import type { DealCard } from '../../core/deals.ts';
import { type Money, currencyDigits, decimalText } from '../../core/money.ts';
import type { HistoryBatch } from '../../core/api/history.ts';
import type { Product } from '../../core/api/deals.ts';
import type { Pipeline } from '../../core/pipelines.ts';
import { pipelineWord } from './stages.ts';
import type { Session } from './session.ts';

type Line = (row: unknown) => readonly unknown[];

const LONGEST = 200;

/** Line ends, and what a terminal obeys: what came from elsewhere may hold anything. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/** The lines of what `query RECORD` found. */
export async function linesOf(session: Session, record: string, rows: readonly unknown[]): Promise<string[]> {
  const line = await lineFor(session, record);
  return rows.map((row) => inOneLine(line(row)));
}

export const inOneLine = (parts: readonly unknown[]): string =>
  parts
    .filter((part) => typeof part === 'string' && part !== '')
    .join('  ')
    .replace(CONTROLS, ' ')
    .slice(0, LONGEST);

async function lineFor(session: Session, record: string): Promise<Line> {
  const { locale } = session.store;
  switch (record) {
    case 'deals': {
      const pipelines = await session.call('pipelines', 'list', undefined);
      const stages = new Map(pipelines.flatMap((pipeline) => pipeline.stages).map((stage) => [stage.id, stageWord(stage, locale)]));
      return (row) => {
        const { id, title, stageId, outcome, amount } = row as DealCard;
        return [id, title, `${stages.get(stageId) ?? '–'}${outcome ? ` (${outcome})` : ''}`, amount ? plainMoney(amount) : ''];
      };
    }
    case 'pipelines':
      return (row) => {
        const pipeline = row as Pipeline;
        const stages = pipeline.stages.filter(({ retired }) => !retired).map((stage) => stageWord(stage, locale));
        return [pipeline.id, `${pipelineWord(pipeline, locale)}${pipeline.retired ? ' (retired)' : ''}`, stages.join(', ')];
      };
    case 'products':
      return (row) => {
        const { id, name, price, currency, unit, retired } = row as Product;
        return [id, `${name}${retired ? ' (retired)' : ''}`, `${plainMoney({ minor: price, currency })}${unit ? ` / ${unit}` : ''}`];
      };
    case 'changes':
      return (row) => {
        const { changeId, at, member, code, undone } = row as HistoryBatch;
        return [changeId, new Date(at).toISOString(), member, `${code}${undone ? ' (undone)' : ''}`];
      };
    default:
      return (row) => {
        const { id, name, title, subject, body, kind, email, code } = row as Record<string, unknown>;
        return [id, kind, name || title || subject || code, email || body];
      };
  }
}

/** As `--where atLeast=` takes it: `12500.00 EUR`. */
export const plainMoney = ({ minor, currency }: Money): string => `${decimalText(minor, currencyDigits(currency))} ${currency}`;
