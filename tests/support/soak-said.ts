/** What `soak-child.ts` says twenty times. */
export interface SoakSaid {
  operations: number;
  /** What the process takes, with all its threads. */
  rssMb: number;
  /** The most that the log of writing has been so far. */
  walMb: number;
}
