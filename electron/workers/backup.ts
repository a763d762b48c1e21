// A worker for one task: it makes a backup, or examines a part of the copy that one is made from.
import { parentPort, workerData } from 'node:worker_threads';
import type { BackupProgress } from '../../core/api/backup.ts';
import { CallError } from '../../core/call.ts';
import type { BackupAnswer, BackupTask } from '../backup/task.ts';
import { tenTimesASecond } from '../ten-times-a-second.ts';
import { goLast } from './go-last.ts';

const task = workerData as BackupTask;
const port = parentPort!;

goLast();

// Of the two tasks each loads only its own: there are several examiners at a time.
if (task.kind === 'examine') (await import('../backup/examine.ts')).runExamination(task, (found) => port.postMessage(found));
else {
  const { backUp, saveBackup } = await import('../backup/make.ts');
  const answer = (value: BackupAnswer): void => port.postMessage(value);
  const stop = new AbortController();
  port.once('message', () => stop.abort(new CallError('cancelled', 'This was cancelled')));
  const working = { signal: stop.signal, progress: tenTimesASecond<BackupProgress>(({ phase }) => phase, (value) => answer({ kind: 'progress', value })) };
  try {
    if (task.kind === 'run') answer({ kind: 'ran', outcomes: await backUp(task.request, working) });
    else answer({ kind: 'saved', manifest: await saveBackup(task.request, working) });
  } catch (cause) {
    if (!(cause instanceof CallError)) throw cause;
    answer({ kind: 'refused', code: cause.code, message: cause.message, details: cause.details });
  } finally {
    port.unref();
  }
}
