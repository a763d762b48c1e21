import type { DealSheet, PipelineSheet } from '../../../core/deal-sheet.ts';
import { DealSurveyor, StageCollector } from '../../../core/import/deal-survey.ts';
import { type DealPlan, type DealWarning, dealRowReader, placeReader } from '../../../core/import/row-to-deal.ts';
import type { DealTable, OpenFile, ReadEvent, ReadPlan } from './contacts.ts';
import { type CsvWarning, csvEvents } from './csv.ts';
import { openHead } from './decode.ts';

export type DealErrorCode = 'nameless-deal';

/** `row` counts deals as it counts the records of other files. */
export type DealEvent = { readonly kind: 'deal'; readonly row: number; readonly deal: DealSheet; readonly warnings: readonly (DealWarning | CsvWarning)[] };

/** Before the first deal: the pipelines that deals of the file name, with their stages in order. */
export type PipelinesEvent = { readonly kind: 'pipelines'; readonly pipelines: readonly PipelineSheet[] };

/** The deals of a table. Its rows are read three times: how numbers are written, and which stages there are, is known only at the end. */
export async function* dealEvents(open: OpenFile, table: DealTable, plan: ReadPlan): AsyncGenerator<ReadEvent> {
  const columns = plan.dealColumns ?? table.columns;
  const surveyor = new DealSurveyor(columns);
  for await (const cells of rowsOf(open, table)) surveyor.add(cells);
  const { locale = 'en', currency = 'EUR' } = plan.numbers ?? {};
  const dealPlan: DealPlan = { program: table.program, columns, dayFirst: table.dayFirst, unmapped: plan.unmapped, locale, currency, survey: surveyor.done() };

  const collector = new StageCollector();
  const placeOf = placeReader(dealPlan);
  for await (const cells of rowsOf(open, table)) collector.add(placeOf(cells));
  yield { kind: 'pipelines', pipelines: collector.done() };

  const read = dealRowReader(dealPlan);
  const opened = await openHead(open());
  try {
    for await (const event of csvEvents(opened, table.layout)) {
      if (event.kind !== 'row') {
        yield event;
        continue;
      }
      const { row, cells } = event;
      if (isBlank(cells)) continue;
      const reading = read(cells);
      if (reading.kind === 'nameless') yield { kind: 'error', row, code: 'nameless-deal', message: 'This row has no title, contact or organisation.', raw: cells };
      else yield { kind: 'deal', row, deal: reading.deal, warnings: [...event.warnings, ...reading.warnings] };
    }
  } finally {
    await opened.close();
  }
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

async function* rowsOf(open: OpenFile, { layout }: DealTable): AsyncGenerator<readonly string[]> {
  const opened = await openHead(open());
  try {
    for await (const event of csvEvents(opened, layout)) if (event.kind === 'row' && !isBlank(event.cells)) yield event.cells;
  } finally {
    await opened.close();
  }
}
