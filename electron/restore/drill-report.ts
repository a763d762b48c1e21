// What the last trial restore found, beside the state of backups: it can be read when the database cannot.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { DrillReport } from '../../core/api/restore.ts';
import { putWhole } from '../vault/vault-file.ts';

const NAME = 'drill.json';

const Report = z.object({
  provenAt: z.number(),
  results: z.array(z.object({ destination: z.string(), name: z.string(), backup: z.string(), at: z.number(), failure: z.string().nullable(), message: z.string(), counts: z.record(z.string(), z.number()) })),
});

export function keepReport(profileDir: string, report: DrillReport): void {
  putWhole(join(profileDir, NAME), JSON.stringify(report));
}

/** Null where there was none, or it cannot be read: then it is tried again. */
export function lastReport(profileDir: string): DrillReport | null {
  const path = join(profileDir, NAME);
  if (!existsSync(path)) return null;
  try {
    return Report.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
