import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ExportFormat, writeExport } from '../export/run.ts';
import { type Arguments, Misuse, option } from './arguments.ts';
import type { Session } from './session.ts';

const FORMATS: readonly ExportFormat[] = ['csv', 'vcard', 'json'];

/** `export --format csv|vcard|json [--out PATH]`: to the path, or without one to standard output. */
export async function exportTo(session: Session, given: Arguments, answer: (value: unknown, text: string) => number): Promise<number> {
  const format = FORMATS.find((one) => one === option(given, 'format'));
  if (!format) throw new Misuse(`--format is one of ${FORMATS.join(', ')}.`);
  const out = option(given, 'out');
  const never = new AbortController().signal;
  if (out !== undefined) {
    const { size, contacts } = await writeExport(session.context, { format }, resolve(out), never, () => undefined);
    return answer({ path: resolve(out), contacts, bytes: size }, `${contacts} contacts in ${resolve(out)}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'kith-export-'));
  try {
    const path = join(folder, 'contacts');
    const { contacts } = await writeExport(session.context, { format }, path, never, () => undefined);
    const text = readFileSync(path, 'utf8');
    // With --json the document is an answer that carries the file; Kith's own JSON is one already.
    if (given.flags.has('json') && format !== 'json') return answer({ contacts, format, text }, text);
    process.stdout.write(text);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
