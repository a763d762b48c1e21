// The contract of the calls between a page and the workers.
//
//   core/api/deals.ts       export const deals = { move: command<Moved>()(MoveDeal), ... }
//   core/api/index.ts       export const contract = defineCalls({ deals, contacts }, { changed: event<Changed>() })
//   electron/calls/deals.ts export const dealCalls = (db): Handlers<...> => ({ move: (input, { signal }) => ... })
//   renderer                await api.deals.move({ id, stageId }, { signal })
//
// Call `serveCalls` (serve-calls.ts) in a worker, `connectCalls` (connect.ts) in a page, and `relayCalls`
// (relay.ts) between them. On the wire a call is named `group.name`, such as `deals.move`.
import type { ZodType, input, output } from 'zod';

/** A query only reads and may run in any reader; a command writes; a job writes, takes long and tells how far it is. */
export type Mode = 'query' | 'command' | 'job';

/** One call: what it takes, what it tells on the way (jobs only), and what it answers. */
export type Call<M extends Mode, Input extends ZodType, Progress, Out> = {
  readonly mode: M;
  readonly input: Input;
  /** Only for the compiler: never set. */
  readonly types?: { readonly progress: Progress; readonly out: Out };
};
export type AnyCall = Call<Mode, ZodType, unknown, unknown>;

/** Reads. `z.void()` as input makes a call without argument. */
export const query =
  <Out>() =>
  <Input extends ZodType>(input: Input): Call<'query', Input, never, Out> => ({ mode: 'query', input });

/** Changes something, in one go. */
export const command =
  <Out>() =>
  <Input extends ZodType>(input: Input): Call<'command', Input, never, Out> => ({ mode: 'command', input });

/** Works for long: tells its progress any number of times, then answers. Cancelled by the caller's signal. */
export const job =
  <Progress, Out>() =>
  <Input extends ZodType>(input: Input): Call<'job', Input, Progress, Out> => ({ mode: 'job', input });

/** Something every connected page hears. */
export type Event<Value> = { readonly types?: { readonly value: Value } };
export const event = <Value>(): Event<Value> => ({});

export type CallGroups = Readonly<Record<string, Readonly<Record<string, AnyCall>>>>;
export type Events = Readonly<Record<string, Event<unknown>>>;
export type Contract<Groups extends CallGroups = CallGroups, E extends Events = Events> = {
  readonly groups: Groups;
  readonly events: E;
  /** Every call by the name it has on the wire. */
  readonly callsByName: ReadonlyMap<string, AnyCall>;
};

/** Names in a contract: they become `group.name` on the wire. */
const NAME = /^[a-z][A-Za-z0-9]*$/;

/** @throws Error where two parts of the contract cannot be told apart on the wire. */
export function defineCalls<const Groups extends CallGroups, const E extends Events = Record<string, never>>(
  groups: Groups,
  events: E = {} as E,
): Contract<Groups, E> {
  const callsByName = new Map<string, AnyCall>();
  for (const [group, calls] of Object.entries(groups)) {
    if (!NAME.test(group) || group === 'on') throw new Error(`"${group}" cannot name a group of calls`);
    for (const [name, call] of Object.entries(calls)) {
      if (!NAME.test(name)) throw new Error(`"${group}.${name}" cannot name a call`);
      callsByName.set(`${group}.${name}`, call);
    }
  }
  for (const name of Object.keys(events)) if (!NAME.test(name)) throw new Error(`"${name}" cannot name an event`);
  return { groups, events, callsByName };
}

/** What core knows of the platform's AbortSignal. */
type PlainSignal = {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};
/** The platform's own AbortSignal wherever there is one, that is, everywhere but inside core. */
export type CallSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } } ? Signal : PlainSignal;

export type CallInput<C> = C extends { input: infer Input extends ZodType } ? input<Input> : never;
type ParsedInput<C> = C extends { input: infer Input extends ZodType } ? output<Input> : never;
export type CallOutput<C> = C extends Call<infer _M, infer _I, infer _P, infer Out> ? Out : never;
export type CallProgress<C> = C extends Call<infer _M, infer _I, infer Progress, infer _O> ? Progress : never;
export type EventValue<E> = E extends Event<infer Value> ? Value : never;

/** What a handler is told beside its parsed input. */
type CallContext = { readonly signal: CallSignal };
export type JobContext<Progress> = CallContext & { readonly progress: (value: Progress) => void };

/** The function behind one call. It answers, or throws a `CallError`; anything else it throws is a bug. */
type Handler<C> = (
  input: ParsedInput<C>,
  context: C extends { mode: 'job' } ? JobContext<CallProgress<C>> : CallContext,
) => CallOutput<C> | Promise<CallOutput<C>>;
/** The functions behind one group of calls. */
export type GroupHandlers<Group> = { readonly [Name in keyof Group]: Handler<Group[Name]> };
/** The functions behind a whole contract. */
export type Handlers<C extends Contract> = { readonly [Group in keyof C['groups']]: GroupHandlers<C['groups'][Group]> };

type CallOptions<C> = { readonly signal?: CallSignal } & (C extends { mode: 'job' }
  ? { readonly onProgress?: (value: CallProgress<C>) => void }
  : unknown);
type ClientCall<C> = undefined extends CallInput<C>
  ? (input?: CallInput<C>, options?: CallOptions<C>) => Promise<CallOutput<C>>
  : (input: CallInput<C>, options?: CallOptions<C>) => Promise<CallOutput<C>>;

/**
 * What a page holds: `client.deals.move(input)`, and `client.on('changed', listener)`, which gives back
 * how to stop listening. A refused call rejects with a `CallError`.
 */
export type Client<C extends Contract> = {
  readonly [Group in keyof C['groups']]: { readonly [Name in keyof C['groups'][Group]]: ClientCall<C['groups'][Group][Name]> };
} & {
  readonly on: <Name extends keyof C['events'] & string>(
    name: Name,
    listener: (value: EventValue<C['events'][Name]>) => void,
  ) => () => void;
};

/** Codes that the protocol itself uses; features add their own, such as `contact-not-found`. */
export type ProtocolErrorCode = 'bad-input' | 'unknown-call' | 'bad-call' | 'cancelled' | 'closed' | 'internal';

/**
 * A call that was refused, as both sides see it. `message` is plain English that says what to do;
 * `details` must survive a structured clone.
 */
export class CallError<Code extends string = string, Details = unknown> extends Error {
  override readonly name = 'CallError';
  readonly code: Code | ProtocolErrorCode;
  readonly details: Details | undefined;
  constructor(code: Code | ProtocolErrorCode, message: string, details?: Details) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export const hasCode = (error: unknown, code: string): error is CallError =>
  error instanceof CallError && error.code === code;
