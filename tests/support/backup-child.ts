// Makes backups of a profile until it is killed: `node backup-child.ts DIR FIRST`, where FIRST is the first moment.
// Says the name of each when it has its name.
import { writeSync } from 'node:fs';
import { backUp } from '../../electron/backup/make.ts';

const [dir, first] = process.argv.slice(2) as [string, string];
const watch = { signal: new AbortController().signal, progress: ({ phase }: { phase: string }) => void writeSync(1, `${phase}\n`) };
for (let now = Number(first); ; now += 86_400_000) {
  const [outcome] = await backUp({ profileDir: dir, version: '1', keys: undefined, now, destinations: ['d0'], skipUnchanged: false }, watch);
  if (outcome?.kind !== 'made') throw new Error(`a backup was to be made and was ${outcome?.kind}: ${outcome?.failure}`);
  writeSync(1, `made ${outcome.name}\n`);
}
