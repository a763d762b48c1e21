import { constants, getPriority, setPriority } from 'node:os';

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/**
 * Lets the other threads of the program go first. Linux has a priority for each thread and takes 0 for the one that
 * asks (setpriority(2), "C library/kernel differences"); elsewhere it would be that of the whole program.
 */
export function goLast(): void {
  // Who has been put further back may not come forward again.
  if (process.platform === 'linux' && getPriority(0) < PRIORITY_BELOW_NORMAL) setPriority(0, PRIORITY_BELOW_NORMAL);
}
