import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { ZoneName } from '../due.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';

/** A TZID of a file: a zone that this runtime knows, or one whose rules stand in the file alone. */
export type FileZone = { kind: 'known'; name: string } | { kind: 'rules'; zone: ICAL.Timezone };

/** Tells what the TZIDs of a file mean: by their names, those of Windows and paths among them, else by the rules in the file. */
export class FileZones {
  readonly #rules = new Map<string, ICAL.Component>();
  readonly #found = new Map<string, FileZone | undefined>();
  readonly #deviceZone: string;
  readonly #year: number;

  /** `year` is the one of whose rules a zone without a known name is recognised. */
  constructor(deviceZone: string, year: number) {
    this.#deviceZone = deviceZone;
    this.#year = year;
  }

  add(component: ICAL.Component): void {
    const id = component.getFirstPropertyValue('tzid');
    if (typeof id === 'string') this.#rules.set(bare(id), component);
  }

  /** Undefined where neither the name nor the file tells. */
  named(id: string): FileZone | undefined {
    const key = bare(id);
    if (!this.#found.has(key)) this.#found.set(key, this.#find(key));
    return this.#found.get(key);
  }

  #find(id: string): FileZone | undefined {
    const rules = this.#rules.get(id);
    const location = rules?.getFirstPropertyValue('x-lic-location');
    const name = knownName(id) ?? (typeof location === 'string' ? knownName(bare(location)) : undefined);
    if (name !== undefined) return { kind: 'known', name };
    if (!rules || rules.getAllSubcomponents().every((each) => each.getFirstProperty('dtstart') === null)) return undefined;
    const zone = new ICAL.Timezone({ component: rules, tzid: id });
    const alike = [this.#deviceZone, ...new Set(Object.values(WINDOWS_ZONES))].find((candidate) => this.#isAlike(zone, candidate));
    return alike === undefined ? { kind: 'rules', zone } : { kind: 'known', name: alike };
  }

  /** Whether both have the same time on the 1st and the 15th of every month of the year. */
  #isAlike(zone: ICAL.Timezone, candidate: string): boolean {
    for (let month = 1; month <= 12; month++) {
      for (const day of [1, 15]) {
        const there = Temporal.ZonedDateTime.from({ timeZone: candidate, year: this.#year, month, day, hour: 12 });
        if (zone.utcOffset(new ICAL.Time({ year: this.#year, month, day, hour: 12 }, ICAL.Timezone.localTimezone)) !== there.offsetNanoseconds / 1e9) return false;
      }
    }
    return true;
  }
}

const bare = (id: string): string => id.trim().replaceAll(/^"|"$/g, '');

/** `Europe/Berlin`, also at the end of `/example.org/20070129_1/Europe/Berlin`; `W. Europe Standard Time`. */
function knownName(id: string): string | undefined {
  const tail = /(?:^|\/)((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[\w+/-]+)$/.exec(id)?.[1];
  return WINDOWS_ZONES[id] ?? [tail ?? '', id].find((name) => ZoneName.safeParse(name).success);
}
