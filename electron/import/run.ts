import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { CallError } from '../../core/call.ts';
import type { ImportLook, ImportProgress, ImportReport } from '../../core/api/transfer.ts';
import { type ContactCard, cardTitle } from '../../core/contact-card.ts';
import type { DealSheet } from '../../core/deal-sheet.ts';
import { DEAL_PROGRAMS, DealColumn, DealTarget, isDealTarget } from '../../core/import/deal-targets.ts';
import { type AnyColumn, type SavedMapping, applyMapping, mappingFit, mapsDeals } from '../../core/import/mapping.ts';
import { isDayFirstIn } from '../../core/countries.ts';
import { PROGRAMS } from '../../core/import/programs.ts';
import { Column, Target } from '../../core/import/targets.ts';
import { type Id, idFromBytes } from '../../core/ids.ts';
import { CardWriter } from '../../db/import-card.ts';
import { DealWriter } from '../../db/import-deal.ts';
import { teamSettings } from '../../db/settings.ts';
import { Trial } from '../../db/trial.ts';
import { addTag, tagNamed } from '../../db/contact-writes.ts';
import { Batch, type Tx } from '../../db/write.ts';
import { type CallContext, abandon, breathe } from '../calls/context.ts';
import { dryRunCalendar, holdsCalendar, importCalendar, lookAtCalendar } from './calendar.ts';
import type { HashedEvent } from './file-reader-protocol.ts';
import { IncomingFiles } from './incoming-files.ts';
import { withoutMetadata } from './jpeg-metadata.ts';
import { type DealTable, type Inspection, type OpenFile, type ReadEvent, type ReadPlan, type Table, inspectFile, readContacts } from './read/contacts.ts';
import { UnreadableFile } from './read/decode.ts';
import { type FileReading, readFile } from './read-file.ts';
import { Report } from './report.ts';
import { type UploadedFile, readUpload } from '../uploads.ts';

/** How a person wants a file read, where Kith's own reading will not do. */
export interface ImportChoices {
  /** Reads it as this kind, whatever it looks like: `calendar`, `vcard`, `kith-json`, `csv`, `deals-csv`, or a program's such as `google-csv`. */
  as?: string | undefined;
  /** Where each column goes, in order. */
  columns?: readonly string[] | undefined;
  mapping?: SavedMapping | undefined;
  unmapped?: 'note' | 'custom' | undefined;
}

/** A file on this disk; `size` is in bytes. */
export interface ImportFile extends UploadedFile {
  readonly size: number;
}

/**
 * How long a transaction of an import takes, in milliseconds: short while others call, so that they wait little, and
 * long while nobody does, since a few large ones cost less than many small ones.
 */
const STEP_MS = { beside: 15, alone: 45 };
/** For this long after somebody else's call others are likely to follow. */
const BESIDE_MS = 1_000;
/** Screens are told of what an import wrote this often, in milliseconds. */
const TELL_MS = 500;

/** What a file is and how its columns would be read. Errors: `not-contacts`, `not-readable`. */
export async function lookAt(context: CallContext, file: ImportFile, choices: ImportChoices, saved: readonly (SavedMapping & { id: Id })[]): Promise<ImportLook & { headers: string[] }> {
  if (await isCalendar(file, choices)) return { ...(await lookAtCalendar(context, file)), headers: [] };
  const { inspection, plan } = await inspect(context, file, choices);
  const sample: ImportLook['sample'] = [];
  const deals: NonNullable<ImportLook['deals']> = [];
  for await (const event of readContacts(opening(file), inspection, plan)) {
    if (event.kind === 'record' && sample.length < SAMPLES) sample.push(sampleOf(event.card));
    if (event.kind === 'deal') deals.push(dealSampleOf(event.deal));
    if (deals.length >= SAMPLES || (sample.length >= SAMPLES && inspection.kind !== 'json')) break;
    // Deals of Kith's own file stand behind all contacts: who looks at it does not wait for them.
    if (event.kind === 'record' && event.row >= LOOKED_AT) break;
  }
  const table = 'layout' in inspection ? inspection : undefined;
  return {
    kind: kindOf(inspection),
    encoding: table?.layout.encoding ?? ('encoding' in inspection ? inspection.encoding : 'utf-8'),
    delimiter: table?.layout.delimiter ?? null,
    headers: [...(table?.layout.headers ?? [])],
    columns: (table?.columns ?? []).map(({ header, confidence, samples }, i) => ({ header, target: (plan.dealColumns ?? plan.columns)?.[i]?.target ?? 'unmapped', confidence, samples: [...samples] })),
    mappings: table ? saved.filter((mapping) => mappingFit(mapping, table.layout.headers) >= 0.8).map(({ id, name }) => ({ id, name })) : [],
    sample,
    ...(inspection.kind === 'deals' || deals.length > 0 ? { deals } : {}),
  };
}

const SAMPLES = 5;
const LOOKED_AT = 1_000;

/** The columns as a mapping that can be kept by name. Errors: as `lookAt`. */
export async function mappingOf(context: CallContext, file: ImportFile, choices: ImportChoices, name: string): Promise<SavedMapping> {
  const { inspection, plan } = await inspect(context, file, choices);
  if (!('layout' in inspection)) throw new CallError('no-columns', 'Only files with columns have a mapping to keep.');
  return { name, headers: [...inspection.layout.headers], columns: [...(plan.dealColumns ?? plan.columns ?? columnsOf(inspection))] };
}

/** What an import would do, row by row, without doing it. */
export async function dryRun(context: CallContext, file: ImportFile, choices: ImportChoices, signal: { readonly aborted: boolean }, progress: (value: ImportProgress) => void): Promise<ImportReport> {
  if (await isCalendar(file, choices)) return dryRunCalendar(context, file, signal);
  return reading(context, file, choices, async (inspection, batches) => {
    const report = new Report(inspection, true);
    const writer = new CardWriter(kindOf(inspection), { keep: () => 'foreseen', size: () => 0 });
    const dealWriter = newDealWriter(inspection);
    const trial = new Trial(context.store, join(context.profileDir, 'incoming', randomBytes(16).toString('hex')));
    try {
      const batch = Batch.open(trial.store, { code: 'contacts.imported' });
      const pace = new Pace();
      for await (const events of batches) {
        for (let at = 0; at < events.length; await pace.pause()) {
          if (signal.aborted) throw cancelled();
          batch.commit((tx) => {
            for (const isTime = pace.step(); at < events.length && isTime(); at++) {
              const event = events[at]!;
              if (event.kind === 'record') {
                trial.bring(event.card);
                report.written(event.row, event.card, writer.write(tx, event.card, event.hash), event.warnings, (id) => trial.isReal(id));
              } else if (event.kind === 'deal') {
                trial.bringDeal(event.deal);
                report.dealWritten(event.row, event.deal, dealWriter.write(tx, event.deal, event.hash), event.warnings, (id, table) => trial.isReal(id, table));
              } else if (event.kind === 'pipelines') {
                report.dealsBegin();
                dealWriter.pipelines.prepare(tx, event.pipelines);
              } else if (event.kind === 'error') report.error(event);
              else if (event.kind === 'progress') progress({ done: event.bytes, total: file.size, phase: 'reading' });
            }
          });
        }
      }
      return report.done(null, context, dealWriter);
    } finally {
      trial.close();
    }
  });
}

/** Brings a file in as one change. When it fails or is cancelled nothing of it stays. */
export async function runImport(context: CallContext, file: ImportFile, choices: ImportChoices, signal: { readonly aborted: boolean }, progress: (value: ImportProgress) => void): Promise<ImportReport> {
  if (await isCalendar(file, choices)) return importCalendar(context, file, signal, progress);
  return reading(context, file, choices, async (inspection, batches) => {
    const source = kindOf(inspection);
    const report = new Report(inspection, false);
    const writer = new CardWriter(source, { keep: (bytes) => context.files.keep(withoutMetadata(bytes)), size: (hash) => context.files.size(hash) });
    const dealWriter = newDealWriter(inspection);
    const batch = Batch.open(context.store, { code: 'contacts.imported', params: { source } });
    const pace = new Pace();
    const news = new News(context);
    const groups: Extract<ReadEvent, { kind: 'group' }>[] = [];
    const incoming = new IncomingFiles(context.files);
    let bytes = 0;

    const step = async (change: (tx: Tx, isTime: () => boolean) => void): Promise<void> => {
      news.add(batch.commit((tx) => change(tx, pace.step())).tables);
      progress({ done: bytes, total: file.size, phase: 'writing' });
      await pace.pause();
      if (signal.aborted) throw cancelled();
    };

    try {
      for await (const events of batches) {
        for (let at = 0; at < events.length; ) {
          await step((tx, isTime) => {
            for (; at < events.length && isTime(); at++) {
              const event = events[at]!;
              if (event.kind === 'record') report.written(event.row, event.card, writer.write(tx, event.card, event.hash), event.warnings, () => true);
              else if (event.kind === 'group') groups.push(event);
              else if (event.kind === 'deal') report.dealWritten(event.row, event.deal, dealWriter.write(tx, event.deal, event.hash), event.warnings, () => true);
              else if (event.kind === 'pipelines') {
                report.dealsBegin();
                dealWriter.pipelines.prepare(tx, event.pipelines);
              } else if (event.kind === 'file') report.fileCame(incoming.add(event));
              else if (event.kind === 'error') report.error(event);
              else bytes = event.bytes;
            }
          });
        }
      }
      while (writer.hasUnfinished) await step((tx) => writer.finishSome(tx));
      for (const group of groups) await step((tx) => tagGroup(tx, group.name, group.memberUids));
      const changed = batch.close();
      news.tellAll();
      return report.done(changed ? batch.id : null, context, dealWriter);
    } catch (cause) {
      progress({ done: bytes, total: file.size, phase: 'undoing' });
      await abandon(context, batch);
      throw cause;
    }
  });
}

/** A calendar is known by what is in it, unless somebody says what the file is. */
async function isCalendar(file: ImportFile, { as }: ImportChoices): Promise<boolean> {
  return as === 'calendar' || (as === undefined && (await holdsCalendar(file)));
}

/** Reads a file in a worker while `use` runs. */
async function reading<T>(context: CallContext, file: ImportFile, choices: ImportChoices, use: (inspection: Inspection, batches: AsyncIterable<readonly HashedEvent[]>) => Promise<T>): Promise<T> {
  let read: FileReading | undefined;
  try {
    read = await readFile(file, isDayFirst(context), formatOf(choices));
    return await use(read.inspection, read.events(planFor(context, read.inspection, choices)));
  } catch (cause) {
    throw readable(cause);
  } finally {
    await read?.close();
  }
}

/** Says when a transaction has taken long enough, and lets others' calls run between two. */
class Pace {
  #othersCalledAt = -Infinity;

  /** Gives whether there is still time in this step; the first time there always is. */
  step(): () => boolean {
    const started = performance.now();
    const ms = started - this.#othersCalledAt < BESIDE_MS ? STEP_MS.beside : STEP_MS.alone;
    let isFirst = true;
    return () => {
      if (!isFirst) return performance.now() - started < ms;
      isFirst = false;
      return true;
    };
  }

  async pause(): Promise<void> {
    const started = performance.now();
    await breathe();
    if (performance.now() - started > IDLE_TURN_MS) this.#othersCalledAt = performance.now();
  }
}

/** A turn of the event loop in which nothing is called takes less, in milliseconds. */
const IDLE_TURN_MS = 0.3;

/** Tells the screens now and then which tables have changed: an import changes more rows than anybody could name. */
class News {
  readonly #context: CallContext;
  readonly #tables = new Set<string>();
  #toldAt = 0;

  constructor(context: CallContext) {
    this.#context = context;
  }

  add(tables: Iterable<string>): void {
    for (const table of tables) this.#tables.add(table);
    if (performance.now() - this.#toldAt > TELL_MS) this.tellAll();
  }

  tellAll(): void {
    this.#toldAt = performance.now();
    if (this.#tables.size > 0) this.#context.changed(Object.fromEntries([...this.#tables, 'history'].map((table) => [table, '*'])));
    this.#tables.clear();
  }
}

const opening = (file: ImportFile): OpenFile => () => readUpload(file);

/** A group of a vCard file becomes a tag of its members. */
function tagGroup(tx: Tx, name: string, memberUids: readonly string[]): void {
  for (const uid of memberUids) {
    const member = tx.store
      .prepare('SELECT c.id FROM sourceKeys s JOIN contacts c ON c.n = s.contactN WHERE s.key = ? AND s.hidden = 0 AND c.hidden = 0 LIMIT 1')
      .get(`uid:${uid}`);
    if (member) addTag(tx, idFromBytes(member.id), tagNamed(tx, name));
  }
}

type Plan = Omit<ReadPlan, 'columns' | 'dealColumns'> & { columns?: Column[]; dealColumns?: DealColumn[] };

/** Looks at a file here, for those who want no more than its beginning. */
async function inspect(context: CallContext, file: ImportFile, choices: ImportChoices): Promise<{ inspection: Inspection; plan: Plan }> {
  try {
    const inspection = await inspectFile(opening(file), isDayFirst(context), formatOf(choices));
    return { inspection, plan: planFor(context, inspection, choices) };
  } catch (cause) {
    throw readable(cause);
  }
}

function planFor(context: CallContext, inspection: Inspection, choices: ImportChoices): Plan {
  const isMapped = choices.columns !== undefined || choices.mapping !== undefined || choices.as === 'csv';
  if (inspection.kind === 'not-contacts' && !isMapped) throw notContacts(inspection.what);
  const plan: Plan = { unmapped: choices.unmapped ?? 'note', dayFirst: isDayFirst(context) };
  if (!('layout' in inspection)) return plan;
  const guessed = columnsOf(inspection);
  const chosen: readonly AnyColumn[] | undefined = choices.mapping ? applyMapping(choices.mapping, inspection.layout.headers) : choices.columns ? chosenColumns(guessed, choices.columns) : undefined;
  if (inspection.kind === 'deals') {
    const numbers = { locale: context.store.locale, currency: teamSettings(context.store).currency };
    return { ...plan, numbers, dealColumns: (chosen ?? guessed).map((column) => DealColumn.safeParse(column).data ?? { header: column.header, target: 'unmapped' }) };
  }
  if (!chosen && inspection.kind === 'csv' && inspection.program === 'kith') return plan;
  return { ...plan, columns: (chosen ?? guessed).map((column) => Column.safeParse(column).data ?? { header: column.header, target: 'unmapped' }) };
}

const isDayFirst = ({ store }: CallContext): boolean => isDayFirstIn(store.country);

/** As what a file is read: as somebody said, or as what the columns are that they chose. Errors: `unknown-kind`. */
function formatOf({ as, mapping, columns }: ImportChoices): string | undefined {
  // Of a table of nobody's, a mapping says what it holds.
  const isPlain = as === undefined || as === 'csv' || as === 'deals-csv';
  if (mapping && isPlain) return mapsDeals(mapping) ? 'any-deals' : 'any-contacts';
  if (as !== undefined) return formatNamed(as);
  return columns?.some(isDealTarget) ? 'any-deals' : undefined;
}

/** What `kindOf` names, for reading a file as that. Errors: `unknown-kind`. */
function formatNamed(kind: string): string {
  if ( kind === 'vcard' || kind === 'kith-json' || kind === 'csv') return kind;
  const program = PROGRAMS.find((one) => `${one}-csv` === kind || one === kind);
  if (program) return program;
  const dealProgram = DEAL_PROGRAMS.find((one) => `${one}-csv` === kind || one === kind);
  if (dealProgram) return dealProgram;
  throw new CallError('unknown-kind', `Kith reads calendar, vcard, kith-json, csv, ${[...PROGRAMS.filter((one) => one !== 'unknown'), ...DEAL_PROGRAMS].map((one) => `${one}-csv`).join(', ')}; not "${kind}".`);
}

/** Columns as they were recognised. */
function columnsOf({ columns }: Table | DealTable): AnyColumn[] {
  return columns.map(({ confidence: _confidence, samples: _samples, ...column }: AnyColumn & { confidence: number; samples: readonly string[] }) => column);
}

/** A column that was left where it was guessed keeps its label and number. */
function chosenColumns(guessed: readonly AnyColumn[], targets: readonly string[]): AnyColumn[] {
  return guessed.map((column, i) => {
    const target = z.union([Target, DealTarget]).safeParse(targets[i] ?? column.target);
    if (!target.success) throw new CallError('bad-input', `Column ${i + 1} cannot go to "${targets[i]}".`);
    return target.data === column.target ? column : ({ header: column.header, target: target.data } as AnyColumn);
  });
}

function kindOf(inspection: Inspection): string {
  if (inspection.kind === 'vcard') return 'vcard';
  if (inspection.kind === 'json') return 'kith-json';
  if (!('program' in inspection) || inspection.program === 'unknown') return 'csv';
  return `${inspection.program}-csv`;
}

function dealSampleOf({ title, stage = '', amount, contacts: [contact], organisation, outcome }: DealSheet): NonNullable<ImportLook['deals']>[number] {
  return { title, stage, amount: amount ?? null, who: contact?.name ?? contact?.email ?? organisation?.name ?? '', outcome: outcome ?? null };
}

/** What a pipeline is called that only has the stages of a program. */
const PROGRAM_NAMES: Partial<Record<string, string>> = { 'hubspot-deals': 'HubSpot', 'pipedrive-deals': 'Pipedrive', 'capsule-opportunities': 'Capsule' };

const newDealWriter = (inspection: Inspection): DealWriter => new DealWriter(kindOf(inspection), inspection.kind === 'deals' ? PROGRAM_NAMES[inspection.program] : undefined);

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
  return new CallError('not-contacts', `This file holds ${OTHERS[what] ?? what}, not people, organisations or deals. Export the contacts from the other program and choose that file.`, { what });
}

const cancelled = (): CallError => new CallError('cancelled', 'Cancelled. Nothing was imported.');

/** What cannot be read is said to the person; anything else is a bug and goes on as it is. */
function readable(cause: unknown): unknown {
  if (!(cause instanceof UnreadableFile)) return cause;
  return new CallError('not-readable', cause.message, { reason: cause.code, ...(cause.what === undefined ? {} : { what: cause.what }) });
}
