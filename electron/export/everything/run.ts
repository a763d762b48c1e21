import { Buffer } from 'node:buffer';
import type { Progress } from '../../../core/api/contacts.ts';
import { CallError } from '../../../core/call.ts';
import type { ContactCard } from '../../../core/contact-card.ts';
import { EVERYTHING_FILES, EVERYTHING_JSON } from '../../../core/everything.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../../core/export/csv-text.ts';
import { cardsToCsv } from '../../../core/export/csv.ts';
import { dealsToCsv } from '../../../core/export/deal-csv.ts';
import { timelineToMarkdown } from '../../../core/export/notes.ts';
import { cardToVcard } from '../../../core/export/vcard.ts';
import type { Id } from '../../../core/ids.ts';
import { CardReader, visibleContacts } from '../../../db/card-of-contact.ts';
import { SheetReader, matchingDeals } from '../../../db/sheet-of-deal.ts';
import type { Store } from '../../../db/store.ts';
import { isWritingLong, wholeCount } from '../../../db/whole.ts';
import type { WholeFile } from '../../../db/whole-shape.ts';
import { WHOLE_TABLES, contactsOfKind, namedFiles } from '../../../db/whole-tables.ts';
import { calendarPieces } from '../../calendar/write-file.ts';
import type { FileStore } from '../../files.ts';
import { everythingToJson } from './json.ts';
import { FreeNames } from './names.ts';
import { type Place, folderPlace } from './place.ts';
import { aboutText } from './about.ts';
import { type Sink, fileSink, zipPlace } from './zip.ts';

export interface Everything {
  /** A door of its own: it is read in one long transaction, so that all files tell of the same moment. */
  store: Store;
  files: FileStore;
  version: string;
}

export interface EverythingDone {
  contacts: number;
  /** In the export, not of the export: attachments and photos. */
  files: number;
  /** Attachments and photos that are named and not on this device. */
  missing: number;
  bytes: number;
}

/**
 * Writes everything into a folder or, where the path ends with `.zip`, or it is given where the bytes go, a ZIP. What
 * could not be written to its end leaves nothing. Errors: `cancelled`, `folder-not-empty`, `writing-meanwhile` while an import is under way.
 */
export async function writeEverything(everything: Everything, to: string | Sink, signal: { readonly aborted: boolean }, progress: (value: Progress) => void): Promise<EverythingDone> {
  const { store } = everything;
  store.sql.exec('BEGIN');
  try {
    if (isWritingLong(store)) throw new CallError('writing-meanwhile', 'Something long is being written at the moment, such as an import. Export everything when it is done.');
    const place = placeAt(to, store.ports.now());
    try {
      const done = await new Writer(everything, place, signal, progress).write();
      place.finish();
      return done;
    } catch (cause) {
      place.abandon();
      throw cause;
    }
  } finally {
    store.sql.exec('COMMIT');
  }
}

const placeAt = (to: string | Sink, now: number): Place => (typeof to !== 'string' ? zipPlace(to, now) : /\.zip$/i.test(to) ? zipPlace(fileSink(to), now) : folderPlace(to));

class Writer {
  readonly #from: Everything;
  readonly #place: Place;
  readonly #signal: { readonly aborted: boolean };
  readonly #progress: (value: Progress) => void;
  readonly #names = new FreeNames();
  readonly #folders = new Map<Id | null, string>();
  readonly #paths = new Map<string, string>();
  readonly #contacts: number;
  #done = 0;
  readonly #total: number;
  #bytes = 0;

  constructor(from: Everything, place: Place, signal: { readonly aborted: boolean }, progress: (value: Progress) => void) {
    this.#from = from;
    this.#place = place;
    this.#signal = signal;
    this.#progress = progress;
    this.#contacts = from.store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 0').get()!.n;
    this.#total = wholeCount(from.store) + this.#contacts * PASSES;
  }

  async write(): Promise<EverythingDone> {
    const { store, version } = this.#from;
    await this.#add('README.txt', [aboutText(store.locale)]);
    const { files, missing } = await this.#attachedFiles();
    const database = store.sql.pragma('user_version', { simple: true }) as number;
    await this.#add(EVERYTHING_JSON, everythingToJson(store, { kith: version, database, files, missingFiles: missing, onItem: () => this.#tick() }));
    await this.#tables();
    await this.#add('contacts.vcf', this.#vcards());
    await this.#add('calendar.ics', calendarPieces(store, { whose: 'everybody', form: 'todo' }));
    await this.#notes();
    this.#progress({ done: this.#total, total: this.#total });
    return { contacts: this.#contacts, files: files.length, missing: missing.length, bytes: this.#bytes };
  }

  async #attachedFiles(): Promise<{ files: WholeFile[]; missing: string[] }> {
    const files: WholeFile[] = [];
    const missing = new Set<string>();
    for (const { hash, name, contactId, contactName } of namedFiles(this.#from.store)) {
      if (this.#paths.has(hash) || missing.has(hash) || !/^[0-9a-f]{64}$/.test(hash)) continue;
      if (!this.#from.files.has(hash)) {
        missing.add(hash);
        continue;
      }
      const folder = `${EVERYTHING_FILES}/${this.#folderOf(contactId, contactName)}`;
      const path = `${folder}/${this.#names.take(folder, name === 'photo' ? this.#photoName(hash) : name, 'file')}`;
      this.#paths.set(hash, path);
      const size = await this.#add(path, this.#from.files.pieces(hash), { isPacked: true });
      files.push({ sha256: hash, size, path });
    }
    return { files, missing: [...missing] };
  }

  #photoName(hash: string): string {
    const { bytes } = this.#from.files.read(hash, 0);
    return `photo${bytes[0] === 0x89 ? '.png' : '.jpg'}`;
  }

  /** The same for the files of a contact and for its note. */
  #folderOf(contactId: Id | null, name: string): string {
    let folder = this.#folders.get(contactId);
    if (folder === undefined) {
      folder = this.#names.take('', contactId === null ? 'Others' : name, 'Nameless');
      this.#folders.set(contactId, folder);
    }
    return folder;
  }

  async #tables(): Promise<void> {
    const { store } = this.#from;
    for (const [kind, name] of [['person', 'people'], ['organisation', 'organisations']] as const) {
      await this.#add(`csv/${name}.csv`, cardsToCsv(() => this.#cards(contactsOfKind(store, kind), { entries: false })));
    }
    const sheets = new SheetReader(store, { withHistory: false });
    const deals = matchingDeals(store, [], store.ports.now());
    await this.#add('csv/deals.csv', dealsToCsv(function* () { for (const id of deals) yield sheets.sheet(id); }));
    for (const { name, headers, rows } of WHOLE_TABLES) await this.#add(`csv/${name}.csv`, csvOf(headers, rows(store)));
  }

  *#vcards(): Generator<string> {
    for (const card of this.#cards(visibleContacts(this.#from.store), { entries: false, photos: true })) yield cardToVcard(card);
  }

  async #notes(): Promise<void> {
    const { store } = this.#from;
    for (const card of this.#cards(visibleContacts(store), { entries: true })) {
      if (card.entries!.length === 0) continue;
      const name = this.#folderOf(card.uid as Id, nameOf(store, card.uid as Id));
      await this.#add(`notes/${name}.md`, timelineToMarkdown(card, (hash) => {
        const path = this.#paths.get(hash);
        return path === undefined ? undefined : `../${path}`;
      }));
    }
  }

  *#cards(ids: Iterable<Id>, { entries, photos = false }: { entries: boolean; photos?: boolean }): Generator<ContactCard> {
    const { files } = this.#from;
    const reader = new CardReader(this.#from.store, { entries, readFile: (hash) => (photos && files.has(hash) ? Buffer.concat([...files.pieces(hash)]) : undefined) });
    for (const id of ids) {
      yield reader.card(id);
      this.#tick();
    }
  }

  async #add(path: string, chunks: Iterable<string | Uint8Array>, options?: { isPacked?: boolean }): Promise<number> {
    const size = await this.#place.add(path, this.#heard(chunks), options);
    this.#bytes += size;
    return size;
  }

  /** A cancel is heard between two chunks. */
  *#heard(chunks: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
    for (const chunk of chunks) {
      if (this.#signal.aborted) throw new CallError('cancelled', 'Cancelled. Nothing was written.');
      yield chunk;
    }
  }

  #tick(): void {
    this.#done = Math.min(this.#done + 1, this.#total);
    if (this.#done % TOLD_EVERY === 0) this.#progress({ done: this.#done, total: this.#total });
  }
}

/** How often each contact is read: for the columns of its table, its row, its card and its note. */
const PASSES = 4;
const TOLD_EVERY = 1_000;

const nameOf = (store: Store, id: Id): string => String(store.prepare('SELECT name FROM contacts WHERE id = ?').get(Buffer.from(id.replaceAll('-', ''), 'hex'))?.['name'] ?? '');

function* csvOf(headers: readonly string[], rows: Iterable<readonly string[]>): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(headers);
  for (const row of rows) yield csvLine(row);
}
