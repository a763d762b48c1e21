// A worker for one task: it encrypts a profile, or makes it plain again, while the database is closed.
import { parentPort, workerData } from 'node:worker_threads';
import { convert } from '../vault/convert.ts';
import type { ConversionAnswer } from '../vault/run-conversion.ts';

const port = parentPort!;
const answer = (value: ConversionAnswer): void => port.postMessage(value);

try {
  convert(workerData, {
    step: () => undefined,
    progress: (done, total) => answer({ done, total }),
    decided: () => answer('decided'),
  });
  answer('done');
} catch (cause) {
  const { code, message, stack } = cause as { code?: string; message?: string; stack?: string };
  answer({ failed: { code: code ?? 'internal', message: message ?? '', stack: stack ?? '' } });
}
