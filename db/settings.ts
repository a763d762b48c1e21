import type { z } from 'zod';
import { DeviceSettings, TeamSettings } from '../core/api/profile.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { writeContactName } from './derive.ts';
import { deriveColumns } from './derive-columns.ts';
import type { Store } from './store.ts';
import { tableNamed } from './tables/registry.ts';
import { type Tx } from './write.ts';

const TEAM_DEFAULTS: TeamSettings = { place: '', currency: 'EUR', country: 'GB' };
const DEVICE_DEFAULTS: DeviceSettings = { locale: 'en', theme: 'system', density: 'default', singleKeys: true, sidebar: 'full', onboarded: false };

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

export function setDeviceSettings(store: Store, settings: Partial<DeviceSettings>): void {
  for (const [key, value] of Object.entries(settings)) if (value !== undefined) setPreference(store, `device.${key}`, value);
}

export function getPreference(store: Store, key: string): unknown {
  return parse(store.prepare('SELECT value FROM preferences WHERE key = ?').get(key)?.['value'] ?? 'null');
}

export function setPreference(store: Store, key: string, value: unknown): void {
  store.prepare('INSERT INTO preferences (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, JSON.stringify(value));
}

/** Tells the store what names are sorted by and phones read by. Gives what has changed. */
export function loadLocale(store: Store): { locale: boolean; country: boolean } {
  const { locale } = deviceSettings(store);
  const { country } = teamSettings(store);
  const changed = { locale: locale !== store.locale, country: country !== store.country };
  store.locale = locale;
  store.country = country;
  return changed;
}

/** Works names and sort keys, or phones, out again in short transactions, after the locale or the country changed. */
export function* rederive(store: Store, what: { locale: boolean; country: boolean }): Generator<void> {
  if (what.locale) yield* inSteps(store, 'contacts', (n) => void writeContactName(store, n));
  if (what.country) yield* inSteps(store, 'phones', (n) => writePhone(store, n));
}

function writePhone(store: Store, n: number): void {
  const row = store.prepare('SELECT * FROM phones WHERE n = ?').get(n)!;
  const derived = deriveColumns(store, tableNamed('phones'), row)!;
  store.prepare('UPDATE phones SET e164 = ?, digits = ? WHERE n = ?').run(derived['e164'], derived['digits'], n);
}

function* inSteps(store: Store, table: 'contacts' | 'phones', work: (n: number) => void): Generator<void> {
  for (let last = 0; ; ) {
    const page = store.prepare(`SELECT n FROM ${table} WHERE n > ? ORDER BY n LIMIT 300`).all(last);
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
