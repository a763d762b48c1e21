import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Store, type StorePorts, openStore } from '../../db/store.ts';

/** A clock that a test moves, and randomness that a seed repeats. */
export function fakePorts(seed: number, startMs = Date.UTC(2026, 0, 15, 9)): StorePorts & { advance(ms: number): void } {
  let now = startMs;
  let state = seed * 2_654_435_761 + 1;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) | 0;
    return (state ^ (state >>> 14)) & 0xff;
  };
  return {
    now: () => now,
    icu: '1',
    random: (bytes) => Uint8Array.from({ length: bytes }, next),
    advance: (ms) => {
      now += ms;
    },
  };
}

/** A store on a real file, gone with `remove`. */
export function aStore(seed = 1, ports: StorePorts = fakePorts(seed)): { store: Store; dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'kith-test-'));
  const store = openStore(join(dir, 'kith.sqlite'), ports);
  return {
    store,
    dir,
    remove() {
      store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
