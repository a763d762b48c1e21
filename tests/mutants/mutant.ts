// A control taken out, to see that its test dies: the change is made in memory while vitest loads the file.
export type Mutant = {
  /** What is taken out. */
  readonly control: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The test file, and a pattern of the names of those of its tests that must notice. */
  readonly tests: string;
  readonly only: string;
};
