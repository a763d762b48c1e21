import type { Id } from '../core/ids.ts';
import { idFromBytes, idToBytes } from '../core/ids.ts';
import type { Tx } from './write.ts';

/** Makes a reminder, and all of its series, a next action of a deal. */
export function linkReminder(tx: Tx, reminderId: Id, dealId: Id): Id {
  tx.update('reminders', reminderId, { dealId });
  const seriesId = tx.row('reminders', idToBytes(reminderId))!['seriesId'] as Buffer | null;
  if (seriesId) tx.update('reminderSeries', idFromBytes(seriesId), { dealId });
  return reminderId;
}
