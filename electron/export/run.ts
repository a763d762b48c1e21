import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { CallError } from '../../core/call.ts';
import type { Progress } from '../../core/api/contacts.ts';
import type { ContactCard } from '../../core/contact-card.ts';
import { cardsToCsv } from '../../core/export/csv.ts';
import type { DealSheet } from '../../core/deal-sheet.ts';
import { type DealsToExport, type FilePiece, cardsToJson } from '../../core/export/json.ts';
import { cardToVcard } from '../../core/export/vcard.ts';
import { dealsToCsv } from '../../core/export/deal-csv.ts';
import type { DealFilter } from '../../core/deal-filters.ts';
import type { Filter } from '../../core/filters.ts';
import { type Id, idFromBytes } from '../../core/ids.ts';
import { CardReader, attachedFiles, visibleContacts } from '../../db/card-of-contact.ts';
import { allContactNumbers } from '../../db/contact-list.ts';
import { SheetReader, contactsOfDeals, matchingDeals } from '../../db/sheet-of-deal.ts';
import type { Store } from '../../db/store.ts';
import { type CallContext, breathe } from '../calls/context.ts';
import type { FileWriter } from '../files.ts';

export type ExportFormat = 'csv' | 'vcard' | 'json';

export interface ExportRequest {
  format: ExportFormat;
  ids?: readonly Id[] | undefined;
  filter?: Filter | undefined;
  /** Of those that match, or of all, these stay out. */
  except?: readonly Id[] | undefined;
}

const EXTENSIONS: Record<ExportFormat, string> = { csv: 'csv', vcard: 'vcf', json: 'json' };

/** How many contacts are written between two looks at whoever waits. */
const STRIDE = 50;

/** Writes the contacts asked for, or all, into the store of files. JSON has the timeline too, and of everything also the deals. */
export function exportContacts(context: CallContext, request: ExportRequest, signal: Signal, progress: (value: Progress) => void): Promise<StoredExport> {
  return intoStore(context, `contacts.${EXTENSIONS[request.format]}`, (file) => writeExport(context, request, file, signal, progress));
}

export interface DealExportRequest {
  format: 'csv' | 'json';
  filter?: DealFilter | undefined;
}

/** Writes the deals that match, or all, into the store of files. JSON has their contacts too. */
export function exportDeals(context: CallContext, request: DealExportRequest, signal: Signal, progress: (value: Progress) => void): Promise<StoredExport> {
  return intoStore(context, `deals.${EXTENSIONS[request.format]}`, (file) => writeDealExport(context, request, file, signal, progress));
}

type Signal = { readonly aborted: boolean };
type StoredExport = { hash: string; size: number; name: string };

async function intoStore(context: CallContext, name: string, write: (file: FileWriter) => Promise<{ size: number; hash: string }>): Promise<StoredExport> {
  const file = context.files.begin();
  try {
    const { size, hash } = await write(file);
    return { hash, size, name };
  } finally {
    file.abandon();
  }
}

/** Writes an export to a path, or into the store of files. Gives its size in bytes and its SHA-256. */
export async function writeExport(context: CallContext, request: ExportRequest, target: string | FileWriter, signal: Signal, progress: (value: Progress) => void): Promise<{ size: number; hash: string; contacts: number }> {
  const total = countOf(context.store, request);
  const { done, ...file } = await writeChunks(target, total, signal, progress, (onRecord) => chunksOf(context, request, onRecord));
  return { ...file, contacts: done };
}

/** Writes deals to a path, or into the store of files. Gives its size in bytes and its SHA-256. */
export async function writeDealExport(context: CallContext, { format, filter = [] }: DealExportRequest, target: string | FileWriter, signal: Signal, progress: (value: Progress) => void): Promise<{ size: number; hash: string; deals: number }> {
  const { store } = context;
  const ids = matchingDeals(store, filter, store.ports.now());
  const { done, ...file } = await writeChunks(target, ids.length, signal, progress, (onRecord) => {
    const reader = new SheetReader(store, { withHistory: format === 'json' });
    const sheets = function* (): Generator<DealSheet> {
      for (const id of ids) {
        yield reader.sheet(id);
        onRecord();
      }
    };
    return format === 'csv' ? dealsToCsv(sheets) : chunksOf(context, { format, ids: contactsOfDeals(store, ids) }, () => undefined, { pipelines: reader.pipelines, deals: sheets });
  });
  return { ...file, deals: done };
}

/** Writes text as it comes. Whoever makes it says of each record that it is there. */
async function writeChunks(target: string | FileWriter, total: number, signal: Signal, progress: (value: Progress) => void, chunks: (onRecord: () => void) => Iterable<string>): Promise<{ size: number; hash: string; done: number }> {
  const file = typeof target === 'string' ? fileAt(target) : target;
  let done = 0;
  try {
    for (const chunk of chunks(() => done++)) {
      file.add(Buffer.from(chunk));
      if (done % STRIDE !== 0) continue;
      if (signal.aborted) throw new CallError('cancelled', 'Cancelled. No file was written.');
      progress({ done: Math.min(done, total), total });
      await breathe();
    }
    return { ...file.end(), done: Math.min(done, total) };
  } finally {
    file.abandon();
  }
}

/** A file where a person wants it; what was begun of it stays, as it is they who removes it. */
function fileAt(path: string): FileWriter {
  const file = openSync(path, 'w', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  let isOpen = true;
  const close = () => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    add(bytes) {
      hash.update(bytes);
      size += writeSync(file, bytes);
    },
    end() {
      close();
      return { hash: hash.digest('hex'), size };
    },
    abandon: close,
  };
}

function chunksOf(context: CallContext, request: ExportRequest, onCard: () => void, deals: DealsToExport | undefined = dealsOfAll(context.store, request)): Iterable<string> {
  const reader = new CardReader(context.store, { entries: request.format === 'json', readFile: (hash) => readWhole(context, hash) });
  function* cards(): Generator<ContactCard> {
    for (const id of idsOf(context.store, request)) {
      yield reader.card(id);
      onCard();
    }
  }
  if (request.format === 'csv') return cardsToCsv(cards);
  if (request.format === 'json') return cardsToJson(cards(), new Date(context.store.ports.now()).toISOString(), filesOf(context, request), deals);
  return vcards(cards());
}

/** Of everything there is the deals go out too, where there are any. */
function dealsOfAll(store: Store, { ids, filter = [], except = [] }: ExportRequest): DealsToExport | undefined {
  if (ids || filter.length > 0 || except.length > 0) return undefined;
  const deals = matchingDeals(store, [], store.ports.now());
  const reader = new SheetReader(store, { withHistory: true });
  return deals.length === 0 ? undefined : { pipelines: reader.pipelines, deals: function* () { for (const id of deals) yield reader.sheet(id); } };
}

/** The files that the entries of these contacts name, each once, as far as they are on this device. */
function* filesOf({ store, files }: CallContext, request: ExportRequest): Generator<FilePiece> {
  const seen = new Set<string>();
  for (const id of idsOf(store, request)) {
    for (const sha256 of attachedFiles(store, id)) {
      if (seen.has(sha256) || !files.has(sha256)) continue;
      seen.add(sha256);
      for (let offset: number | null = 0; offset !== null; ) {
        const { bytes, next }: { bytes: Uint8Array; next: number | null } = files.read(sha256, offset);
        yield { sha256, bytes, last: next === null };
        offset = next;
      }
    }
  }
}

function* vcards(cards: Iterable<ContactCard>): Generator<string> {
  for (const card of cards) yield cardToVcard(card);
}

function* idsOf(store: Store, request: ExportRequest): Generator<Id> {
  if (request.ids) return yield* request.ids;
  const except = new Set(request.except);
  for (const id of matching(store, request.filter)) if (!except.has(id)) yield id;
}

function* matching(store: Store, filter: Filter | undefined): Generator<Id> {
  if (filter && filter.length > 0) {
    for (const page of allContactNumbers(store, filter, 500)) for (const n of page) yield idFromBytes(store.prepare('SELECT id FROM contacts WHERE n = ?').get(n)!.id);
  } else yield* visibleContacts(store);
}

function countOf(store: Store, { ids, filter, except = [] }: ExportRequest): number {
  if (ids) return ids.length;
  const all = filter && filter.length > 0 ? [...allContactNumbers(store, filter, 5_000)].reduce((sum, page) => sum + page.length, 0) : store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n;
  return Math.max(0, all - except.length);
}

function readWhole({ files }: CallContext, hash: string): Uint8Array | undefined {
  if (!files.has(hash)) return undefined;
  const pieces: Uint8Array[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const piece: { bytes: Uint8Array; next: number | null } = files.read(hash, offset);
    pieces.push(piece.bytes);
    offset = piece.next;
  }
  return Buffer.concat(pieces);
}
