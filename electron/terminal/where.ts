import { Id } from '../../core/ids.ts';
import { Misuse } from './arguments.ts';
import type { Session } from './session.ts';

/** One `--where FIELD=VALUE`. */
export interface Where {
  field: string;
  value: string;
}

export function readWhere(text: string): Where {
  const equals = text.indexOf('=');
  if (equals <= 0) throw new Misuse(`--where takes FIELD=VALUE, not "${text}".`);
  return { field: text.slice(0, equals).trim(), value: text.slice(equals + 1) };
}

export function readId(text: string): Id {
  return known(Id.safeParse(text), `"${text}" is not an id. Ids look like 018f3c5a-….`);
}

/** The member of this name or id, null for nobody. */
export async function memberCalled(session: Session, value: string): Promise<Id | null> {
  if (value === '') return null;
  return one(await session.call('members', 'list', undefined), value, 'member').id;
}

export async function tagCalled(session: Session, value: string): Promise<Id> {
  return one(await session.call('tags', 'list', undefined), value, 'tag').id;
}

/** The first with this name or id. */
function one<Named extends { id: Id; name: string }>(all: readonly Named[], value: string, what: string): Named {
  const found = all.find(({ name, id }) => same(name, value) || id === value);
  if (!found) throw new Misuse(`There is no ${what} "${value}".`);
  return found;
}

export function known<T>(parsed: { success: true; data: T } | { success: false }, message: string): T {
  if (!parsed.success) throw new Misuse(message);
  return parsed.data;
}

export const same = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
