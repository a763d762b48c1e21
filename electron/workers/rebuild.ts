// A worker for one task: it builds the database of a profile anew beside the one that is there.
import { parentPort, workerData } from 'node:worker_threads';
import { buildAnew } from '../gate/build-anew.ts';
import type { RebuildAnswer, RebuildTask } from '../gate/recovery.ts';
import { toRefusal } from '../gate/report.ts';

const tell = (answer: RebuildAnswer): void => parentPort!.postMessage(answer);

try {
  tell({ rebuilt: buildAnew(workerData as RebuildTask, (progress) => tell({ progress }), Date.now) });
} catch (cause) {
  const error = cause as { code?: string; message: string; stack?: string };
  const shown = toRefusal(cause) ?? { code: error.code ?? 'internal', message: error.message };
  tell({ failed: { code: shown.code, message: shown.message, stack: error.stack ?? error.message } });
}
