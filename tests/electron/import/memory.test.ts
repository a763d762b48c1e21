import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** A process whose heap is too small for the file, so that keeping any of it ends in a crash. */
async function readInSmallHeap(kind: 'csv' | 'vcard', count: number): Promise<{ records: number; peakBytes: number }> {
  const script = fileURLToPath(new URL('read-made-file.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=40', '--max-semi-space-size=4', script, kind, String(count)]);
  return JSON.parse(stdout) as { records: number; peakBytes: number };
}

const isLong = process.env['KITH_LONG'] === '1';

describe('memory that does not grow with the file', () => {
  it.each([
    // 37 MB and 15 MB; in the long suite 500 MB and a million cards.
    ['csv', isLong ? 2_000_000 : 150_000],
    ['vcard', isLong ? 1_000_000 : 40_000],
  ] as const)('reads %s of %i records', { timeout: isLong ? 600_000 : 60_000 }, async (kind, count) => {
    const { records, peakBytes } = await readInSmallHeap(kind, count);
    expect(records).toBe(count);
    expect(peakBytes).toBeLessThan(150 * 1024 * 1024);
  });
});
