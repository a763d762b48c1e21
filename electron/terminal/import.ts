import { existsSync, readFileSync, statSync } from 'node:fs';
import { CallError } from '../../core/call.ts';
import { SavedMapping } from '../../core/import/mapping.ts';
import { type ImportChoices, type ImportFile, dryRun, runImport } from '../import/run.ts';
import { importEverything } from '../import/everything/run.ts';
import type { Source } from '../import/everything/source.ts';
import { openSource } from '../import/everything/open-source.ts';
import { type Arguments, Misuse, option } from './arguments.ts';
import type { Session } from './session.ts';

/** `import FILE [--as KIND] [--map FILE] [--dry-run]` */
export async function importFile(session: Session, given: Arguments, answer: (value: unknown, text: string) => number): Promise<number> {
  const path = given.positionals[0]!;
  const everything = existsSync(path) ? openSource(path) : undefined;
  if (everything) return takeEverything(session, everything, given, answer);
  if (existsSync(path) && statSync(path).isDirectory()) throw new CallError('not-everything', `${path} is no export of everything: it has no kith.json.`);
  if (!existsSync(path) || !statSync(path).isFile()) throw new CallError('file-not-found', `There is no file ${path}.`);
  const file: ImportFile = { path, size: statSync(path).size };
  const map = option(given, 'map');
  const choices: ImportChoices = { as: option(given, 'as'), mapping: map === undefined ? undefined : readMapping(map) };
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const run = given.flags.has('dry-run') ? dryRun : runImport;
    const { created, updated, unchanged, doubtful, skipped, errors, doubts, changeId, calendar, deals } = await run(session.context, file, choices, stop.signal, tellPercent);
    const counts = calendar ? { ...calendar, unchanged, skipped } : { created, updated, unchanged, doubtful, skipped };
    const lines = [
      inWords(counts),
      ...(deals ? [`deals: ${inWords(deals)}`] : []),
      ...doubts.map(({ row, name, likeName, reason }) => `row ${row}: ${name} may be ${likeName} (${reason})`),
      ...errors.map(({ row, message }) => `row ${row}: ${message}`),
    ];
    return answer({ ...counts, ...(deals ? { deals } : {}), errors, doubts, changeId }, lines.join('\n'));
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

async function takeEverything({ context }: Session, source: Source, given: Arguments, answer: (value: unknown, text: string) => number): Promise<number> {
  if (option(given, 'as') !== undefined || option(given, 'map') !== undefined) throw new Misuse('An export of everything is taken in as it is, without --as and --map.');
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  const isTrial = given.flags.has('dry-run');
  try {
    const taken = await importEverything({ ...context, keys: context.keys }, source, isTrial, stop.signal, tellPercent);
    return answer(taken, `${isTrial ? 'Whole, and can be taken in: ' : ''}${inWords({ contacts: taken.contacts, records: taken.records, files: taken.files })}`);
  } finally {
    process.off('SIGINT', onInterrupt);
    source.close();
  }
}

function tellPercent({ done, total }: { done: number; total: number }): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${total === 0 ? 100 : Math.round((100 * done) / total)} %`);
}

const inWords = (counts: Readonly<Record<string, number | undefined>>): string => Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', ');

function readMapping(path: string): SavedMapping {
  if (!existsSync(path)) throw new CallError('file-not-found', `There is no file ${path}.`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new CallError('bad-mapping', `${path} is not JSON.`);
  }
  const mapping = SavedMapping.safeParse(value);
  if (!mapping.success) throw new CallError('bad-mapping', `${path} is no mapping: ${mapping.error.issues[0]!.path.join('.')} ${mapping.error.issues[0]!.message}`);
  return mapping.data;
}
