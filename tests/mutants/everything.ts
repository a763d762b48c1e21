import type { Mutant } from './mutant.ts';

const hostile = 'tests/electron/everything/hostile.test.ts';
const contents = 'tests/electron/everything/contents.test.ts';
const roundTrip = 'tests/electron/everything/round-trip.test.ts';
const kill = 'tests/electron/everything/kill.test.ts';
const page = 'tests/electron/everything/page.test.ts';
const run = 'electron/import/everything/run.ts';
const zip = 'electron/import/everything/zip.ts';
const folder = 'electron/import/everything/open-source.ts';
const document = 'electron/import/everything/read-json.ts';
const whole = 'db/whole.ts';

/** What an export of everything, and its import, must not lose. */
export const everythingMutants: readonly Mutant[] = [
  { control: 'everything: everything goes only into an empty profile', file: run, find: 'if (used !== undefined) throw', replace: 'if (used === null) throw', tests: roundTrip, only: 'not empty' },
  { control: 'everything: the records of an export are those of its history', file: run, find: 'if (records !== expected.records ||', replace: 'if (false &&', tests: hostile, only: 'that its history does not give' },
  { control: 'everything: the records of an export are those that it sums up', file: document, find: 'if (stated?.records !== records || stated.sha256 !== sums[name].sha256) throw', replace: 'if (false) throw', tests: hostile, only: 'without sums' },
  { control: 'everything: a later export is refused', file: document, find: 'if (version > EVERYTHING_VERSION || migrations > database)', replace: 'if (version > EVERYTHING_VERSION)', tests: hostile, only: 'of a later database' },
  { control: 'everything: an attached file is the one that was exported', file: run, find: "if (hash.digest('hex') !== sha256) throw", replace: 'if (false) throw', tests: hostile, only: 'of another content' },
  { control: 'everything: a refused import takes its files back', file: run, find: '    clearBeside(profileDir);\n    throw cause;', replace: '    throw cause;', tests: roundTrip, only: 'takes its place' },
  { control: 'everything: nothing is put over what was written meanwhile', file: run, find: '    try {\n      refuseUsed(store);', replace: '    try {', tests: roundTrip, only: 'takes its place' },
  { control: 'everything: what a killed import left goes', file: 'electron/profile.ts', find: '    clearBeside(dir);\n', replace: '', tests: kill, only: 'leaves nothing behind' },
  { control: 'everything: nothing goes that is not ours', file: 'electron/import/everything/beside.ts', find: 'if (readdirSync(dir).length === 0) rmdirSync(dir);', replace: 'rmSync(dir, { recursive: true });', tests: kill, only: 'somebody else put there' },
  { control: 'everything: a locked profile takes nothing in', file: 'electron/import/everything/calls.ts', find: "if (gate.state.kind !== 'open') throw notOpen();", replace: '', tests: page, only: 'into an encrypted profile' },
  { control: 'everything: a folder is not left by a link', file: folder, find: "if (!found.isFile() || realpathSync(at) !== at || !at.startsWith(root + sep)) throw", replace: 'if (false) throw', tests: hostile, only: 'not followed out of itself: files' },
  { control: 'everything: a folder is not left by a path', file: folder, find: "part === '..' || part.includes", replace: 'part.includes', tests: hostile, only: 'leads elsewhere from within' },
  { control: 'everything: a ZIP does not lead elsewhere', file: zip, find: "part === '..')) throw unsafe", replace: "part === 'x')) throw unsafe", tests: hostile, only: 'leads out of itself: ' },
  { control: 'everything: a ZIP has no links', file: zip, find: 'if ((mode & KIND_OF_FILE) === LINK)', replace: 'if (mode < 0)', tests: hostile, only: 'has a link' },
  { control: 'everything: a ZIP is no bomb', file: zip, find: 'if (size > SMALL_BYTES && size > packed * MOST_RATIO)', replace: 'if (size < 0)', tests: hostile, only: 'is a bomb' },
  { control: 'everything: the parts of a ZIP lie beside each other', file: zip, find: 'if (to > (spans[i + 1]?.[0] ?? length) || from < 0)', replace: 'if (from < 0)', tests: hostile, only: 'lie over each other' },
  { control: 'everything: a ZIP gives no more than it says', file: zip, find: 'if (size > entry.size) throw', replace: 'if (size < 0) throw', tests: hostile, only: 'gives no more than it says' },
  { control: 'everything: a ZIP gives what was put into it', file: zip, find: 'if (size !== entry.size || crc !== entry.crc)', replace: 'if (size !== entry.size)', tests: hostile, only: 'another sum' },
  { control: 'everything: what a delete saw is read before it counts', file: whole, find: 'if (!bytes.equals(encodeCoverage(decodeCoverage(bytes)))) throw', replace: 'if (false) throw', tests: hostile, only: 'in the form that deletes have' },
  { control: 'everything: no ZIP of ours looks like a bomb', file: 'electron/export/everything/zip.ts', find: 'if (entry.packed * MOST_RATIO >= entry.size) continue;', replace: 'continue;', tests: contents, only: 'no bomb to who reads it' },
  { control: 'everything: an export tells of one moment', file: 'electron/export/everything/run.ts', find: "store.sql.exec('BEGIN');", replace: '', tests: contents, only: 'the same moment' },
  { control: 'everything: half an import is not exported', file: 'electron/export/everything/run.ts', find: 'if (isWritingLong(store)) throw', replace: 'if (false) throw', tests: contents, only: 'waits for an import' },
  { control: 'everything: an export is cancelled', file: 'electron/export/everything/run.ts', find: 'if (this.#signal.aborted) throw', replace: 'if (false) throw', tests: contents, only: 'cancelled' },
  { control: 'everything: names of an export differ for every system', file: 'electron/export/everything/names.ts', find: "path.normalize('NFKC').toUpperCase().toLowerCase()", replace: 'path', tests: contents, only: 'are taken by every system' },
];
