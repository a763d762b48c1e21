// Restores a backup in place and dies on the way: before a step of the exchange, or after so many milliseconds.
import { readBackupState } from '../../electron/backup/state.ts';
import { openFiles } from '../../electron/files.ts';
import { openProfile } from '../../electron/profile.ts';
import { openBackup } from '../../electron/restore/open-backup.ts';
import { restoreInPlace } from '../../electron/restore/in-place.ts';
import { finishRestore } from '../../electron/restore/swap.ts';
import { systemPorts } from '../../electron/workers/ports.ts';

const [dir, path, identity, how, at] = process.argv.slice(2) as [string, string, string, 'step' | 'ms' | 'count', string];

openProfile(dir, 'a child of a test', Date.now());
finishRestore(dir);
const opened = await openBackup({
  profileDir: dir, path, unlock: { identity }, keys: undefined, profile: readBackupState(dir).profile, have: openFiles(dir), ports: systemPorts,
  signal: new AbortController().signal, progress: () => undefined,
});
let steps = 0;
const watch = (): void => {
  if (how === 'step' && steps === Number(at)) process.kill(process.pid, 'SIGKILL');
  steps++;
};
console.log('opened');
if (how === 'ms') setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(at));
await restoreInPlace({ profileDir: dir, opened: opened.id, keys: undefined, ports: systemPorts, now: new Date(), watch });
console.log(`steps ${steps}`);
process.exit(0);
