import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarPieces } from '../calendar/write-file.ts';
import { writeEverything } from '../export/everything/run.ts';
import { type ExportFormat, writeDealExport, writeExport } from '../export/run.ts';
import { type Arguments, Misuse, option } from './arguments.ts';
import { pathInFolder, pathOfFile } from './named-path.ts';
import type { Session } from './session.ts';

const FORMATS: readonly ExportFormat[] = ['csv', 'vcard', 'json'];

/** `export --everything DIR|FILE.zip`, or `export [--deals] --format csv|vcard|json|ics [--out PATH]`: to the path, or without one to standard output. */
export async function exportTo(session: Session, given: Arguments, answer: (value: unknown, text: string) => number): Promise<number> {
  const everything = option(given, 'everything');
  if (everything !== undefined) return exportAll(session, given, pathInFolder(everything), answer);
  const wanted = option(given, 'format');
  const named = option(given, 'out');
  const out = named === undefined ? undefined : pathOfFile(named);
  if (wanted === 'ics') return exportCalendar(session, given, out, answer);
  const format = FORMATS.find((one) => one === wanted);
  if (!format) throw new Misuse(`--format is one of ${FORMATS.join(', ')}, ics.`);
  const never = new AbortController().signal;
  const isOfDeals = given.flags.has('deals');
  if (isOfDeals && format === 'vcard') throw new Misuse('Deals go out as csv or json.');
  const write = async (path: string): Promise<{ size: number; counts: Record<string, number> }> => {
    if (isOfDeals && format !== 'vcard') {
      const { size, deals } = await writeDealExport(session.context, { format }, path, never, () => undefined);
      return { size, counts: { deals } };
    }
    const { size, contacts } = await writeExport(session.context, { format }, path, never, () => undefined);
    return { size, counts: { contacts } };
  };
  if (out !== undefined) {
    const { size, counts } = await write(out);
    return answer({ path: out, ...counts, bytes: size }, `${Object.entries(counts).map(([what, count]) => `${count} ${what}`).join()} in ${out}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'kith-export-'));
  try {
    const path = join(folder, 'export');
    const { counts } = await write(path);
    const text = readFileSync(path, 'utf8');
    // With --json the document is an answer that carries the file; Kith's own JSON is one already.
    if (given.flags.has('json') && format !== 'json') return answer({ ...counts, format, text }, text);
    process.stdout.write(text);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function exportAll({ context }: Session, given: Arguments, path: string, answer: (value: unknown, text: string) => number): Promise<number> {
  if (option(given, 'format') !== undefined || option(given, 'out') !== undefined || given.flags.has('deals')) throw new Misuse('--everything stands alone, without --format, --out and --deals.');
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const done = await writeEverything(context, path, stop.signal, (progress) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${Math.round((100 * progress.done) / progress.total)} %`);
    });
    const missing = done.missing === 0 ? '' : `; ${done.missing} files are not on this device and not in it`;
    return answer({ path, ...done }, `${done.contacts} contacts and ${done.files} files in ${path}${missing}`);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

/** Everybody's reminders and meetings, as the calendar file has them. */
function exportCalendar({ store }: Session, given: Arguments, out: string | undefined, answer: (value: unknown, text: string) => number): number {
  const text = calendarPieces(store, { whose: 'everybody', form: 'todo' }).join('');
  if (out !== undefined) {
    writeFileSync(out, text, { mode: 0o600 });
    return answer({ path: out, bytes: Buffer.byteLength(text) }, `The calendar is in ${out}`);
  }
  if (given.flags.has('json')) return answer({ format: 'ics', text }, text);
  process.stdout.write(text);
  return 0;
}
