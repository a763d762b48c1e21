// A client that outlives its wires: when one breaks it opens the next and carries on.
import { api } from '../../core/api/index.ts';
import type { Api } from '../../core/api/index.ts';
import { CallError, hasCode } from '../../core/call.ts';
import type { Client, Mode } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import { SignedOut } from './open-wire.ts';
import type { OpenWire } from './open-wire.ts';

export type KithClient = Client<Api>;

export type ConnectionState =
  | { kind: 'opening' }
  | { kind: 'open' }
  /** Broken; it is tried again by itself. */
  | { kind: 'lost' }
  /** Only a fresh address helps. */
  | { kind: 'signed-out' };

export interface Connection {
  /**
   * Works as long as the page does. While the wire is broken queries wait for the next one, since nobody is
   * harmed by asking twice; commands and jobs reject as `closed`, so that their screen keeps what was typed.
   */
  client: KithClient;
  state: () => ConnectionState;
  subscribe: (listener: () => void) => () => void;
  /** Tries now instead of after the pause. */
  retry: () => void;
  close: () => void;
}

/** Pauses between tries, in ms; the last one repeats. */
const PAUSES_MS = [100, 250, 500, 1_000, 2_000, 4_000, 8_000];

export interface ConnectionPorts {
  openWire: OpenWire;
  /** Runs something later; gives back how to call that off. */
  after: (ms: number, run: () => void) => () => void;
  /** A wire is open again after one broke: whatever was read before may be stale. */
  onReopened: () => void;
}

export function openConnection({ openWire, after, onReopened }: ConnectionPorts): Connection {
  let state: ConnectionState = { kind: 'opening' };
  let current: KithClient | undefined;
  let closeWire = () => {};
  let waiting: (() => void) | undefined;
  let failures = 0;
  let isClosed = false;
  const listeners = new Set<() => void>();
  const heardBy = new Map<EventName, Set<(value: unknown) => void>>((Object.keys(api.events) as EventName[]).map((name) => [name, new Set()]));

  function enter(next: ConnectionState) {
    state = next;
    for (const listener of listeners) listener();
  }

  async function open() {
    waiting = undefined;
    try {
      const { wire, isSignedOut } = await openWire();
      if (isClosed) return wire.close();
      const client = connectCalls(api, wire);
      closeWire = () => wire.close();
      wire.onClose(() => {
        current = undefined;
        if (isClosed) return;
        if (isSignedOut()) enter({ kind: 'signed-out' });
        else tryAgain();
      });
      for (const [name, told] of heardBy) {
        client.on(name, (value) => {
          for (const listener of told) listener(value);
        });
      }
      const isAnother = state.kind === 'lost';
      current = client;
      failures = 0;
      enter({ kind: 'open' });
      if (isAnother) onReopened();
    } catch (error) {
      if (isClosed) return;
      if (error instanceof SignedOut) enter({ kind: 'signed-out' });
      else tryAgain();
    }
  }

  function tryAgain() {
    enter({ kind: 'lost' });
    const pauseMs = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0;
    failures += 1;
    waiting = after(pauseMs, () => void open());
  }

  /** The client of the wire that is open now or next. Rejects as `closed` where there will be none, as `cancelled` on the signal. */
  function whenOpen(signal: AbortSignal | undefined): Promise<KithClient> {
    if (current) return Promise.resolve(current);
    return new Promise((resolve, reject) => {
      const settle = () => {
        if (current) resolve(current);
        else if (state.kind === 'signed-out' || isClosed) reject(closed());
        else if (signal?.aborted) reject(new CallError('cancelled', 'This was cancelled'));
        else return;
        listeners.delete(settle);
        signal?.removeEventListener('abort', settle);
      };
      listeners.add(settle);
      signal?.addEventListener('abort', settle);
      settle();
    });
  }

  async function ask(group: string, name: string, mode: Mode, input: unknown, options: AnyOptions | undefined): Promise<unknown> {
    const call = (client: KithClient) => (client as unknown as AnyClient)[group]![name]!(input, options);
    if (mode !== 'query') {
      if (state.kind === 'opening') return call(await whenOpen(options?.signal));
      return current ? call(current) : Promise.reject(closed());
    }
    for (;;) {
      const client = await whenOpen(options?.signal);
      try {
        return await call(client);
      } catch (error) {
        if (!hasCode(error, 'closed') || client === current) throw error;
      }
    }
  }

  const groups = Object.entries(api.groups).map(([group, calls]) => [
    group,
    Object.fromEntries(
      Object.entries(calls).map(([name, { mode }]) => [name, (input?: unknown, options?: AnyOptions) => ask(group, name, mode, input, options)]),
    ),
  ]);
  const on = (name: EventName, listener: (value: unknown) => void) => {
    heardBy.get(name)!.add(listener);
    return () => heardBy.get(name)!.delete(listener);
  };

  void open();
  return {
    client: Object.freeze({ ...Object.fromEntries(groups), on }) as KithClient,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      if (!waiting) return;
      waiting();
      void open();
    },
    close() {
      isClosed = true;
      waiting?.();
      closeWire();
    },
  };
}

type EventName = keyof typeof api.events;

interface AnyOptions {
  signal?: AbortSignal;
}
type AnyClient = Record<string, Record<string, (input: unknown, options?: AnyOptions) => Promise<unknown>>>;

const closed = () => new CallError('closed', 'Kith cannot be reached at the moment');
