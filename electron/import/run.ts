import { createReadStream } from 'node:fs';
import { CallError } from '../../core/call.ts';
import type { ImportLook, ImportProgress, ImportReport } from '../../core/api/transfer.ts';
import { type ContactCard, cardTitle } from '../../core/contact-card.ts';
import { rejectedRowsToCsv, type RejectedRow } from '../../core/export/csv.ts';
import { type SavedMapping, applyMapping, mappingFit } from '../../core/import/mapping.ts';
import { PROGRAMS } from '../../core/import/programs.ts';
import { Target, type Column } from '../../core/import/targets.ts';
import { type Id, idFromBytes } from '../../core/ids.ts';
import { type CardOutcome, CardWriter, CardsBefore, type Foreseen } from '../../db/import-card.ts';
import { addTag, tagNamed } from '../../db/contact-writes.ts';
import { Batch, type Tx } from '../../db/write.ts';
import { type CallContext, abandon, breathe, changedEvent } from '../calls/context.ts';
import { withoutMetadata } from './jpeg-metadata.ts';
import { type Inspection, type OpenFile, type ReadEvent, inspectFile, readContacts } from './read/contacts.ts';
import { UnreadableFile } from './read/decode.ts';

/** How a person wants a file read, where Kith's own reading will not do. */
export interface ImportChoices {
  /** Reads it as this kind, whatever it looks like: `vcard`, `kith-json`, `csv`, or a program's such as `google-csv`. */
  as?: string | undefined;
  /** Where each column goes, in order. */
  columns?: readonly string[] | undefined;
  mapping?: SavedMapping | undefined;
  unmapped?: 'note' | 'custom' | undefined;
}

/** A file on this disk; `size` is in bytes. */
export interface ImportFile {
  readonly path: string;
  readonly size: number;
}

/** A transaction of an import takes about this long, in milliseconds, so that others' calls go between. */
const STEP_MS = 20;
/** How many records are read ahead of the transaction that writes them. */
const READ_AHEAD = 200;
const SHOWN_ERRORS = 1_000;
const SHOWN_DOUBTS = 200;
/** Rows kept for the CSV of those that could not be read, and their text in characters. */
const KEPT_REJECTS = 100_000;
const KEPT_REJECT_CHARS = 32 * 1024 * 1024;

/** What a file is and how its columns would be read. Errors: `not-contacts`, `not-readable`. */
export async function lookAt(context: CallContext, file: ImportFile, choices: ImportChoices, saved: readonly (SavedMapping & { id: Id })[]): Promise<ImportLook & { headers: string[] }> {
  const { inspection, plan } = await planFor(context, file, choices);
  const sample: ImportLook['sample'] = [];
  for await (const event of readContacts(opening(file), inspection, plan)) {
    if (event.kind === 'record') sample.push(sampleOf(event.card));
    if (sample.length >= 5) break;
  }
  const table = 'layout' in inspection ? inspection : undefined;
  return {
    kind: kindOf(inspection),
    encoding: table?.layout.encoding ?? ('encoding' in inspection ? inspection.encoding : 'utf-8'),
    delimiter: table?.layout.delimiter ?? null,
    headers: [...(table?.layout.headers ?? [])],
    columns: (table?.columns ?? []).map(({ header, confidence, samples }, i) => ({ header, target: plan.columns?.[i]?.target ?? 'unmapped', confidence, samples: [...samples] })),
    mappings: table ? saved.filter((mapping) => mappingFit(mapping, table.layout.headers) >= 0.8).map(({ id, name }) => ({ id, name })) : [],
    sample,
  };
}

/** The columns as a mapping that can be kept by name. Errors: as `lookAt`. */
export async function mappingOf(context: CallContext, file: ImportFile, choices: ImportChoices, name: string): Promise<SavedMapping> {
  const { inspection, plan } = await planFor(context, file, choices);
  if (!('layout' in inspection)) throw new CallError('no-columns', 'Only files with columns have a mapping to keep.');
  return { name, headers: [...inspection.layout.headers], columns: [...(plan.columns ?? inspection.columns.map(asColumn))] };
}

/** What an import would do, row by row, without doing it. */
export async function dryRun(context: CallContext, file: ImportFile, choices: ImportChoices, signal: { readonly aborted: boolean }, progress: (value: ImportProgress) => void): Promise<ImportReport> {
  const { inspection, plan } = await planFor(context, file, choices);
  const report = new Report(inspection, true);
  const writer = new CardWriter(kindOf(inspection), { keep: () => 'foreseen', size: () => 0 });
  const before = new CardsBefore(context.store);
  try {
    let started = performance.now();
    for await (const event of readContacts(opening(file), inspection, plan)) {
      if (signal.aborted) throw cancelled();
      if (event.kind === 'record') {
        report.foreseen(event.row, event.card, writer.foresee(context.store, event.card, before), event.warnings);
        before.add(event.card);
      } else if (event.kind === 'error') report.error(event);
      else if (event.kind === 'progress') progress({ done: event.bytes, total: file.size, phase: 'reading' });
      if (performance.now() - started < STEP_MS) continue;
      await breathe();
      started = performance.now();
    }
    return report.done(null, context);
  } catch (cause) {
    throw readable(cause);
  } finally {
    before.close();
  }
}

/** Brings a file in as one change. When it fails or is cancelled nothing of it stays. */
export async function runImport(context: CallContext, file: ImportFile, choices: ImportChoices, signal: { readonly aborted: boolean }, progress: (value: ImportProgress) => void): Promise<ImportReport> {
  const { store } = context;
  const { inspection, plan } = await planFor(context, file, choices);
  const source = kindOf(inspection);
  const report = new Report(inspection, false);
  const writer = new CardWriter(source, { keep: (bytes) => context.files.keep(withoutMetadata(bytes)), size: (hash) => context.files.size(hash) });
  const batch = Batch.open(store, { code: 'contacts.imported', params: { source } });
  const groups: Extract<ReadEvent, { kind: 'group' }>[] = [];
  let waiting: Extract<ReadEvent, { kind: 'record' }>[] = [];
  let bytes = 0;

  const step = async <T>(change: (tx: Tx) => T): Promise<T> => {
    const { result, changed } = batch.commit(change);
    context.changed(changedEvent(changed));
    progress({ done: bytes, total: file.size, phase: 'writing' });
    await breathe();
    if (signal.aborted) throw cancelled();
    return result;
  };
  const writeWaiting = async (): Promise<void> => {
    for (let at = 0; at < waiting.length; ) {
      await step((tx) => {
        const started = performance.now();
        while (at < waiting.length && performance.now() - started < STEP_MS) {
          const { row, card, warnings } = waiting[at++]!;
          report.written(row, card, writer.write(tx, card), warnings);
        }
      });
    }
    waiting = [];
  };

  try {
    for await (const event of readContacts(opening(file), inspection, plan)) {
      if (event.kind === 'record') waiting.push(event);
      else if (event.kind === 'group') groups.push(event);
      else if (event.kind === 'error') report.error(event);
      else bytes = event.bytes;
      if (waiting.length >= READ_AHEAD) await writeWaiting();
      if (signal.aborted) throw cancelled();
    }
    await writeWaiting();
    while (!(await step((tx) => writer.finishSome(tx)))) continue;
    for (const group of groups) await step((tx) => tagGroup(tx, group.name, group.memberUids));
    const changed = batch.close();
    context.changed({ contacts: '*', history: '*' });
    return report.done(changed ? batch.id : null, context);
  } catch (cause) {
    progress({ done: bytes, total: file.size, phase: 'undoing' });
    await abandon(context, batch);
    throw readable(cause);
  }
}

const opening = ({ path }: ImportFile): OpenFile => () => createReadStream(path);

/** A group of a vCard file becomes a tag of its members. */
function tagGroup(tx: Tx, name: string, memberUids: readonly string[]): void {
  for (const uid of memberUids) {
    const member = tx.store
      .prepare('SELECT c.id FROM sourceKeys s JOIN contacts c ON c.n = s.contactN WHERE s.key = ? AND s.hidden = 0 AND c.hidden = 0 LIMIT 1')
      .get(`uid:${uid}`);
    if (member) addTag(tx, idFromBytes(member.id), tagNamed(tx, name));
  }
}

async function planFor(context: CallContext, file: ImportFile, choices: ImportChoices): Promise<{ inspection: Inspection; plan: { columns?: Column[]; unmapped: 'note' | 'custom'; dayFirst: boolean } }> {
  const dayFirst = !MONTH_FIRST.has(context.store.country);
  const as = formatNamed(choices.as);
  let inspection: Inspection;
  try {
    inspection = await inspectFile(opening(file), dayFirst, as);
  } catch (cause) {
    throw readable(cause);
  }
  const isMapped = choices.columns !== undefined || choices.mapping !== undefined || choices.as === 'csv';
  if (inspection.kind === 'not-contacts' && !isMapped) throw notContacts(inspection.what);
  const unmapped = choices.unmapped ?? 'note';
  if (!('layout' in inspection)) return { inspection, plan: { unmapped, dayFirst } };
  const guessed = inspection.columns.map(asColumn);
  const columns = choices.mapping ? applyMapping(choices.mapping, inspection.layout.headers) : choices.columns ? chosenColumns(guessed, choices.columns) : undefined;
  if (!columns && inspection.kind === 'csv' && inspection.program === 'kith') return { inspection, plan: { unmapped, dayFirst } };
  return { inspection, plan: { columns: columns ?? guessed, unmapped, dayFirst } };
}

/** What `kindOf` names, for reading a file as that. Errors: `unknown-kind`. */
function formatNamed(kind: string | undefined): string | undefined {
  if (kind === undefined || kind === 'vcard' || kind === 'kith-json' || kind === 'csv') return kind;
  const program = PROGRAMS.find((one) => `${one}-csv` === kind || one === kind);
  if (program) return program;
  throw new CallError('unknown-kind', `Kith reads vcard, kith-json, csv, ${PROGRAMS.filter((one) => one !== 'unknown').map((one) => `${one}-csv`).join(', ')}; not "${kind}".`);
}

/** Where numbers alone are written month first: the United States and a few that follow them. */
const MONTH_FIRST = new Set(['US', 'PH', 'PW', 'FM', 'MH', 'GU', 'PR', 'VI', 'AS', 'MP', 'UM']);

const asColumn = ({ header, target, label, n }: Column): Column => ({ header, target, ...(label === undefined ? {} : { label }), ...(n === undefined ? {} : { n }) });

/** A column that was left where it was guessed keeps its label and number. */
function chosenColumns(guessed: readonly Column[], targets: readonly string[]): Column[] {
  return guessed.map((column, i) => {
    const target = Target.safeParse(targets[i] ?? column.target);
    if (!target.success) throw new CallError('bad-input', `Column ${i + 1} cannot go to "${targets[i]}".`);
    return target.data === column.target ? column : { header: column.header, target: target.data };
  });
}

function kindOf(inspection: Inspection): string {
  if (inspection.kind === 'vcard') return 'vcard';
  if (inspection.kind === 'json') return 'kith-json';
  if (!('program' in inspection) || inspection.program === 'unknown') return 'csv';
  return `${inspection.program}-csv`;
}

function sampleOf(card: ContactCard): ImportLook['sample'][number] {
  return {
    name: cardTitle(card),
    kind: card.kind,
    email: card.emails[0]?.address ?? '',
    phone: card.phones[0]?.number ?? '',
    organisation: card.affiliations[0]?.organisation ?? '',
  };
}

const OTHERS: Record<string, string> = {
  deals: 'deals',
  projects: 'projects',
  tasks: 'tasks',
  events: 'events',
  activities: 'activities',
  notes: 'notes',
  products: 'products',
  invoices: 'invoices',
  tickets: 'tickets',
  table: 'a table without names, e-mail addresses, phones or companies',
};

function notContacts(what: string): CallError {
  return new CallError('not-contacts', `This file holds ${OTHERS[what] ?? what}, not people or organisations. Export the contacts from the other program and choose that file.`, { what });
}

const cancelled = (): CallError => new CallError('cancelled', 'Cancelled. Nothing was imported.');

/** What cannot be read is said to the person; anything else is a bug and goes on as it is. */
function readable(cause: unknown): unknown {
  if (!(cause instanceof UnreadableFile)) return cause;
  return new CallError('not-readable', cause.message, { reason: cause.code, ...(cause.what === undefined ? {} : { what: cause.what }) });
}

/** Counts what became of each row, and keeps the first of what a person should look at. */
class Report {
  readonly #counts = { created: 0, updated: 0, unchanged: 0, doubtful: 0, skipped: 0 };
  readonly #errors: ImportReport['errors'] = [];
  readonly #doubts: ImportReport['doubts'] = [];
  readonly #rejects: RejectedRow[] = [];
  readonly #headers: readonly string[];
  #rejectChars = 0;

  readonly #isDry: boolean;

  constructor(inspection: Inspection, isDry: boolean) {
    this.#isDry = isDry;
    this.#headers = 'layout' in inspection ? inspection.layout.headers : [];
  }

  written(row: number, card: ContactCard, outcome: CardOutcome, warnings: readonly string[]): void {
    this.#count(row, card, outcome, outcome.kind === 'doubtful' ? outcome.like : null, warnings);
  }

  foreseen(row: number, card: ContactCard, outcome: Foreseen, warnings: readonly string[]): void {
    this.#count(row, card, outcome, outcome.kind === 'doubtful' ? (outcome.like ?? null) : null, warnings);
  }

  error({ row, code, message, raw }: Extract<ReadEvent, { kind: 'error' }>): void {
    this.#counts.skipped++;
    this.#note(row, code, message);
    this.#rejectChars += raw.reduce((sum, cell) => sum + cell.length, 0);
    if (this.#rejects.length < KEPT_REJECTS && this.#rejectChars < KEPT_REJECT_CHARS) this.#rejects.push({ row, code, message, raw });
  }

  done(changeId: Id | null, context: CallContext): ImportReport {
    const text = this.#rejects.length === 0 ? undefined : [...rejectedRowsToCsv(this.#headers, this.#rejects)].join('');
    const errorsFile = text === undefined || this.#isDry ? null : context.files.keep(Buffer.from(text));
    return { ...this.#counts, errors: this.#errors, doubts: this.#doubts, errorsFile, changeId };
  }

  #count(row: number, card: ContactCard, outcome: CardOutcome | Foreseen, likeId: Id | null, warnings: readonly string[]): void {
    this.#counts[outcome.kind]++;
    if (outcome.kind === 'skipped') this.#note(row, 'in-bin', `${cardTitle(card)} lies in the bin. Restore it there, or empty the bin and import again.`);
    if (outcome.kind === 'doubtful' && this.#doubts.length < SHOWN_DOUBTS) {
      this.#doubts.push({ row, name: cardTitle(card), likeId, likeName: outcome.likeName, reason: outcome.reason });
    }
    for (const warning of warnings) this.#note(row, warning, WARNINGS[warning] ?? warning);
  }

  #note(row: number, code: string, message: string): void {
    if (this.#errors.length < SHOWN_ERRORS) this.#errors.push({ row, code, message });
  }
}

const WARNINGS: Record<string, string> = {
  'unequal-cells': 'This row has more or fewer cells than the header. What stood beyond it was kept in the note.',
  'photo-no-picture': 'The photo is no picture that can be shown. The contact was imported without it.',
  'value-too-big': 'A value was too long and was left out.',
  'binary-left-out': 'Binary data that is no photo was left out.',
};
