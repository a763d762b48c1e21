import { z } from 'zod';
import { DeviceSettings, Keys, type PersonalChange, type PersonalSettings, TeamSettings } from '../core/api/profile.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { writeContactDocument, writeContactName } from './derive.ts';
import { deriveColumns } from './derive-columns.ts';
import type { Store } from './store.ts';
import { tableNamed } from './tables/registry.ts';
import { type Tx } from './write.ts';

const TEAM_DEFAULTS: TeamSettings = { place: '', currency: 'EUR', country: 'GB' };
const DEVICE_DEFAULTS: DeviceSettings = {
  locale: 'en',
  theme: 'system',
  density: 'default',
  singleKeys: true,
  sidebar: 'full',
  onboarded: false,
  hours: { workFrom: '09:00', workTo: '17:00', workingDays: [1, 2, 3, 4, 5], quietFrom: '00:00', quietTo: '00:00', quietOnDaysOff: false, allDayAt: '09:00' },
};

export function teamSettings(store: Store): TeamSettings {
  const stored = Object.fromEntries(store.prepare('SELECT key, value FROM settings WHERE hidden = 0').all().map((row) => [row['key'], parse(row['value'])]));
  return readable(TeamSettings, TEAM_DEFAULTS, stored);
}

export function deviceSettings(store: Store): DeviceSettings {
  const stored = Object.fromEntries(store.prepare("SELECT substr(key, 8) AS key, value FROM preferences WHERE key LIKE 'device.%'").all().map((row) => [row['key'], parse(row['value'])]));
  return readable(DeviceSettings, DEVICE_DEFAULTS, stored);
}

export function setTeamSettings(tx: Tx, settings: Partial<TeamSettings>): void {
  for (const [key, value] of Object.entries(settings)) if (value !== undefined) tx.insert('settings', naturalId('setting', key), { key, value: JSON.stringify(value) });
}

const KEYS = 'keys.';

/** This member's alone. Keys that this version cannot read are as if they were not set. */
export function personalSettings(store: Store): PersonalSettings {
  const rows = store.prepare('SELECT key, value FROM personSettings WHERE hidden = 0 AND memberId = ? ORDER BY key').all(idToBytes(store.member));
  const keys = rows.flatMap((row) => {
    const key = row['key'] as string;
    const chosen = z.array(Keys).safeParse(parse(row['value']));
    return key.startsWith(KEYS) && chosen.success ? [[key.slice(KEYS.length), chosen.data] as const] : [];
  });
  return { keys: Object.fromEntries(keys) };
}

/** A row for each command: who changes one key here and another there, before the two met, has both. */
export function setPersonalSettings(tx: Tx, { keys }: PersonalChange): void {
  const memberId = tx.store.member;
  for (const [command, chosen] of Object.entries(keys)) {
    const key = KEYS + command;
    tx.insert('personSettings', naturalId('personSetting', memberId, key), { memberId, key, value: chosen && JSON.stringify(chosen) });
  }
}

export function setDeviceSettings(store: Store, settings: Partial<DeviceSettings>): void {
  for (const [key, value] of Object.entries(settings)) if (value !== undefined) setPreference(store, `device.${key}`, value);
}

export function getPreference(store: Store, key: string): unknown {
  return parse(store.prepare('SELECT value FROM preferences WHERE key = ?').get(key)?.['value'] ?? 'null');
}

export function setPreference(store: Store, key: string, value: unknown): void {
  store.prepare('INSERT INTO preferences (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, JSON.stringify(value));
}

/** Tells the store what names are sorted by and phones read by. Gives whether that is new. */
export function loadLocale(store: Store): boolean {
  const { locale } = deviceSettings(store);
  const { country } = teamSettings(store);
  const isNew = locale !== store.locale || country !== store.country;
  store.locale = locale;
  store.country = country;
  return isNew;
}

/** What the sort keys and the phones that are stored were worked out by. */
const DERIVED_BY = 'derivedBy';

const DerivedBy = z.object({ icu: z.string(), locale: z.string(), country: z.string() });

/** Whether names, or phones, were worked out by other rules than those that now hold. */
export function staleDerivations(store: Store): { names: boolean; phones: boolean } {
  const by = DerivedBy.safeParse(getPreference(store, DERIVED_BY)).data;
  return { names: by?.locale !== store.locale || by.icu !== store.ports.icu, phones: by?.country !== store.country };
}

/**
 * Works names with their sort keys, and phones, out again where other rules hold now, with the words by which
 * they are found: in short transactions. What stops half way is done again at the next start.
 */
export function* rederive(store: Store): Generator<void> {
  const { names, phones } = staleDerivations(store);
  const by = { icu: store.ports.icu, locale: store.locale, country: store.country };
  if (names) yield* inSteps(store, 'contacts', (n) => renameContact(store, n));
  if (phones) yield* inSteps(store, 'phones', (n) => readPhoneAgain(store, n));
  setPreference(store, DERIVED_BY, by);
}

function renameContact(store: Store, n: number): void {
  const nameOf = (): unknown => store.prepare('SELECT name FROM contacts WHERE n = ?').get(n)?.['name'];
  const before = nameOf();
  if (writeContactName(store, n) && nameOf() !== before) writeContactDocument(store, n);
}

function readPhoneAgain(store: Store, n: number): void {
  const row = store.prepare('SELECT * FROM phones WHERE n = ?').get(n)!;
  const { e164, digits } = deriveColumns(store, tableNamed('phones'), row)!;
  if (e164 === row['e164'] && digits === row['digits']) return;
  store.prepare('UPDATE phones SET e164 = ?, digits = ? WHERE n = ?').run(e164, digits, n);
  if (typeof row['contactN'] === 'number') writeContactDocument(store, row['contactN']);
}

function* inSteps(store: Store, table: 'contacts' | 'phones', work: (n: number) => void): Generator<void> {
  for (let last = 0; ; ) {
    const page = store.prepare(`SELECT n FROM ${table} WHERE n > ? ORDER BY n LIMIT 100`).all(last);
    if (page.length === 0) return;
    store.sql.transaction(() => page.forEach(({ n }) => work(n))).immediate();
    last = page.at(-1)!.n;
    yield;
  }
}

/** The member of this device, made a row on the first start. */
export function ensureMember(tx: Tx, name: string): void {
  if (!tx.row('members', idToBytes(tx.store.member))) tx.insert('members', tx.store.member, { name });
}

export function listMembers(store: Store): { id: Id; name: string; email: string; isMe: boolean }[] {
  return store
    .prepare('SELECT * FROM members WHERE hidden = 0 ORDER BY id')
    .all()
    .map((row) => ({ id: idFromBytes(row.id), name: row['name'] as string, email: row['email'] as string, isMe: row.id.equals(idToBytes(store.member)) }));
}



/** A setting that this version cannot read is as if it were not set. */
function readable<S extends z.ZodObject>(schema: S, defaults: z.infer<S>, stored: Record<string, unknown>): z.infer<S> {
  const settings: Record<string, unknown> = { ...defaults };
  for (const [key, field] of Object.entries(schema.shape)) {
    const parsed = (field as z.ZodType).safeParse(stored[key]);
    if (parsed.success) settings[key] = parsed.data;
  }
  return settings as z.infer<S>;
}

function parse(value: unknown): unknown {
  return typeof value === 'string' ? (JSON.parse(value) as unknown) : undefined;
}
