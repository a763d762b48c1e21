import { z } from 'zod';
import { command, job, query } from '../call.ts';
import type { Done, Progress } from './contacts.ts';
import { Line } from '../contacts.ts';
import { Id } from '../ids.ts';
import { TimeOfDay } from '../due.ts';

/** What holds for the team. */
export const TeamSettings = z.strictObject({
  /** The name of the business, shown above the navigation. */
  place: Line,
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** ISO 3166, two letters: how phones without a country are read. */
  country: z.string().regex(/^[A-Z]{2}$/),
});
export type TeamSettings = z.infer<typeof TeamSettings>;

/** A language that Intl takes: it throws at others. */
function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** When somebody works, and when they want to be left alone. */
const Hours = z
  .strictObject({
    workFrom: TimeOfDay,
    workTo: TimeOfDay,
    /** Monday is 1. None is all. */
    workingDays: z.array(z.number().int().min(1).max(7)).max(7),
    /** Nothing is shown from then to then, over midnight if need be; the same twice: at any time. */
    quietFrom: TimeOfDay,
    quietTo: TimeOfDay,
    /** Nor on other than working days. */
    quietOnDaysOff: z.boolean(),
    /** When one hears of what is due on a day without a time. */
    allDayAt: TimeOfDay,
  })
  .refine(({ workFrom, workTo }) => workFrom < workTo, 'Work ends after it begins.');

/** What stays on this device. */
export const DeviceSettings = z.strictObject({
  /** BCP 47, such as `de-CH`: language, dates, numbers, and how names are sorted. */
  locale: z.string().max(40).refine(isLocale, 'is not a language of BCP 47'),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'default', 'relaxed']),
  singleKeys: z.boolean(),
  sidebar: z.enum(['full', 'icons']),
  onboarded: z.boolean(),
  hours: Hours,
});
export type DeviceSettings = z.infer<typeof DeviceSettings>;

/** The name of a command: the noun, then the verb, such as `contact.new`. */
const CommandName = z.string().max(60).regex(/^[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+)+$/);

const NAMED_KEYS = 'F(?:[1-9]|1\\d|2[0-4])|Arrow(?:Up|Down|Left|Right)|Home|End|PageUp|PageDown|Insert|Delete|Backspace|Enter|Tab|Escape|Space|ContextMenu';
const ONE_PRESS = `(?:Mod\\+)?(?:Alt\\+)?(?:Shift\\+)?(?:${NAMED_KEYS}|[^\\s\\p{C}])`;

/** `Mod+Shift+Z`, where Mod is Ctrl or ⌘; `g c` is one after the other. The key is as in KeyboardEvent.key, a letter in either case. */
export const Keys = z.string().max(60).regex(new RegExp(`^${ONE_PRESS}(?: ${ONE_PRESS})?$`, 'u'));

/** What holds for a person, on all of their devices and on nobody else's. */
export interface PersonalSettings {
  /** Keys in place of the built-in ones, by command; an empty list leaves it without. */
  keys: Record<string, string[]>;
}

/** What is to be another; null takes the built-in keys again. */
export const PersonalChange = z.strictObject({ keys: z.record(CommandName, z.array(Keys).max(4).nullable()) });
export type PersonalChange = z.infer<typeof PersonalChange>;

export interface ProfileInfo {
  team: TeamSettings;
  device: DeviceSettings;
  personal: PersonalSettings;
  me: { id: Id; name: string };
  version: string;
  /** The profile lies where another program copies files about. */
  warning: { code: 'synced-folder'; program: string } | null;
  host: 'window' | 'browser';
  contacts: number;
  hasSampleData: boolean;
}

export const profile = {
  info: query<ProfileInfo>()(z.void()),
  setTeam: command<Done>()(TeamSettings.partial()),
  setDevice: command<void>()(DeviceSettings.partial()),
  setPersonal: command<Done>()(PersonalChange),
  /** Any small JSON this device keeps for a screen: column widths, open panels. */
  preference: query<unknown>()(z.strictObject({ key: z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,60}$/) })),
  setPreference: command<void>()(z.strictObject({ key: z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,60}$/), value: z.json() })),
  loadSample: job<Progress, Done>()(z.void()),
  removeSample: job<Progress, { removed: number }>()(z.void()),
};

/** Text that was typed and not saved. Keys such as `note:CONTACT-ID` or `entry:ENTRY-ID`. */
export const drafts = {
  get: query<{ text: string; updatedAt: number } | null>()(z.strictObject({ key: z.string().min(1).max(200) })),
  list: query<{ key: string; updatedAt: number }[]>()(z.void()),
  /** Kept on the disk when this answers. `about` is the record that it goes with when that is erased. */
  put: command<void>()(z.strictObject({ key: z.string().min(1).max(200), text: z.string().max(2_000_000), about: Id.optional() })),
  discard: command<void>()(z.strictObject({ key: z.string().min(1).max(200) })),
};

/** Bytes in and out, through one-time addresses of the host: the page gets and gives no paths. */
export const files = {
  /**
   * Stores bytes by their hash, the same bytes once. A file is sent in pieces of at most 1 MiB, in order;
   * the last one (`last`) answers with the hash. Pictures for `photo` are encoded anew by the page first.
   */
  put: command<{ uploadId: string; hash: string | null; size: number }>()(
    z.strictObject({ uploadId: z.string().max(60).optional(), bytes: z.instanceof(Uint8Array), last: z.boolean() }),
  ),
  /** At most 1 MiB of a stored file from `offset`. Errors: `file-not-found`. */
  read: query<{ bytes: Uint8Array; size: number; next: number | null }>()(z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), offset: z.number().int().min(0) })),
};

