// Brings single records of a backup back into the profile, through the one door. What is here is kept; what lies in the
// bin comes out of it; what was removed for good is made anew. Done twice it does nothing the second time.
import { type Choice, type FieldValueText, type RecordKind, partKey, takenFromBackup } from '../core/restore.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { isReplaced } from './bin.ts';
import { idHere } from './restore-keys.ts';
import { DEALS_WITH, TABLE_OF } from './restore-look.ts';
import { referredTable, rowDifferences, valuesHere } from './restore-values.ts';
import { type Row, type Store, isInBin } from './store.ts';
import { type SyncedTable, type TableName, tableNamed, tablesOwnedBy } from './tables/registry.ts';
import type { Tx } from './write.ts';

export interface BringPorts {
  /** Brings a file of the backup to those of the profile. False where the backup does not have it. */
  bringFile(hash: string): boolean;
}

/** What was done; what was here already and stayed as it is counts nowhere. */
export interface BroughtBack {
  /** Made anew or taken out of the bin. */
  records: Record<RecordKind, number>;
  /** E-mail addresses, tags, participants and the like. */
  parts: number;
  /** Values that were taken from the backup over those that are here. */
  fields: number;
  /** What could not come: it belongs to somebody, or something, that is not here. */
  left: number;
  /** Files that the backup names and does not hold. */
  filesMissing: number;
}

/** What is not brought back with a contact. */
export type Without = 'entries' | 'reminders' | 'deals';

export interface BringChoices {
  /** By field, part, or field of a part: see `partKey`. */
  choices?: ReadonlyMap<string, Choice>;
  without?: ReadonlySet<Without>;
}

interface Arrived {
  id: Id;
  was: 'made' | 'restored' | 'here';
}

/** Lists, which come with what refers to them. */
const LISTS = new Set<TableName>(['members', 'tags', 'fields', 'fieldChoices', 'pipelines', 'stages', 'stageSteps', 'products', 'closeReasons', 'reminderSeries']);

const RECORDS: Partial<Record<TableName, (row: Row) => RecordKind>> = {
  contacts: (row) => row['kind'] as 'person' | 'organisation',
  entries: () => 'entry',
  reminders: () => 'reminder',
  deals: () => 'deal',
};

export class BringBack {
  readonly done: BroughtBack = { records: { person: 0, organisation: 0, entry: 0, reminder: 0, deal: 0 }, parts: 0, fields: 0, left: 0, filesMissing: 0 };
  readonly #there: Store;
  readonly #ports: BringPorts;
  /** What has been looked at, by table and id there. */
  readonly #arrived = new Map<string, Arrived | undefined>();

  constructor(there: Store, ports: BringPorts) {
    this.#there = there;
    this.#ports = ports;
  }

  /** One record with all that is its own, in steps that may each have a transaction of their own. */
  *steps(kind: RecordKind, id: Id, chosen: BringChoices = {}): Generator<(tx: Tx) => void> {
    const choices = chosen.choices ?? new Map<string, Choice>();
    const table = TABLE_OF[kind];
    const row = this.#there.prepare(`SELECT * FROM ${table} WHERE id = ? AND hidden = 0`).get(idToBytes(id));
    if (!row) return;
    if (table === 'contacts') yield* this.#contact(row, choices, chosen.without ?? new Set());
    else if (table === 'entries') yield (tx) => this.#entry(tx, row, choices);
    else if (table === 'reminders') yield (tx) => this.#reminder(tx, row, choices);
    else yield* this.#dealWithPlans(row, choices);
  }

  *#contact(row: Row, choices: ReadonlyMap<string, Choice>, without: ReadonlySet<Without>): Generator<(tx: Tx) => void> {
    let arrived: Arrived | undefined;
    yield (tx) => {
      arrived = this.#bring(tx, 'contacts', row, choices);
      for (const merged of this.#rowsThere('contacts', 'rootN = ? AND n <> ?', row.n, row.n)) this.#bring(tx, 'contacts', merged);
      for (const { table, nColumn } of tablesOwnedBy('contacts')) {
        if (table.name === 'reminders' || table.name === 'reminderSeries') continue;
        for (const part of this.#rowsThere(table.name, `${nColumn} = ? AND hidden = 0`, row.n)) this.#part(tx, table.name, part, choices);
      }
      // Others point to somebody who was removed for good no longer.
      if (arrived?.was === 'made') for (const [name, column] of POINTING) for (const part of this.#rowsThere(name, `${column} = ? AND hidden = 0`, row.n)) this.#bring(tx, name, part);
    };
    if (!without.has('reminders')) for (const reminder of this.#rowsThere('reminders', 'contactN = ? AND hidden = 0', row.n)) yield (tx) => this.#reminder(tx, reminder);
    if (!without.has('deals')) for (const deal of this.#rowsThere('deals', `n IN (${DEALS_WITH}) AND hidden = 0`, { n: row.n })) yield (tx) => this.#dealOf(tx, deal, row.n);
    if (!without.has('entries')) for (const entry of this.#rowsThere('entries', 'n IN (SELECT entryN FROM participants WHERE contactN = ? AND hidden = 0) AND hidden = 0', row.n)) yield (tx) => this.#entryOf(tx, entry, row.n);
  }

  /** With what only says something together with it. */
  #entry(tx: Tx, row: Row, choices?: ReadonlyMap<string, Choice>): void {
    this.#bring(tx, 'entries', row, choices);
    for (const { table, nColumn } of tablesOwnedBy('entries')) for (const part of this.#rowsThere(table.name, `${nColumn} = ? AND hidden = 0`, row.n)) this.#part(tx, table.name, part, choices);
  }

  /** An entry that others still have gets its participant back, and stays as it is otherwise. */
  #entryOf(tx: Tx, row: Row, contactN: number): void {
    if (this.#isHere(tx, 'entries', row)) for (const part of this.#rowsThere('participants', 'entryN = ? AND contactN = ? AND hidden = 0', row.n, contactN)) this.#bring(tx, 'participants', part);
    else this.#entry(tx, row);
  }

  #reminder(tx: Tx, row: Row, choices?: ReadonlyMap<string, Choice>): void {
    const here = this.#rowHere(tx, 'reminders', row);
    if (here && isInBin(here) && isReplaced(tx.store, here)) return;
    this.#bring(tx, 'reminders', row, choices);
  }

  #deal(tx: Tx, row: Row, choices?: ReadonlyMap<string, Choice>): void {
    this.#bring(tx, 'deals', row, choices);
    for (const { table, nColumn } of tablesOwnedBy('deals')) for (const part of this.#rowsThere(table.name, `${nColumn} = ? AND hidden = 0`, row.n)) this.#part(tx, table.name, part, choices);
  }

  *#dealWithPlans(row: Row, choices: ReadonlyMap<string, Choice>): Generator<(tx: Tx) => void> {
    yield (tx) => {
      this.#deal(tx, row, choices);
      for (const link of this.#rowsThere('entryDeals', 'dealN = ? AND hidden = 0', row.n)) if (this.#isEntryHere(tx, link)) this.#bring(tx, 'entryDeals', link);
    };
    for (const reminder of this.#rowsThere('reminders', 'dealN = ? AND hidden = 0', row.n)) yield (tx) => this.#reminder(tx, reminder);
  }

  /** A deal that is here gets the contact back where it has nobody else in their place. */
  #dealOf(tx: Tx, row: Row, contactN: number): void {
    if (!this.#isHere(tx, 'deals', row)) return this.#deal(tx, row);
    for (const part of this.#rowsThere('dealContacts', 'dealN = ? AND contactN = ? AND hidden = 0', row.n, contactN)) this.#bring(tx, 'dealContacts', part);
    const here = this.#rowHere(tx, 'deals', row)!;
    const values = this.#values(tx, tableNamed('deals'), row)!;
    for (const [column, nColumn] of [['contactId', 'contactN'], ['organisationId', 'organisationN']] as const) {
      if (row[nColumn] !== contactN || values[column] === null) continue;
      const now = here[column] as Uint8Array | null;
      if (now !== null && tx.row('contacts', now)?.deleted?.length !== 1) continue;
      if (tx.update('deals', idFromBytes(here.id), { [column]: values[column] })) this.done.fields++;
    }
  }

  /** Of a record that is brought back, unless somebody wants to be without it. */
  #part(tx: Tx, name: TableName, row: Row, choices: ReadonlyMap<string, Choice> = new Map()): void {
    if (choices.get(partKey(name, idFromBytes(row.id))) === 'here') return;
    if (name === 'attachments' && !this.#ports.bringFile(row['hash'] as string)) this.done.filesMissing++;
    this.#bring(tx, name, row, choices, `${partKey(name, idFromBytes(row.id))}/`);
  }

  #bring(tx: Tx, name: TableName, row: Row, choices: ReadonlyMap<string, Choice> = new Map(), prefix = ''): Arrived | undefined {
    const key = name + row.id.toString('hex');
    if (this.#arrived.has(key)) return this.#arrived.get(key);
    this.#arrived.set(key, undefined);
    const table = tableNamed(name);
    const values = this.#values(tx, table, row);
    if (!values) {
      this.done.left++;
      return undefined;
    }
    const id = idHere(tx, name, row, values);
    const here = tx.row(name, idToBytes(id));
    const arrived: Arrived = { id, was: !here ? 'made' : isInBin(here) ? 'restored' : 'here' };
    this.#arrived.set(key, arrived);
    const taken = here && takenFromBackup(rowDifferences(table, values, here), choices, prefix);
    const sets: Record<string, FieldValueText> = taken ? Object.fromEntries(taken.map(({ field, there }) => [field, there])) : values;
    if (name === 'contacts' && typeof sets['photo'] === 'string' && !this.#ports.bringFile(sets['photo'])) {
      this.done.filesMissing++;
      delete sets['photo'];
    }
    if (!here) tx.insert(name, id, sets);
    else {
      if (arrived.was === 'restored') tx.restore(name, id);
      if (tx.update(name, id, sets)) this.done.fields += Object.keys(sets).length;
    }
    if (arrived.was !== 'here') this.#count(name, row);
    return arrived;
  }

  #count(name: TableName, row: Row): void {
    const kind = row.hidden === 0 ? RECORDS[name]?.(row) : undefined;
    if (kind) this.done.records[kind]++;
    else this.done.parts++;
  }

  /** What the row holds here. Lists that it uses come with it; undefined where what it belongs to is not here. */
  #values(tx: Tx, table: SyncedTable, row: Row): Record<string, FieldValueText> | undefined {
    const values = valuesHere(tx, table, row);
    for (const column of table.columns) {
      const referred = referredTable(column);
      if (!referred || values[column.name] === null || column.name.startsWith('primary')) continue;
      const id = this.#referred(tx, referred, row[column.name] as Uint8Array, values[column.name] as Id);
      if (id === null && (column === table.owner || table.key?.includes(column.name))) return undefined;
      values[column.name] = id;
    }
    return values;
  }

  #referred(tx: Tx, name: TableName, idThere: Uint8Array, id: Id): Id | null {
    const row = tx.row(name, idToBytes(id));
    if (row && !(LISTS.has(name) && isInBin(row))) return id;
    const there = LISTS.has(name) ? this.#rowsThere(name, 'id = ? AND hidden = 0', idThere)[0] : undefined;
    return (there && this.#bring(tx, name, there)?.id) ?? null;
  }

  #rowsThere(name: TableName, where: string, ...params: unknown[]): Row[] {
    return this.#there.prepare(`SELECT * FROM ${name} WHERE ${where} ORDER BY n`).all(...params);
  }

  #rowHere(tx: Tx, name: TableName, row: Row): Row | undefined {
    return tx.row(name, idToBytes(idHere(tx, name, row, valuesHere(tx, tableNamed(name), row))));
  }

  #isHere(tx: Tx, name: TableName, row: Row): boolean {
    const here = this.#rowHere(tx, name, row);
    return here !== undefined && !isInBin(here);
  }

  #isEntryHere(tx: Tx, link: Row): boolean {
    const entry = this.#rowsThere('entries', 'id = ?', link['entryId'])[0];
    return entry !== undefined && this.#isHere(tx, 'entries', entry);
  }
}

/** Of others, what points to a contact. */
const POINTING = [['affiliations', 'organisationN'], ['relations', 'toN']] as const satisfies readonly (readonly [TableName, string])[];
