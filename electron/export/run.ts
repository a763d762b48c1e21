import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { CallError } from '../../core/call.ts';
import type { Progress } from '../../core/api/contacts.ts';
import type { ContactCard } from '../../core/contact-card.ts';
import { cardsToCsv } from '../../core/export/csv.ts';
import { type FilePiece, cardsToJson } from '../../core/export/json.ts';
import { cardToVcard } from '../../core/export/vcard.ts';
import type { Filter } from '../../core/filters.ts';
import { type Id, idFromBytes } from '../../core/ids.ts';
import { CardReader, attachedFiles, visibleContacts } from '../../db/card-of-contact.ts';
import { allContactNumbers } from '../../db/contact-list.ts';
import type { Store } from '../../db/store.ts';
import { type CallContext, breathe } from '../calls/context.ts';

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

/** Writes the contacts asked for, or all, into the store of files. JSON has the timeline too. */
export async function exportContacts(context: CallContext, request: ExportRequest, signal: { readonly aborted: boolean }, progress: (value: Progress) => void): Promise<{ hash: string; size: number; name: string }> {
  const folder = join(context.profileDir, 'incoming');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomBytes(16).toString('hex'));
  try {
    const { size, hash } = await writeExport(context, request, path, signal, progress);
    context.files.adopt(path, hash);
    return { hash, size, name: `contacts.${EXTENSIONS[request.format]}` };
  } finally {
    rmSync(path, { force: true });
  }
}

/** Writes an export to a path. Gives its size in bytes and its SHA-256. */
export async function writeExport(context: CallContext, request: ExportRequest, path: string, signal: { readonly aborted: boolean }, progress: (value: Progress) => void): Promise<{ size: number; hash: string; contacts: number }> {
  const total = countOf(context.store, request);
  const file = createWriteStream(path, { mode: 0o600 });
  const hash = createHash('sha256');
  let size = 0;
  let contacts = 0;
  try {
    for (const chunk of chunksOf(context, request, () => contacts++)) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      hash.update(bytes);
      if (!file.write(bytes)) await once(file, 'drain');
      if (contacts % STRIDE !== 0) continue;
      if (signal.aborted) throw new CallError('cancelled', 'Cancelled. No file was written.');
      progress({ done: Math.min(contacts, total), total });
      await breathe();
    }
  } finally {
    file.end();
    await finished(file);
  }
  return { size, hash: hash.digest('hex'), contacts: Math.min(contacts, total) };
}

function chunksOf(context: CallContext, request: ExportRequest, onCard: () => void): Iterable<string> {
  const reader = new CardReader(context.store, { entries: request.format === 'json', readFile: (hash) => readWhole(context, hash) });
  function* cards(): Generator<ContactCard> {
    for (const id of idsOf(context.store, request)) {
      yield reader.card(id);
      onCard();
    }
  }
  if (request.format === 'csv') return cardsToCsv(cards);
  if (request.format === 'json') return cardsToJson(cards(), new Date(context.store.ports.now()).toISOString(), filesOf(context, request));
  return vcards(cards());
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
