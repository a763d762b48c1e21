import { type Id, idToBytes } from '../core/ids.ts';
import type { Store } from './store.ts';

/** Text that was typed and not saved. It is of this device alone: in no log, and gone when saved or discarded. */
export function putDraft(store: Store, key: string, text: string, about: Id | undefined): void {
  store
    .prepare('INSERT INTO drafts (key, text, about, updatedAt) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text, about = excluded.about, updatedAt = excluded.updatedAt')
    .run(key, text, about === undefined ? null : idToBytes(about), store.ports.now());
}

export function getDraft(store: Store, key: string): { text: string; updatedAt: number } | null {
  const row = store.prepare('SELECT text, updatedAt FROM drafts WHERE key = ?').get(key);
  return row ? { text: row['text'] as string, updatedAt: row['updatedAt'] as number } : null;
}

export function listDrafts(store: Store): { key: string; updatedAt: number }[] {
  return store.prepare('SELECT key, updatedAt FROM drafts ORDER BY updatedAt DESC').all().map((row) => ({ key: row['key'] as string, updatedAt: row['updatedAt'] as number }));
}

export function discardDraft(store: Store, key: string): void {
  store.prepare('DELETE FROM drafts WHERE key = ?').run(key);
}
