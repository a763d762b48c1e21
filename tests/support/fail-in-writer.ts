// Loaded before everything else in every thread of a program: in the one that writes, a call that sets the
// preference `failNow` ends in an error that nobody catches.
import { parentPort, workerData } from 'node:worker_threads';

if (parentPort && workerData) {
  parentPort.on('message', (message: unknown) => {
    if (JSON.stringify(message).includes('failNow')) throw new Error('failed as a test asked it to');
  });
}
