// Brings a calendar in: to-dos as reminders, events as meetings. The file is read in a worker, and what it says is
// written as one change, like every import.
import { CallError } from '../../core/call.ts';
import type { ImportLook, ImportProgress, ImportReport } from '../../core/api/transfer.ts';
import { CALENDAR_REMARKS, type CalendarItem, type CalendarProblemCode, type CalendarReading } from '../../core/calendar/items.ts';
import { isCalendar } from '../../core/calendar/read.ts';
import { CalendarImporter } from '../../db/calendar-import.ts';
import { Batch, type Changed } from '../../db/write.ts';
import { mergeChanged } from '../../db/undo.ts';
import { type CallContext, abandon, breathe, changedEvent } from '../calls/context.ts';
import { runCalendarTask } from '../calendar/task.ts';
import { type UploadedFile, readUpload } from '../uploads.ts';
import { UnreadableFile, headText, openHead } from './read/decode.ts';

/** How many are written in one short transaction. */
const STRIDE = 40;
const SHOWN = 1_000;

/** Whether a file is a calendar, by what is in it. A file that cannot be read at all is none. */
export async function holdsCalendar(file: UploadedFile): Promise<boolean> {
  const opened = await openHead(readUpload(file));
  try {
    return isCalendar(headText(opened));
  } catch (cause) {
    if (cause instanceof UnreadableFile) return false;
    throw cause;
  } finally {
    await opened.close();
  }
}

/** What a calendar holds. Errors: `not-readable`. */
export async function lookAtCalendar(context: CallContext, file: UploadedFile): Promise<ImportLook> {
  const { items } = await readingOf(context, file);
  return {
    kind: 'calendar',
    encoding: 'utf-8',
    delimiter: null,
    columns: [],
    mappings: [],
    sample: [],
    calendar: items.slice(0, 20).map((item) => (item.kind === 'meeting' ? { kind: item.kind, title: item.subject, at: item.at, due: '', zone: '', repeats: false } : { kind: item.kind, title: item.purpose, at: null, due: item.due, zone: item.zone, repeats: item.series !== null })),
  };
}

/** What an import would do. Errors: `not-readable`. */
export async function dryRunCalendar(context: CallContext, file: UploadedFile, signal: { readonly aborted: boolean }): Promise<ImportReport> {
  const reading = await readingOf(context, file);
  const report = new Report(reading);
  const importer = new CalendarImporter();
  for (const some of inSteps(reading.items)) {
    for (const item of some) report.came(item, importer.take(context.store, item));
    await breathe();
    if (signal.aborted) throw cancelled();
  }
  return report.done(null);
}

/** Brings a calendar in as one change; of one that fails or is cancelled nothing stays. Errors: `not-readable`, `cancelled`. */
export async function importCalendar(context: CallContext, file: UploadedFile, signal: { readonly aborted: boolean }, progress: (value: ImportProgress) => void): Promise<ImportReport> {
  const reading = await readingOf(context, file);
  const report = new Report(reading);
  const importer = new CalendarImporter();
  const batch = Batch.open(context.store, { code: 'contacts.imported', params: { source: 'calendar' } });
  const changed: Changed = {};
  let done = 0;
  try {
    for (const some of inSteps(reading.items)) {
      mergeChanged(changed, batch.commit((tx) => some.forEach((item) => report.came(item, importer.take(tx.store, item, tx)))).changed);
      done += some.length;
      progress({ done, total: reading.items.length, phase: 'writing' });
      await breathe();
      if (signal.aborted) throw cancelled();
    }
    const isChanged = batch.close();
    context.changed({ ...changedEvent(changed), history: '*' });
    return report.done(isChanged ? batch.id : null);
  } catch (cause) {
    progress({ done, total: reading.items.length, phase: 'undoing' });
    await abandon(context, batch);
    throw cause;
  }
}

async function readingOf({ store }: CallContext, { path, key }: UploadedFile): Promise<CalendarReading> {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const answer = await runCalendarTask({ kind: 'read', file: { path, key }, nowMs: store.ports.now(), zone });
  if (answer.kind === 'read') return answer.reading;
  if (answer.kind === 'unreadable') throw new CallError('not-readable', answer.message, { reason: answer.reason });
  throw new Error(`a calendar was to be read and was ${answer.kind}`);
}

function* inSteps(items: readonly CalendarItem[]): Generator<readonly CalendarItem[]> {
  for (let at = 0; at < items.length; at += STRIDE) yield items.slice(at, at + STRIDE);
}

const cancelled = (): CallError => new CallError('cancelled', 'Cancelled. Nothing was imported.');

/** Counts what became of what a calendar holds. */
class Report {
  readonly #errors: ImportReport['errors'] = [];
  readonly #leftOut = new Set<number>();
  readonly #counts = { reminders: 0, meetings: 0 };
  #unchanged = 0;

  constructor({ problems }: CalendarReading) {
    for (const { row, code, title } of problems) this.#note(row, code, title);
  }

  came(item: CalendarItem, outcome: ReturnType<CalendarImporter['take']>): void {
    if (outcome === 'reminder') this.#counts.reminders++;
    else if (outcome === 'meeting') this.#counts.meetings++;
    else if (outcome === 'unchanged') this.#unchanged++;
    else if (!this.#leftOut.has(item.row)) this.#note(item.row, outcome, item.kind === 'meeting' ? item.subject : item.purpose);
  }

  done(changeId: ImportReport['changeId']): ImportReport {
    return {
      created: this.#counts.reminders + this.#counts.meetings,
      updated: 0,
      unchanged: this.#unchanged,
      doubtful: 0,
      skipped: this.#leftOut.size,
      errors: this.#errors.toSorted((a, b) => a.row - b.row).slice(0, SHOWN),
      doubts: [],
      errorsFile: null,
      changeId,
      calendar: this.#counts,
    };
  }

  #note(row: number, code: CalendarProblemCode, title: string): void {
    if (!CALENDAR_REMARKS.has(code)) this.#leftOut.add(row);
    this.#errors.push({ row, code, message: [title, MESSAGES[code]].filter(Boolean).join(': '), title });
  }
}

/** For the terminal; a page has its own words. */
const MESSAGES: Record<CalendarProblemCode, string> = {
  'not-readable': 'This cannot be read.',
  cancelled: 'It was cancelled.',
  undated: 'It has no date.',
  'series-ended': 'It repeated, and has ended.',
  'rule-too-long': 'It repeats too often to be taken in.',
  'nobody-known': 'Nobody in it is known here by an e-mail address.',
  'rule-not-kept': 'It repeats in a way that Kith does not know: only this one is taken in.',
  'zone-unknown': 'Its time zone is unknown. It is taken as the time of this device.',
  'older-left-out': 'Of what repeats, only the last 500 times are taken in.',
  'text-cut': 'Its text is longer than Kith keeps and was cut.',
};
