import type { OutputOf } from '../api.ts';
import { useApiQuery, usePreference } from '../api.ts';

export type Whose = 'mine' | 'everybody';

/** What the device keeps the choice under. */
export const WHOSE = 'reminders.whose';

/** Whose reminders are shown, as chosen on this device. Undefined until it is known. */
export function useWhose(): { whose: Whose | undefined; setWhose: (whose: Whose) => void; isTeam: boolean } {
  const { data: members } = useApiQuery('members.list', undefined);
  const { value, set } = usePreference(WHOSE, readWhose);
  return { whose: value === undefined || members === undefined ? undefined : whoseOf(members, value), setWhose: set, isTeam: isTeam(members) };
}

/** One's own where there is nobody else. */
export const whoseOf = (members: OutputOf<'members.list'>, kept: unknown): Whose => (isTeam(members) ? (readWhose(kept) ?? 'mine') : 'mine');

const isTeam = (members: OutputOf<'members.list'> | undefined): boolean => members !== undefined && members.length > 1;
const readWhose = (kept: unknown): Whose | null => (kept === 'mine' || kept === 'everybody' ? kept : null);
