/** What `scheduler-child.ts` shows: the first of so many. */
export interface Shown {
  shown: string[];
  total: number;
}

export type KillAt = 'before it is shown' | 'before it is recorded' | 'once it is recorded' | 'never';
