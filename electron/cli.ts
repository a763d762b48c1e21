// Kith in a terminal: `kith COMMAND …`. With --json standard output is one JSON document and nothing else.
// Exit codes: 0 done, 1 refused, 2 misused.
import { randomBytes } from 'node:crypto';
import { homedir, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { CallError } from '../core/call.ts';
import { grantedFolders } from './granted-folders.ts';
import { defaultProfileDir } from './profile.ts';
import { type Accepted, type Arguments, Misuse, numberOption, option, readArguments } from './terminal/arguments.ts';
import { keysByPassphrase } from './terminal/passphrase.ts';
import { query } from './terminal/query.ts';
import type { Session } from './terminal/session.ts';
import { readId } from './terminal/where.ts';
import { kithVersion } from './version.ts';

const COMMANDS: Record<string, Accepted> = {
  import: { values: ['as', 'map'], flags: ['dry-run'], positionals: [1, 1] },
  export: { values: ['format', 'out', 'everything'], flags: ['deals'], positionals: [0, 0] },
  query: { values: ['where', 'text', 'sort', 'limit', 'after'], positionals: [1, 1] },
  history: { values: ['limit', 'after'], positionals: [1, 1] },
  undo: { positionals: [0, 1] },
  backup: { values: ['to', 'passphrase-file', 'key-file'], positionals: [0, 1] },
  restore: { values: ['to', 'passphrase-file', 'key-file'], flags: ['in-place', 'list'], positionals: [1, 1] },
  doctor: { flags: ['repair'], positionals: [0, 0] },
  seed: { values: ['contacts', 'entries', 'reminders', 'seed'], positionals: [0, 0] },
  serve: { values: ['port', 'folder'], flags: ['no-open'], positionals: [0, 0] },
  folder: { positionals: [1, 2] },
  version: { positionals: [0, 0] },
};

const HELP = `kith COMMAND [--profile DIR] [--passphrase-file FILE] [--json]

  import FILE [--as KIND] [--map FILE] [--dry-run]   bring in people, organisations, deals and calendars
  import DIR|FILE.zip                                take an export of everything into an empty profile
  export --everything DIR|FILE.zip                   all there is, in open formats, with the files and the history
  export --format csv|vcard|json|ics [--out PATH]    take everything out
  export --deals --format csv|json [--out PATH]      take the deals out
  query contacts|people|organisations|deals|entries|tags|fields|members|views|
        pipelines|products|changes|bin
        [--where FIELD=VALUE]... [--text WORDS] [--sort [-]FIELD] [--limit N] [--after CURSOR]
  history ID                                         what was changed in a record
  undo [CHANGE]                                      take back the last change, or this one
  backup                                             into the folders that the profile keeps its backups in
  backup --to DIR|FILE [--passphrase-file FILE]      everything in one encrypted file, for the recovery key or a passphrase
  backup drill --key-file FILE                       try the newest backups out
  restore FILE --to DIR | --in-place (--key-file FILE | --passphrase-file FILE)
                                                     a profile of its own out of a backup, or this one as it was
  restore --list FILE (--key-file FILE | --passphrase-file FILE)
                                                     what is in a backup
  doctor [--repair]                                  examine the profile, and mend it
  seed --contacts N --entries M --reminders R --seed K
                                                     fill a profile with invented people
  serve [--port N] [--no-open] [--folder DIR] [--passphrase-file FILE]
                                                     open Kith in a browser, where the passphrase is typed unless given
  folder add DIR | list | remove DIR                 folders that the browser may use
  version

An encrypted profile is opened with its passphrase: the first line of FILE, or of standard input where FILE is -.`;

/** Runs a command line and gives its exit code. */
export async function main(words: readonly string[]): Promise<number> {
  const json = words.includes('--json');
  try {
    const given = readArguments(words, COMMANDS);
    if (given.flags.has('help')) {
      console.log(json ? JSON.stringify({ help: HELP }) : HELP);
      return 0;
    }
    return await run(given, json);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
    const message = error instanceof Misuse ? `${error.message} "kith --help" shows what there is.` : error.message;
    if (json) console.log(JSON.stringify({ error: { code: error.code, message } }));
    else console.error(message);
    return error instanceof Misuse ? 2 : 1;
  }
}

async function run(given: Arguments, json: boolean): Promise<number> {
  const place = { platform: process.platform, home: homedir(), environment: process.env };
  const profileDir = resolve(option(given, 'profile') ?? defaultProfileDir(place));
  const answer = (value: unknown, text: string): number => {
    // Nothing is no line, which a script that counts lines would count.
    if (json || text !== '') console.log(json ? JSON.stringify(value) : text);
    return 0;
  };
  switch (given.command) {
    case 'version':
      return answer({ version: kithVersion() }, kithVersion());
    case 'serve':
      return serveProfile(given, profileDir, json);
    case 'folder':
      return folder(given, profileDir, answer);
    case 'restore':
      return (await import('./terminal/restore.ts')).restoreFrom(profileDir, given, answer);
    case 'backup':
      if (given.positionals[0] === 'drill') return (await import('./terminal/restore.ts')).drillFrom(profileDir, given, answer);
      if (given.positionals.length > 0) throw new Misuse('"backup" takes no other word than "drill".');
      return (await import('./terminal/backup.ts')).backupFrom(profileDir, await keysByPassphrase(profileDir, option(given, 'passphrase-file')), given, Date.now(), answer);
    case 'doctor':
      return (await import('./terminal/doctor.ts')).doctor(profileDir, given.flags.has('repair'), answer, await keysByPassphrase(profileDir, option(given, 'passphrase-file')));
    default:
      return withSession(given, profileDir, (session) => runIn(session, given, answer));
  }
}

type Answer = (value: unknown, text: string) => number;

async function runIn(session: Session, given: Arguments, answer: Answer): Promise<number> {
  switch (given.command) {
    case 'import':
      return (await import('./terminal/import.ts')).importFile(session, given, answer);
    case 'export':
      return (await import('./terminal/export.ts')).exportTo(session, given, answer);
    case 'query': {
      const found = await query(session, given);
      const { linesOf } = await import('./terminal/lines.ts');
      return answer(found, [...(await linesOf(session, given.positionals[0]!, found.rows)), ...(found.next === null ? [] : [`… more with --after ${found.next}`])].join('\n'));
    }
    case 'history':
      return (await import('./terminal/history.ts')).historyFrom(session, given, answer);
    case 'undo': {
      const changeId = given.positionals[0];
      const { changeId: made, kept } = await session.call('history', 'undo', changeId === undefined ? {} : { changeId: readId(changeId) });
      const keptLines = kept.map(({ table, field, reason }) => `  kept: ${table}${field === undefined ? '' : `.${field}`} (${reason})`);
      return answer({ changeId: made, kept }, ['Undone.', ...keptLines].join('\n'));
    }
    case 'seed': {
      const contacts = numberOption(given, 'contacts', 100, 0, 1_000_000);
      const amounts = {
        contacts,
        entries: numberOption(given, 'entries', 1_000, 0, 10_000_000),
        reminders: numberOption(given, 'reminders', Math.ceil(contacts / 5), 0, 1_000_000),
        seed: numberOption(given, 'seed', 1, 0, 2 ** 31),
      };
      const { seed } = await import('./seed.ts');
      for (const { done, total } of seed(session.store, amounts)) tellProgress(done, total);
      const { seed: _seed, ...made } = amounts;
      return answer(made, `${made.contacts} contacts, ${made.entries} entries and ${made.reminders} reminders.`);
    }
    default:
      throw new Misuse(`There is no command "${given.command}".`);
  }
}

async function withSession(given: Arguments, profileDir: string, use: (session: Session) => Promise<number>): Promise<number> {
  const reads = given.command === 'query' || given.command === 'history' || given.command === 'export';
  const keys = await keysByPassphrase(profileDir, option(given, 'passphrase-file'));
  // The tables and all that works on them take memory and time, which not every command needs.
  const { openSession } = await import('./terminal/session.ts');
  const session = openSession(profileDir, reads ? 'read' : 'write', userInfo().username, keys);
  try {
    return await use(session);
  } finally {
    session.close();
  }
}

async function serveProfile(given: Arguments, profileDir: string, json: boolean): Promise<number> {
  const { serve } = await import('./serve.ts');
  const port = option(given, 'port');
  const passphraseFile = option(given, 'passphrase-file');
  await serve([
    '--profile',
    profileDir,
    ...(passphraseFile === undefined ? [] : ['--passphrase-file', passphraseFile]),
    ...(port === undefined ? [] : ['--port', port]),
    ...(given.options.get('folder') ?? []).flatMap((dir) => ['--folder', dir]),
    ...(given.flags.has('no-open') ? ['--no-open'] : []),
    ...(json ? ['--json'] : []),
  ]);
  return Number(process.exitCode ?? 0);
}

function folder(given: Arguments, profileDir: string, answer: Answer): number {
  const [act, dir] = given.positionals;
  const folders = grantedFolders(profileDir, (count) => new Uint8Array(randomBytes(count)));
  const shown = (): { name: string; path: string }[] => folders.list().map(({ name, path }) => ({ name, path }));
  if (act === 'list' && dir === undefined) return answer(shown(), shown().map(({ path }) => path).join('\n'));
  if (dir === undefined || (act !== 'add' && act !== 'remove')) throw new Misuse('"folder" takes add DIR, list, or remove DIR.');
  if (act === 'add') {
    try {
      folders.grant(resolve(dir));
    } catch {
      throw new CallError('no-such-folder', `There is no folder ${dir} to grant.`);
    }
  } else if (!folders.revoke(resolve(dir))) throw new CallError('not-granted', `${dir} was not granted.`);
  return answer(shown(), shown().map(({ path }) => path).join('\n'));
}

function tellProgress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total}${done === total ? '\n' : ''}`);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
