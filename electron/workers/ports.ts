import { randomFillSync } from 'node:crypto';
import type { StorePorts } from '../../db/store.ts';

// Random bytes are drawn in blocks: a call to the system for every id would cost more than the row.
const block = Buffer.alloc(4096);
let used = block.length;

/** The clock and the randomness of this machine. */
export const systemPorts: StorePorts = {
  now: () => Date.now(),
  icu: process.versions.icu ?? '',
  random(bytes) {
    if (used + bytes > block.length) {
      randomFillSync(block);
      used = 0;
    }
    used += bytes;
    return Uint8Array.prototype.slice.call(block, used - bytes, used);
  },
};
