// Makes the database of a backup ready to go on as this profile: as another device, since stamps of the one that made
// it may have been used again since; with a note in the history that stays; and without whom somebody had erased.
import { type ClockState, ZERO_STAMP, makeStamp, observe } from '../core/stamp.ts';
import { idFromBytes } from '../core/ids.ts';
import { isPurged } from '../core/deletion.ts';
import { type ErasedRow, erasedIn } from './erased.ts';
import { forgetSteps, purgeContact, purgeRow } from './purge.ts';
import { loadLocale } from './settings.ts';
import { type Row, type Store, type StorePorts, openStore } from './store.ts';
import { type Tx, write } from './write.ts';

/** What the profile as it is passes on to the one that takes its place. */
export interface Carried {
  clock: ClockState;
  /** What somebody asked to have erased, and that it was done. */
  erased: ErasedRow[];
  erasures: Row[];
  /** What is of this device alone: typed and not saved, shown already, and how it is set. */
  device: { table: string; columns: readonly string[]; rows: Row[] }[];
}

export function carriedFrom(current: Store): Carried {
  return { clock: current.clock, erased: erasedIn(current), erasures: current.prepare('SELECT * FROM erasures WHERE hidden = 0').all(), device: DEVICE_TABLES.map((table) => ({ ...table, rows: current.prepare(`SELECT ${table.columns.join(', ')} FROM ${table.table} WHERE ${table.where}`).all() })) };
}

const DEVICE_TABLES = [
  { table: 'drafts', columns: ['key', 'text', 'about', 'updatedAt'], where: '1' },
  { table: 'preferences', columns: ['key', 'value'], where: "key LIKE 'device.%'" },
  { table: 'fired', columns: ['reminderId', 'due', 'at', 'state', 'seenAt'], where: '1' },
] as const;

export interface Restoring {
  /** When the backup was made. */
  madeAt: number;
  ports: StorePorts;
  key: Uint8Array | undefined;
  /** Undefined where nothing is here, or it cannot be read. */
  carried: Carried | undefined;
}

/** In steps. Gives how many records were erased again because they had been since the backup. Leaves one file, without a WAL. */
export function* makeReady(path: string, { madeAt, ports, key, carried }: Restoring): Generator<void, { erasedAgain: number }> {
  becomeAnotherDevice(path, ports, key, carried?.clock);
  const store = openStore(path, ports, undefined, key);
  try {
    loadLocale(store);
    let erasedAgain = 0;
    write(store, { code: 'profile.restored', params: { madeAt } }, (tx) => {
      // Also where nothing else is written: the note is to be found.
      tx.commit();
      if (carried) erasedAgain = eraseAgain(tx, carried);
      tx.makeFinal();
    });
    if (carried) carryDeviceState(store, carried);
    yield;
    if (erasedAgain > 0) for (const _ of forgetSteps(store, { list: () => [], has: () => true, size: () => 0, remove: () => undefined })) yield;
    store.sql.pragma('wal_checkpoint(TRUNCATE)');
    store.sql.pragma('journal_mode = DELETE');
    return { erasedAgain };
  } finally {
    store.close();
  }
}

/** Its next stamp is later than every one of the backup, and of what is here now. */
function becomeAnotherDevice(path: string, ports: StorePorts, key: Uint8Array | undefined, current: ClockState | undefined): void {
  const store = openStore(path, ports, undefined, key);
  try {
    const device = ports.random(8);
    const always = Number.MAX_SAFE_INTEGER;
    const newest = (store.prepare('SELECT max(stamp) AS stamp FROM commits').get()?.['stamp'] as Buffer | null | undefined) ?? ZERO_STAMP;
    const known = observe(store.clock, newest, always);
    const clock = current ? observe(known, makeStamp(current, device), always) : known;
    const put = store.sql.prepare('INSERT INTO device (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
    store.sql
      .transaction(() => {
        put.run('device', device);
        put.run('clock', makeStamp(clock, device));
      })
      .immediate();
  } finally {
    store.close();
  }
}

function eraseAgain(tx: Tx, { erased, erasures }: Carried): number {
  const isThere = ({ table, id }: ErasedRow): boolean => {
    const row = tx.row(table, id);
    return row !== undefined && !isPurged(row.deleted);
  };
  let records = 0;
  // Contacts first: with them goes what only they were part of then.
  for (const one of erased.filter(({ table }) => table === 'contacts')) if (isThere(one)) records += purgeContact(tx, idFromBytes(one.id)).records;
  for (const one of erased) {
    if (!isThere(one)) continue;
    purgeRow(tx, one.table, one.id);
    if (one.table === 'entries' || one.table === 'deals') records++;
  }
  for (const row of erasures) {
    if (tx.row('erasures', row.id)) continue;
    tx.insert('erasures', idFromBytes(row.id), { memberId: idFromBytes(row['memberId'] as Buffer), at: row['at'], records: row['records'], files: row['files'] });
  }
  return records;
}

function carryDeviceState(store: Store, { device }: Carried): void {
  store.sql
    .transaction(() => {
      for (const { table, columns, rows } of device) {
        const put = store.sql.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
        for (const row of rows) put.run(columns.map((column) => row[column]));
      }
      store.sql.exec('DELETE FROM fired WHERE reminderId NOT IN (SELECT id FROM reminders)');
    })
    .immediate();
}
