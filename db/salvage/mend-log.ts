// After a salvage: what the log and this device say of themselves fits together again.
import { type Stamp, STAMP_BYTES, stampMs } from '../../core/stamp.ts';
import type { Sql } from '../open.ts';

/** `newId` gives sixteen fresh bytes. */
export function mendLog(into: Sql, newId: () => Uint8Array): void {
  into.transaction(() => {
    const member = memberOf(into);
    const loose = into.prepare<[], { batchN: number; stamp: Stamp }>('SELECT batchN, min(stamp) AS stamp FROM commits WHERE batchN NOT IN (SELECT n FROM batches) GROUP BY batchN').all();
    const put = into.prepare("INSERT INTO batches (n, id, code, params, memberId, device, at, kind, open) VALUES (?, ?, 'profile.salvaged', '{}', ?, ?, ?, 'final', 0)");
    for (const { batchN, stamp } of loose) put.run(batchN, newId(), member, stamp.subarray(STAMP_BYTES - 8), stampMs(stamp));
    mendDevice(into, member);
    dropOrphans(into);
  })();
}

/** Rows of this device's own tables that lack what they belong to. */
export function dropOrphans(into: Sql): void {
  for (const { table, rowid } of into.pragma('foreign_key_check') as { table: string; rowid: number }[]) into.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
}

function memberOf(into: Sql): Buffer {
  const known = into.prepare<[], Buffer>("SELECT value FROM device WHERE key = 'member' UNION ALL SELECT memberId FROM (SELECT memberId FROM batches ORDER BY n DESC LIMIT 1) UNION ALL SELECT id FROM members LIMIT 1").pluck().get();
  return known ?? Buffer.alloc(16);
}

/** Who this device is, and how far its clock has gone: a stamp is never given twice. */
function mendDevice(into: Sql, member: Buffer): void {
  const put = into.prepare('INSERT OR IGNORE INTO device (key, value) VALUES (?, ?)');
  const device = into.prepare<[], Buffer>('SELECT device FROM batches ORDER BY n DESC LIMIT 1').pluck().get();
  if (device) {
    put.run('device', device);
    put.run('member', member);
  }
  const latest = into.prepare<[], Buffer>('SELECT max(stamp) FROM commits').pluck().get();
  const clock = into.prepare<[], Buffer>("SELECT value FROM device WHERE key = 'clock'").pluck().get();
  if (latest && (!clock || Buffer.compare(latest, clock) > 0)) into.prepare("INSERT OR REPLACE INTO device (key, value) VALUES ('clock', ?)").run(latest);
}
