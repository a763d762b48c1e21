import type { Id } from '../../core/ids.ts';

/** What `writer-child.ts` says was done. */
export type Said =
  | { done: 'opened' }
  | { done: 'added'; id: Id; name: string }
  | { done: 'status'; id: Id; round: number }
  | { done: 'body'; id: Id; round: number; file: string }
  | { done: 'draft'; round: number }
  | { done: 'removed' | 'restored'; id: Id }
  | { done: 'tagged' | 'untagged'; tag: string }
  | { done: 'imported'; source: string }
  | { done: 'erased' | 'forgotten'; mark: string };

export type Work = 'edits' | 'bulk' | 'imports' | 'erasures';

/** How many contacts an import brings, and a bulk change is about. */
export const GROUP = 40;
