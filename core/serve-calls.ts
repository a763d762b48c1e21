// The side of the calls that answers. It runs where the functions run: this is where input is parsed, once.
import type { ZodError } from 'zod';
import { CallError, type AnyCall, type CallSignal, type Contract, type EventValue, type Handlers, type Mode } from './call.ts';
import { bodyLike, errorBody, isRequestFrame, readBody, type Body, type RequestFrame } from './frames.ts';
import { CodecError } from './tagged-json.ts';
import type { Wire } from './wire.ts';

export type ServePorts = {
  /** Told of everything that is our bug; the page only learns that there was one. */
  readonly onError: (error: unknown, callName: string) => void;
  /** What a page may know of an error that is none of ours, such as a full disk; undefined where it is our bug. */
  readonly toCallError?: (error: unknown) => CallError | undefined;
  /** The modes that run here; calls of other modes are unknown. All of them unless given. */
  readonly modes?: readonly Mode[];
};

export type Served<C extends Contract> = {
  /** Tells every page. @throws when the value cannot be cloned. */
  emit<Name extends keyof C['events'] & string>(name: Name, value: EventValue<C['events'][Name]>): void;
  /** Cancels what is running and answers no more. */
  close(): void;
};

type CallFrame = Extract<RequestFrame, { kind: 'call' }>;
/** Any handler, as it looks once types have done their work. */
type RunHandler = (input: unknown, context: { signal: CallSignal; progress: (value: unknown) => void }) => unknown;

// Both Node and the page have it; core's own libraries do not name it.
declare const AbortController: new () => { readonly signal: CallSignal; abort(reason: unknown): void };

/** Answers the calls that come over the wire, until it closes. */
export function serveCalls<C extends Contract>(contract: C, handlers: Handlers<C>, wire: Wire, ports: ServePorts): Served<C> {
  const running = new Map<number, { abort(reason: unknown): void }>();
  const answer = (id: number, kind: 'result' | 'progress' | 'error', body: Body) => wire.post({ kind, id, body });

  const findCall = (name: string): AnyCall | undefined => {
    const call = contract.callsByName.get(name);
    return call && (ports.modes?.includes(call.mode) ?? true) ? call : undefined;
  };

  const run = async (frame: CallFrame, signal: CallSignal): Promise<unknown> => {
    const call = findCall(frame.name);
    if (!call) throw new CallError('unknown-call', `There is no call "${frame.name}" here: check its name, and that page and program are of one version`);
    const input = parseInput(call, frame);
    const progress = (value: unknown) => {
      if (running.has(frame.id)) answer(frame.id, 'progress', bodyLike(frame.body, value));
    };
    return handlerOf(handlers, frame.name)(input, { signal, progress });
  };

  const refuse = (frame: CallFrame, error: CallError) => {
    try {
      answer(frame.id, 'error', bodyLike(frame.body, errorBody(error)));
    } catch (unsendable) {
      ports.onError(unsendable, frame.name);
      answer(frame.id, 'error', bodyLike(frame.body, errorBody(internal())));
    }
  };

  const serve = async (frame: CallFrame) => {
    if (running.has(frame.id)) {
      refuse(frame, new CallError('bad-call', 'A call with this number is still running: give each call its own'));
      return;
    }
    const abort = new AbortController();
    running.set(frame.id, abort);
    try {
      const out = await run(frame, abort.signal);
      answer(frame.id, 'result', bodyLike(frame.body, out));
    } catch (error) {
      const refusal = ports.toCallError?.(error);
      const shown = refusal ?? shownToPage(error, abort.signal);
      if (refusal || shown.code === 'internal') ports.onError(error, frame.name);
      refuse(frame, shown);
    } finally {
      running.delete(frame.id);
    }
  };

  const stopListening = wire.onFrame((frame) => {
    if (!isRequestFrame(frame)) return;
    if (frame.kind === 'cancel') running.get(frame.id)?.abort(cancelled());
    else void serve(frame);
  });
  const abortAll = () => {
    for (const abort of running.values()) abort.abort(cancelled());
  };
  const stopWatching = wire.onClose(abortAll);

  return {
    emit: (name, value) => wire.post({ kind: 'event', name, body: { plain: value } }),
    close() {
      stopListening();
      stopWatching();
      abortAll();
    },
  };
}

const cancelled = () => new CallError('cancelled', 'This was cancelled');
const internal = () => new CallError('internal', 'Something went wrong inside Kith. Try again; the log says more');

function parseInput(call: AnyCall, { name, body }: CallFrame): unknown {
  let value: unknown;
  try {
    value = readBody(body);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw new CallError('bad-input', `The input of "${name}" could not be read: ${error.message}`);
  }
  const parsed = call.input.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CallError('bad-input', `The input of "${name}" does not fit: ${firstIssue(parsed.error)}`, { issues: issuesOf(parsed.error) });
}

/** Where input does not fit, without what was given. */
const issuesOf = (error: ZodError) =>
  error.issues.map(({ path, code, message }) => ({ path: path.map(String), code: code ?? 'custom', message }));

function firstIssue(error: ZodError): string {
  const [issue] = issuesOf(error);
  if (!issue) return 'correct it and try again';
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}

function handlerOf<C extends Contract>(handlers: Handlers<C>, name: string): RunHandler {
  const [group, call] = name.split('.') as [string, string];
  const groups = handlers as Readonly<Record<string, Readonly<Record<string, RunHandler>>>>;
  const handler = groups[group]?.[call];
  if (!handler) throw new Error(`Nothing stands behind the call "${name}"`);
  return handler;
}

/** Errors that say `AbortError` are how the platform's own functions end when a signal stops them. */
function shownToPage(error: unknown, signal: CallSignal): CallError {
  if (error instanceof CallError) return error;
  if (signal.aborted && error instanceof Error && error.name === 'AbortError') return cancelled();
  return internal();
}
