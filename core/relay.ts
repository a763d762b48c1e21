// Between pages and workers: passes calls on to the worker of their mode and answers back, bodies untouched.
import { CallError, type Contract } from './call.ts';
import { errorBody, isAnswerFrame, isRequestFrame, bodyLike, type AnswerFrame, type RequestFrame } from './frames.ts';
import type { Wire } from './wire.ts';

export type Workers = { readonly writer: Wire; readonly readers: readonly Wire[] };
export type Relay = {
  /** Serves a page until its wire closes; then what it still has open is cancelled. Gives back how to end that earlier. */
  connect(page: Wire): () => void;
  /** Lets go of all pages and of the workers, without closing any wire. */
  close(): void;
};

type CallFrame = Extract<RequestFrame, { kind: 'call' }>;
/** A call that a worker has in hand. */
type OpenCall = { readonly page: Page; readonly pageId: number; readonly lane: Lane; readonly frame: CallFrame };
/** Where a page's own call numbers lead. */
type Page = { readonly wire: Wire; readonly relayIds: Map<number, number> };
/** One worker, and how many calls it has in hand. */
type Lane = { readonly wire: Wire; open: number; gone: boolean };

/** Queries go to the reader with the fewest calls in hand, commands and jobs to the writer, events to every page. */
export function relayCalls(contract: Contract, workers: Workers, ports: { onError: (error: unknown) => void }): Relay {
  /** How to let go of each page. */
  const leaveByPage = new Map<Page, () => void>();
  const openCalls = new Map<number, OpenCall>();
  const toLane = (wire: Wire): Lane => ({ wire, open: 0, gone: false });
  const writer = toLane(workers.writer);
  const readers = workers.readers.map(toLane);
  const stops: (() => void)[] = [];
  let lastId = 0;

  const laneFor = (name: string): Lane | undefined =>
    contract.callsByName.get(name)?.mode === 'query' ? leastBusy(readers) : writer.gone ? undefined : writer;

  const forget = (relayId: number): OpenCall | undefined => {
    const call = openCalls.get(relayId);
    if (!call) return undefined;
    openCalls.delete(relayId);
    call.page.relayIds.delete(call.pageId);
    call.lane.open -= 1;
    return call;
  };

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
    const lane = laneFor(frame.name);
    if (!lane) {
      refuse(page, frame, gone());
      return;
    }
    const relayId = ++lastId;
    lane.open += 1;
    page.relayIds.set(frame.id, relayId);
    openCalls.set(relayId, { page, pageId: frame.id, lane, frame });
    lane.wire.post({ ...frame, id: relayId });
  };

  const cancel = (relayId: number) => openCalls.get(relayId)?.lane.wire.post({ kind: 'cancel', id: relayId });

  const answer = (frame: AnswerFrame) => {
    if (frame.kind === 'event') {
      for (const page of leaveByPage.keys()) tellPage(page, frame);
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

  const loseWorker = (lane: Lane) => {
    lane.gone = true;
    for (const [relayId, call] of openCalls) {
      if (call.lane !== lane) continue;
      forget(relayId);
      refuse(call.page, call.frame, gone());
    }
  };

  for (const lane of [writer, ...readers]) {
    stops.push(
      lane.wire.onFrame((frame) => {
        if (isAnswerFrame(frame)) answer(frame);
      }),
      lane.wire.onClose(() => loseWorker(lane)),
    );
  }

  const connect = (wire: Wire) => {
    const page: Page = { wire, relayIds: new Map() };
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

  return {
    connect,
    close() {
      for (const leave of leaveByPage.values()) leave();
      for (const stop of stops) stop();
    },
  };
}

const leastBusy = (lanes: readonly Lane[]): Lane | undefined =>
  lanes.filter((lane) => !lane.gone).toSorted((a, b) => a.open - b.open)[0];

const gone = () => new CallError('closed', 'The part of Kith that does this has stopped: start Kith again');
