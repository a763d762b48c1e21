// Between pages and workers: passes calls on to the worker of their mode and answers back, bodies untouched.
import { CallError, type Contract } from './call.ts';
import { errorBody, isAnswerFrame, isRequestFrame, bodyLike, type AnswerFrame, type RequestFrame } from './frames.ts';
import type { Wire } from './wire.ts';

export type Workers = { readonly writer: Wire; readonly readers: readonly Wire[] };
/** Calls that are answered beside the workers, whether there are any or not. */
export type Beside = { readonly wire: Wire; readonly callsByName: ReadonlyMap<string, unknown> };
export type RelayPorts = { readonly onError: (error: unknown) => void; readonly beside?: Beside };
export type Relay = {
  /** Gives calls to these workers from now on. */
  use(workers: Workers): void;
  /**
   * Refuses what comes for the workers with this error, and tells no page what they tell. Resolves when they have
   * nothing in hand any longer; jobs are cancelled.
   */
  hold(error: CallError): Promise<void>;
  /** Passes calls on again to the workers that were held. */
  goOn(): void;
  /** Lets go of the workers: what they have in hand is refused, as is what comes, and what they tell is heard by nobody. */
  drop(error: CallError): void;
  /** Serves a page until its wire closes; then what it still has open is cancelled. Gives back how to end that earlier. */
  connect(page: Wire, own?: { isOwn: boolean }): () => void;
  /** Lets go of all pages and of the workers, without closing any wire. */
  close(): void;
};

type CallFrame = Extract<RequestFrame, { kind: 'call' }>;
/** A call that a worker has in hand. */
type OpenCall = { readonly page: Page; readonly pageId: number; readonly lane: Lane; readonly frame: CallFrame };
/** Where a page's own call numbers lead. */
type Page = { readonly wire: Wire; readonly isOwn: boolean; readonly relayIds: Map<number, number> };
/** One worker, and how many calls it has in hand. */
type Lane = { readonly wire: Wire; open: number; gone: boolean };

/** Queries go to the reader with the fewest calls in hand, commands and jobs to the writer, events to every page. */
export function relayCalls(contract: Contract, workers: Workers | undefined, ports: RelayPorts): Relay {
  /** How to let go of each page. */
  const leaveByPage = new Map<Page, () => void>();
  const openCalls = new Map<number, OpenCall>();
  const beside = ports.beside && toLane(ports.beside.wire);
  let writer: Lane | undefined;
  let readers: readonly Lane[] = [];
  let refusal: CallError | undefined;
  /** The workers go on behind the refusal. */
  let isHeld = false;
  let onIdle: (() => void) | undefined;
  let stopWorkers: (() => void)[] = [];
  let lastId = 0;

  /** The lane, or why there is none. */
  const laneFor = (name: string, isOwn: boolean): Lane | CallError => {
    if (beside && ports.beside.callsByName.has(name)) return beside;
    if (refusal && !(isOwn && isHeld)) return refusal;
    const lane = contract.callsByName.get(name)?.mode === 'query' ? leastBusy(readers) : writer;
    return lane && !lane.gone ? lane : gone();
  };

  const forget = (relayId: number): OpenCall | undefined => {
    const call = openCalls.get(relayId);
    if (!call) return undefined;
    openCalls.delete(relayId);
    call.page.relayIds.delete(call.pageId);
    call.lane.open -= 1;
    if (onIdle && !isBusy()) onIdle();
    return call;
  };

  const isBusy = (): boolean => [writer, ...readers].some((lane) => lane && lane.open > 0);

  const refuse = (page: Page, frame: CallFrame, error: CallError) =>
    page.wire.post({ kind: 'error', id: frame.id, body: bodyLike(frame.body, errorBody(error)) });

  const passOn = (page: Page, frame: CallFrame) => {
    if (page.relayIds.has(frame.id)) {
      refuse(page, frame, new CallError('bad-call', 'A call with this number is still running: give each call its own'));
      return;
    }
    if (!contract.callsByName.has(frame.name)) {
      refuse(page, frame, new CallError('unknown-call', 'There is no such call here: check that page and program are of one version'));
      return;
    }
    const lane = laneFor(frame.name, page.isOwn);
    if (lane instanceof CallError) {
      refuse(page, frame, lane);
      return;
    }
    const relayId = ++lastId;
    lane.open += 1;
    page.relayIds.set(frame.id, relayId);
    openCalls.set(relayId, { page, pageId: frame.id, lane, frame });
    lane.wire.post({ ...frame, id: relayId });
  };

  const cancel = (relayId: number) => openCalls.get(relayId)?.lane.wire.post({ kind: 'cancel', id: relayId });

  const answer = (frame: AnswerFrame, lane: Lane) => {
    if (frame.kind === 'event') {
      for (const page of leaveByPage.keys()) if (!refusal || lane === beside || (page.isOwn && isHeld)) tellPage(page, frame);
      return;
    }
    const call = frame.kind === 'progress' ? openCalls.get(frame.id) : forget(frame.id);
    call?.page.wire.post({ ...frame, id: call.pageId });
  };

  /** One page's text wire may be unable to carry a value: the others still hear it. */
  const tellPage = (page: Page, frame: AnswerFrame) => {
    try {
      page.wire.post(frame);
    } catch (error) {
      ports.onError(error);
    }
  };

  const loseWorker = (lane: Lane, error: CallError = gone()) => {
    lane.gone = true;
    for (const [relayId, call] of openCalls) {
      if (call.lane !== lane) continue;
      forget(relayId);
      refuse(call.page, call.frame, error);
    }
  };

  const listenTo = (lane: Lane): (() => void)[] => [
    lane.wire.onFrame((frame) => {
      if (isAnswerFrame(frame)) answer(frame, lane);
    }),
    lane.wire.onClose(() => loseWorker(lane)),
  ];

  const use = (next: Workers) => {
    writer = toLane(next.writer);
    readers = next.readers.map(toLane);
    refusal = undefined;
    stopWorkers = [writer, ...readers].flatMap(listenTo);
  };

  const letGo = () => {
    for (const stop of stopWorkers) stop();
    stopWorkers = [];
  };

  const connect = (wire: Wire, { isOwn } = { isOwn: false }) => {
    const page: Page = { wire, isOwn, relayIds: new Map() };
    const stopFrames = wire.onFrame((frame) => {
      if (!isRequestFrame(frame)) return;
      if (frame.kind === 'call') passOn(page, frame);
      else cancel(page.relayIds.get(frame.id) ?? -1);
    });
    const leave = () => {
      if (!leaveByPage.delete(page)) return;
      stopFrames();
      stopClose();
      for (const relayId of page.relayIds.values()) {
        cancel(relayId);
        forget(relayId);
      }
    };
    const stopClose = wire.onClose(leave);
    leaveByPage.set(page, leave);
    return leave;
  };

  const stopBeside = beside ? listenTo(beside) : [];
  if (workers) use(workers);
  return {
    use,
    hold(error) {
      refusal = error;
      isHeld = true;
      for (const [relayId, { lane, frame }] of openCalls) if (lane !== beside && contract.callsByName.get(frame.name)?.mode === 'job') cancel(relayId);
      return new Promise((resolve) => {
        if (!isBusy()) return resolve();
        onIdle = () => {
          onIdle = undefined;
          resolve();
        };
      });
    },
    goOn() {
      refusal = undefined;
    },
    drop(error) {
      refusal = error;
      isHeld = false;
      letGo();
      for (const lane of [writer, ...readers]) if (lane) loseWorker(lane, error);
    },
    connect,
    close() {
      for (const leave of leaveByPage.values()) leave();
      letGo();
      for (const stop of stopBeside) stop();
    },
  };
}

const toLane = (wire: Wire): Lane => ({ wire, open: 0, gone: false });

const leastBusy = (lanes: readonly Lane[]): Lane | undefined =>
  lanes.filter((lane) => !lane.gone).toSorted((a, b) => a.open - b.open)[0];

const gone = () => new CallError('closed', 'The part of Kith that does this has stopped: start Kith again');
