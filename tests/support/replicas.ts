import { onTestFinished } from 'vitest';
import { applyCommits, commitsSince } from '../../db/exchange.ts';
import { ensureMember } from '../../db/settings.ts';
import type { Store } from '../../db/store.ts';
import { type Changed, write } from '../../db/write.ts';
import { aStore, fakePorts } from './stores.ts';

/** Replicas that hear of each other's commits: those of one device in order, those of different devices in any. */
export class Replicas {
  readonly #stores: readonly Store[];
  readonly #heard = new Map<string, number>();

  constructor(stores: readonly Store[]) {
    this.#stores = stores;
  }

  /** Tells one replica the next commits of another. Gives what changed there. */
  deliver(from: number, to: number, commits = Infinity): Changed {
    if (from === to) return {};
    const heard = this.#heard.get(`${from} ${to}`) ?? 0;
    const messages = commitsSince(this.#stores[from]!, 0).messages.slice(heard, heard + commits);
    this.#heard.set(`${from} ${to}`, heard + messages.length);
    return applyCommits(this.#stores[to]!, structuredClone(messages).map(revive));
  }

  deliverAll(): void {
    for (const from of this.#stores.keys()) for (const to of this.#stores.keys()) this.deliver(from, to);
  }

  /** Everything once more: what is known already changes nothing. */
  repeatAll(): void {
    this.#heard.clear();
    this.deliverAll();
  }
}

interface Team<Members extends readonly string[]> {
  stores: { [M in keyof Members]: Store };
  ports: { [M in keyof Members]: ReturnType<typeof fakePorts> };
  replicas: Replicas;
}

/** Devices of people who work together, gone when the test ends. Their clocks tick at every look and differ by minutes. */
export function aTeam<const Members extends readonly string[]>(...members: Members): Team<Members> {
  const ports = members.map((_name, i) => tickingPorts(i + 1));
  const stores = members.map((name, i) => {
    const { store, remove } = aStore(i + 1, ports[i]);
    onTestFinished(remove);
    write(store, { code: 'profile.started' }, (tx) => {
      ensureMember(tx, name);
      tx.makeFinal();
    });
    return store;
  });
  const replicas = new Replicas(stores);
  replicas.deliverAll();
  return { stores, ports, replicas } as unknown as Team<Members>;
}

/** Every look at the clock is a few milliseconds later; the replicas' clocks differ. */
export function tickingPorts(seed: number, tickMs = 3): ReturnType<typeof fakePorts> {
  const ports = fakePorts(seed, Date.UTC(2026, 0, 15, 9) + seed * 90_000);
  return {
    ...ports,
    now() {
      ports.advance(tickMs);
      return ports.now();
    },
  };
}

/** A structured clone makes Buffers into plain byte arrays; on a real wire the decoder makes them again. */
function revive<T>(value: T): T {
  if (value instanceof Uint8Array) return Buffer.from(value) as unknown as T;
  if (Array.isArray(value)) return value.map(revive) as unknown as T;
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)])) as T;
  return value;
}
