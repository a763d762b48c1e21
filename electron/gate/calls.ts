// The calls that are answered whether the database is open or not, in the main process.
import { MessageChannel } from 'node:worker_threads';
import { type GateApi, gateApi } from '../../core/api/index.ts';
import type { gate as gateGroup, TroubleKind } from '../../core/api/gate.ts';
import { CallError, type GroupHandlers, type Handlers } from '../../core/call.ts';
import type { Beside } from '../../core/relay.ts';
import { type Served, serveCalls } from '../../core/serve-calls.ts';
import { nodePortWire } from '../../core/wire.ts';
import type { Log } from '../app-port.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { Gate } from './gate.ts';

/** What the functions behind these calls are given. */
export interface GateContext {
  readonly gate: Gate;
  readonly profileDir: string;
  readonly log: Log;
  /** Of an encrypted profile, where it is unlocked. */
  readonly keys: () => VaultKeys | undefined;
  /** For the next time that the database is opened. */
  readonly setKeys: (keys: VaultKeys | undefined) => void;
  /** Ends the program. */
  readonly quit: () => void;
}

export function gateHandlers(context: GateContext): Pick<Handlers<GateApi>, 'gate'> {
  return { gate: gateCalls(context) };
}

/** Both ends of these calls: what the relay passes them to, and what answers them. */
export function gateWires(): { beside: Beside; serve: (handlers: Handlers<GateApi>, log: Log) => Served<GateApi>; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  return {
    beside: { wire: nodePortWire(port1), callsByName: gateApi.callsByName },
    serve: (handlers, log) => serveCalls(gateApi, handlers, nodePortWire(port2), { onError: (error, call) => log({ level: 'error', code: 'call-failed', facts: { call }, error }) }),
    close: () => port1.close(),
  };
}

function gateCalls({ gate, profileDir, quit, log, keys }: GateContext): GroupHandlers<typeof gateGroup> {
  return {
    state: () => gate.state,
    retry: () => gate.open(),
    rebuild: async (_input, { signal, progress }) => {
      const { kind } = gate.state;
      if (kind !== 'damaged' || !CAN_REBUILD.has(gate.state.trouble.kind)) throw new CallError('nothing-to-rebuild', 'There is nothing here that could be built anew.');
      const { rebuild } = await import('./recovery.ts');
      const rebuilt = await rebuild(profileDir, { signal, progress, log, keys: keys() });
      gate.setRebuilt(rebuilt);
      return rebuilt;
    },
    takeRebuilt: async () => {
      const { chooseRebuilt } = await import('./recovery.ts');
      // A database that is in order is not exchanged, whoever asks for it.
      if (gate.state.kind !== 'damaged') throw new CallError('cannot-go-on', 'The profile is open already.');
      await gate.closeFor(() => chooseRebuilt(profileDir));
      return gate.state;
    },
    goOn: async ({ as }) => {
      const { goOnAs } = await import('./recovery.ts');
      if (gate.state.kind !== 'damaged') throw new CallError('cannot-go-on', 'The profile is open already.');
      const { kind } = gate.state.trouble;
      await gate.closeFor(() => goOnAs(profileDir, as, kind));
      return gate.state;
    },
    quit,
  };
}

/** What may still hold something that can be read. */
const CAN_REBUILD: ReadonlySet<TroubleKind> = new Set(['damaged', 'not-a-database', 'empty', 'wal-missing', 'failed']);
