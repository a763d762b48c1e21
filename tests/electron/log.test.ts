import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { logLine, openLog } from '../../electron/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ports = { clock: () => Date.UTC(2025, 4, 1), home: '/home/ada' };

describe('the log', () => {
  it('keeps kind, code and place of an error, and nothing that was written', () => {
    const error = Object.assign(new RangeError('cannot save "Grace Hopper"'), { code: 'SQLITE_FULL', row: { name: 'Grace Hopper' } });
    error.stack = 'RangeError: cannot save "Grace Hopper"\n    at save (/home/ada/kith/db/write.ts:3:7)\nGrace Hopper\n    at run (node:internal:1:1)';
    for (const given of [error, error.stack]) {
      const line = logLine({ level: 'error', code: 'call-failed', facts: { call: 'contacts.update' }, error: given }, ports);
      expect(JSON.stringify(line)).not.toContain('Grace');
      expect(line).toMatchObject({ at: '2025-05-01T00:00:00.000Z', level: 'error', code: 'call-failed', call: 'contacts.update', error: { kind: 'RangeError', place: ['at save (~/kith/db/write.ts:3:7)', 'at run (node:internal:1:1)'] } });
    }
  });

  it('takes an error of any kind', () => {
    expect(logLine({ level: 'error', code: 'odd', error: { name: 'Grace Hopper' } }, ports)).toMatchObject({ error: { kind: 'Error', place: [] } });
  });

  it('is for its owner only and does not grow for ever', () => {
    const dir = temporaryFolder();
    const log = openLog(dir, ports);
    log({ level: 'info', code: 'started' });
    const file = join(dir, 'kith.log');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, 'x'.repeat(1_000_001));
    log({ level: 'info', code: 'again' });
    expect(readFileSync(file, 'utf8')).toBe('{"at":"2025-05-01T00:00:00.000Z","level":"info","code":"again"}\n');
    expect(statSync(`${file}.1`).size).toBe(1_000_001);
  });

  it('ends nothing where it cannot be written', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    openLog(join(temporaryFolder(), 'gone'), ports)({ level: 'error', code: 'not-opened' });
    expect(said).toHaveBeenCalledWith(expect.stringContaining('"code":"not-opened"'));
    said.mockRestore();
  });
});
