import { rmSync } from 'node:fs';
import type { ContactCard } from '../core/contact-card.ts';
import type { DealSheet, SheetWho } from '../core/deal-sheet.ts';
import { Id, idToBytes } from '../core/ids.ts';
import { contactsNamed } from './contact-names.ts';
import { findContact, visibleByUid } from './find-contact.ts';
import { knownDeal } from './import-deal.ts';
import { peopleWithEmail, visible } from './import-people.ts';
import { type Row, type Store, openTrialStore } from './store.ts';
import { type TableName, tableNamed, tablesOwnedBy } from './tables/registry.ts';

/**
 * A database on the side in which an import is tried out. It has copies of whomever a card could be about, so that
 * writing a card to it does what writing it to the real one would.
 */
export class Trial {
  readonly store: Store;
  readonly #real: Store;
  readonly #path: string;
  readonly #whole = new Set<number>();
  readonly #named = new Set<number>();

  /** The file at `path` is made, and removed by `close`. */
  constructor(real: Store, path: string) {
    this.#real = real;
    this.#path = path;
    this.store = openTrialStore(path, real);
    for (const table of FOR_ALL) for (const row of real.prepare(`SELECT * FROM ${table}`).iterate()) this.#copy(table, row);
  }

  /** Copies those whom the card may be about, and the organisations that it names. */
  bring(card: ContactCard): void {
    const found = findContact(this.#real, card);
    if (found.kind === 'known' || found.kind === 'same') this.#bringWhole(found.contact.n);
    else if (found.kind === 'like') this.#bringBySight(found.contact.n);
    const merged = Id.safeParse(card.uid);
    if (found.kind === 'known' && merged.success) this.#copyAll('contacts', 'id = ?', idToBytes(merged.data));
    for (const { organisation, organisationUid } of card.affiliations) {
      const named = organisation === undefined ? undefined : contactsNamed(this.#real, organisation, 'organisation')[0];
      const meant = organisationUid === undefined ? undefined : visibleByUid(this.#real, organisationUid);
      for (const one of [named, meant]) if (one) this.#bringBySight(one.n);
    }
  }

  /** Copies the deal that it may be, those whom it may name, and what they have of deals that it may be like. */
  bringDeal(sheet: DealSheet): void {
    const known = knownDeal(this.#real, sheet);
    if (known) {
      const { n } = known.deal;
      this.#copyAll('deals', 'n = ?', n);
      for (const { table, nColumn } of tablesOwnedBy('deals')) this.#copyAll(table.name, `${nColumn} = ?`, n);
    }
    for (const who of [...sheet.contacts, ...(sheet.organisation ? [sheet.organisation] : [])]) this.#bringNamed(who);
  }

  #bringNamed({ name, email, uid, key }: SheetWho): void {
    const byId = visible(this.#real, uid, key);
    const found = [...(byId ? [byId] : []), ...(email === undefined ? [] : peopleWithEmail(this.#real, email)), ...(name === undefined ? [] : contactsNamed(this.#real, name))];
    for (const { n } of found) {
      if (this.#named.has(n)) continue;
      this.#named.add(n);
      this.#bringBySight(n);
      this.#copyAll('affiliations', 'personN = ?', n);
      for (const column of ['contactN', 'organisationN']) this.#copyAll('deals', `${column} = ?`, n);
    }
  }

  /** Whether a contact or a deal is more than a try. */
  isReal(id: Id, table: 'contacts' | 'deals' = 'contacts'): boolean {
    return this.#real.prepare(`SELECT 1 AS n FROM ${table} WHERE id = ?`).get(idToBytes(id)) !== undefined;
  }

  close(): void {
    this.store.close();
    rmSync(this.#path, { force: true });
  }

  /** What somebody is recognised by. */
  #bringBySight(n: number): void {
    this.#copyAll('contacts', 'n = ?', n);
    for (const table of ['emails', 'phones', 'sourceKeys'] as const) this.#copyAll(table, 'contactN = ?', n);
  }

  #bringWhole(n: number): void {
    if (this.#whole.has(n)) return;
    this.#whole.add(n);
    this.#bringBySight(n);
    for (const { table, nColumn } of tablesOwnedBy('contacts')) this.#copyAll(table.name, `${nColumn} = ?`, n);
    this.#copyAll('contacts', 'n IN (SELECT organisationN FROM affiliations WHERE personN = ?)', n);
    this.#copyAll('participants', 'contactN = ?', n);
    this.#copyAll('entries', 'n IN (SELECT entryN FROM participants WHERE contactN = ?)', n);
  }

  #copyAll(table: TableName, where: string, value: number | Uint8Array): void {
    for (const row of this.#real.prepare(`SELECT * FROM ${table} WHERE ${where}`).all(value)) this.#copy(table, row);
  }

  #copy(name: TableName, row: Row): void {
    const table = tableNamed(name);
    const columns = ['n', 'id', 'clock', 'deleted', 'hidden', ...table.columns.map((column) => column.name), ...table.derived];
    this.store.prepare(`INSERT OR IGNORE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(columns.map((column) => row[column] ?? null));
  }
}

/** What every card and deal may refer to. */
const FOR_ALL: readonly TableName[] = ['members', 'settings', 'tags', 'fields', 'fieldChoices', 'pipelines', 'stages', 'closeReasons', 'products'];
