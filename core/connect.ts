// The side of the calls that asks.
import { CallError, type AnyCall, type CallSignal, type Client, type Contract, type Mode } from './call.ts';
import { isAnswerFrame, readBody, type AnswerFrame, type ErrorBody } from './frames.ts';
import type { Wire } from './wire.ts';

type AnyOptions = { readonly signal?: CallSignal; readonly onProgress?: (value: unknown) => void };
type Pending = { resolve(value: unknown): void; reject(error: unknown): void; progress(value: unknown): void };

/**
 * A typed client over the wire. When it closes, what is open and what comes later rejects as `closed`.
 *
 * An aborted query rejects at once as `cancelled`. An aborted command or job waits for the other side to say
 * how it ended, so that `cancelled` means it was not done, and a result means that it was.
 */
export function connectCalls<C extends Contract>(contract: C, wire: Wire): Client<C> {
  const pending = new Map<number, Pending>();
  const listenersByEvent = new Map<string, Set<(value: unknown) => void>>();
  let lastId = 0;
  let open = true;

  wire.onFrame((frame) => {
    if (!isAnswerFrame(frame)) return;
    if (frame.kind === 'event') tellListeners(frame);
    else settle(frame);
  });
  wire.onClose(() => {
    open = false;
    const left = [...pending.values()];
    pending.clear();
    for (const call of left) call.reject(closed());
  });

  function tellListeners(frame: Extract<AnswerFrame, { kind: 'event' }>): void {
    const listeners = listenersByEvent.get(frame.name);
    if (!listeners || listeners.size === 0) return;
    const value = readBody(frame.body);
    for (const listener of listeners) listener(value);
  }

  function settle(frame: Exclude<AnswerFrame, { kind: 'event' }>): void {
    const call = pending.get(frame.id);
    if (!call) return;
    const value = readBody(frame.body);
    if (frame.kind === 'progress') {
      call.progress(value);
      return;
    }
    pending.delete(frame.id);
    if (frame.kind === 'result') call.resolve(value);
    else call.reject(toCallError(value as ErrorBody));
  }

  function ask(name: string, mode: Mode, input: unknown, { signal, onProgress }: AnyOptions): Promise<unknown> {
    if (!open) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(cancelled());
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      const cancel = () => {
        wire.post({ kind: 'cancel', id });
        if (mode !== 'query') return;
        pending.delete(id);
        reject(cancelled());
      };
      const ended =
        <Value>(settleWith: (value: Value) => void) =>
        (value: Value) => {
          signal?.removeEventListener('abort', cancel);
          settleWith(value);
        };
      wire.post({ kind: 'call', id, name, body: { plain: input } });
      signal?.addEventListener('abort', cancel, { once: true });
      pending.set(id, { resolve: ended(resolve), reject: ended(reject), progress: (value) => onProgress?.(value) });
    });
  }

  function on(name: string, listener: (value: unknown) => void): () => void {
    const listeners = listenersByEvent.get(name) ?? new Set();
    listenersByEvent.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  const groups = mapValues(contract.groups, (calls, group) =>
    mapValues(
      calls as Record<string, AnyCall>,
      ({ mode }, name) =>
        (input?: unknown, options: AnyOptions = {}) =>
          ask(`${group}.${name}`, mode, input, options),
    ),
  );
  return Object.freeze({ ...groups, on }) as unknown as Client<C>;
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (value: From, key: string) => To): Readonly<Record<string, To>> =>
  Object.freeze(Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)])));

const cancelled = () => new CallError('cancelled', 'This was cancelled');
const closed = () => new CallError('closed', 'The connection to Kith has ended: start Kith again, then open this page anew');
const toCallError = ({ code, message, details }: ErrorBody) => new CallError(code, message, details);
