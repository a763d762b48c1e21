import type { Mutant } from './mutant.ts';

const app = 'tests/electron/vault/app.test.ts';
const convert = 'tests/electron/vault/convert.test.ts';
const files = 'tests/electron/vault/sealed-files.test.ts';
const pages = 'tests/electron/vault/pages.test.ts';
const forget = 'tests/electron/vault/forget.test.ts';
const keys = 'tests/electron/vault/recovery-keys.test.ts';
const idle = 'tests/electron/vault/idle.test.ts';

/** Encryption at rest and the app lock. */
export const vaultMutants: readonly Mutant[] = [
  { control: 'vault: a page is what was written', file: 'electron/vault/pages.ts', find: 'if (!isAsWritten(page, number, macKey)) throw damaged();', replace: '', tests: pages, only: 'one byte is another' },
  { control: 'vault: a page stands where it was written', file: 'electron/vault/pages.ts', find: '.update(numberBytes)', replace: '', tests: pages, only: 'any SQLite opens' },
  { control: 'vault: a file is the one that it stands for', file: 'electron/vault/sealed-file.ts', find: 'if (!timingSafeEqual(head.subarray(HEAD - NAME)', replace: 'if (head.length < 0 && !timingSafeEqual(head.subarray(HEAD - NAME)', tests: files, only: 'stands for another' },
  { control: 'vault: a file ends where it was ended', file: 'electron/vault/sealed-file.ts', find: 'made[11] = isLast ? 1 : 0;', replace: 'made[11] = 0;', tests: files, only: 'a chunk is gone' },
  { control: 'vault: the name of a file betrays nothing', file: 'electron/vault/sealed-files.ts', find: 'const name = nameOf(hash, keys.names);', replace: 'const name = hash;', tests: files, only: 'do not say what they are' },
  { control: 'vault: an import that waits is encrypted', file: 'electron/uploads.ts', find: 'const keyOf = (uploadId: string): Uint8Array | undefined => keys &&', replace: 'const keyOf = (uploadId: string): Uint8Array | undefined => undefined &&', tests: files, only: 'waits in the profile unreadable' },
  { control: 'vault: who guesses waits', file: 'electron/vault/tries.ts', find: 'if (ms > 0) throw', replace: 'if (ms < 0) throw', tests: app, only: 'guesses wait' },
  { control: 'vault: one try after another', file: 'electron/vault/tries.ts', find: 'const mine = this.#last.then(async () => {', replace: 'const mine = Promise.resolve().then(async () => {', tests: app, only: 'guesses wait' },
  { control: 'vault: a locked app changes nothing', file: 'electron/vault/calls.ts', find: "if (gate.state.kind !== 'open') throw notOpen();", replace: '', tests: app, only: 'refuses every call' },
  { control: 'vault: who weakens the protection shows who they are', file: 'electron/vault/calls.ts', find: 'needsOpen();\n    await vault.prove(proof);', replace: 'needsOpen();', tests: app, only: 'asks for its passphrase' },
  { control: 'vault: the system knows no key', file: 'electron/vault/vault.ts', find: 'if (!systemPrompt || (this.isEncrypted && !this.#secret)) throw', replace: 'if (!systemPrompt) throw', tests: app, only: 'no word of the system' },
  { control: 'vault: a locked app answers no page', file: 'core/relay.ts', find: 'if (refusal && !(isOwn && isHeld)) return refusal;', replace: 'if (refusal && !isHeld) return refusal;', tests: app, only: 'refuses every call' },
  { control: 'vault: a locked app tells no page anything', file: 'core/relay.ts', find: 'if (!refusal || lane === beside || (page.isOwn && isHeld)) tellPage', replace: 'tellPage', tests: app, only: 'refuses every call' },
  { control: 'vault: a start is no way round the lock', file: 'electron/app.ts', find: "if (vault.locksAtStart) await lock('start');", replace: '', tests: app, only: 'asks again at a start' },
  { control: 'vault: what was in clear is written over', file: 'electron/vault/moves.ts', find: 'if (writesOver) writeOver(path, found.size);', replace: '', tests: convert, only: 'written over' },
  { control: 'vault: nobody reads while a database is exchanged', file: 'electron/vault/turn.ts', find: '  giveUpWal(source);\n', replace: '', tests: convert, only: 'somebody else reads' },
  { control: 'vault: what failed is taken back', file: 'electron/vault/convert.ts', find: '    finishConversion(profileDir);\n    throw cause;', replace: '    throw cause;', tests: convert, only: 'making the new one fails' },
  { control: 'vault: what passes through goes', file: 'electron/vault/convert.ts', find: "const PASSING = ['incoming', 'uploads',", replace: "const PASSING = ['incoming',", tests: convert, only: 'nothing of it in clear' },
  { control: 'vault: notices of a locked app name nobody', file: 'electron/shell/due-notices.ts', find: "if (gate === 'locked') {", replace: 'if (gate === undefined) {', tests: 'tests/electron/shell/due-notices.test.ts', only: 'is told of a locked app' },
  { control: 'vault: the app locks with the screen of the system', file: 'electron/app.ts', find: 'ports.onScreenLock?.(() => idle.left());', replace: 'ports.onScreenLock?.(() => undefined);', tests: app, only: 'with the screen of the system' },
  { control: 'vault: what a purge freed goes from large databases too', file: 'electron/vault/forget-by-file.ts', find: '    renameSync(anew.path, old.path);\n', replace: '', tests: forget, only: 'forgets by a file' },
  { control: 'vault: nobody reads while a database is written anew', file: 'electron/vault/forget-by-file.ts', find: '    giveUpWal(old);\n', replace: '', tests: forget, only: 'another program reads' },
  { control: 'vault: the key of the profile opens its backups, and no other does', file: 'electron/backup/keys.ts', find: '(await this.#opensProfile(identity))', replace: 'true', tests: keys, only: 'becomes that of its backups' },
  { control: 'vault: another backup is known without backups.json', file: 'electron/restore/ours.ts', find: 'here.isUntouched || here.member ===', replace: "here.isUntouched || '' !==", tests: 'tests/electron/restore/in-place.test.ts', only: 'knows a backup of its own' },
  { control: 'vault: who is away is locked out', file: 'electron/vault/idle.ts', find: 'this.#ports.lock();', replace: '', tests: idle, only: 'and not before' },
];
