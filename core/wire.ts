// A wire carries frames both ways, over whatever connects the two sides.
import { frameToText, textToFrame, type Frame } from './frames.ts';

export type Wire = {
  /** Sends, or drops the frame when the other side has gone. @throws when the body cannot be cloned or coded. */
  post(frame: Frame): void;
  /** Gives back how to stop listening. What arrives is unknown until its shape has been looked at. */
  onFrame(listener: (frame: unknown) => void): () => void;
  /** Called once when the other side goes. Gives back how to stop listening. */
  onClose(listener: () => void): () => void;
  close(): void;
};

/** Listeners of one kind, told in the order in which they came. */
function listeners<Value>() {
  const all = new Set<(value: Value) => void>();
  return {
    add(listener: (value: Value) => void): () => void {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell(value: Value): void {
      for (const listener of all) listener(value);
    },
  };
}

/** What a kind of channel has to offer to become a wire. */
type Channel = {
  send(frame: Frame): void;
  close(): void;
  /** Starts listening; frames that came before are kept until now by the channel itself. */
  start(onFrame: (frame: unknown) => void, onClose: () => void): void;
};

function wireOver(channel: Channel): Wire {
  const frames = listeners<unknown>();
  const closes = listeners<void>();
  let started = false;
  let open = true;
  const closed = () => {
    if (!open) return;
    open = false;
    closes.tell();
  };
  return {
    post: (frame) => {
      if (open) channel.send(frame);
    },
    onFrame(listener) {
      const stop = frames.add(listener);
      if (!started) {
        started = true;
        channel.start((frame) => frames.tell(frame), closed);
      }
      return stop;
    },
    onClose: (listener) => closes.add(listener),
    close() {
      channel.close();
      closed();
    },
  };
}

/** How Node's ports and Electron's tell what arrives. */
type Port<Message, Ending extends string> = {
  on(event: 'message', listener: (message: Message) => void): unknown;
  on(event: Ending, listener: () => void): unknown;
  postMessage(value: unknown): void;
};

/** A `MessagePort` or `parentPort` of node:worker_threads. */
export const nodePortWire = (port: Port<unknown, 'close'> & { close(): void }): Wire =>
  wireOver({
    send: (frame) => port.postMessage(frame),
    close: () => port.close(),
    start(onFrame, onClose) {
      port.on('message', onFrame);
      port.on('close', onClose);
    },
  });

/** A `Worker` of node:worker_threads, seen from the thread that started it. Closing ends the worker. */
export const workerWire = (worker: Port<unknown, 'exit'> & { terminate(): Promise<unknown> }): Wire =>
  wireOver({
    send: (frame) => worker.postMessage(frame),
    close: () => void worker.terminate(),
    start(onFrame, onClose) {
      worker.on('message', onFrame);
      worker.on('exit', onClose);
    },
  });

/** Electron's `MessagePortMain`. */
export const electronPortWire = (port: Port<{ data: unknown }, 'close'> & { start(): void; close(): void }): Wire =>
  wireOver({
    send: (frame) => port.postMessage(frame),
    close: () => port.close(),
    start(onFrame, onClose) {
      port.on('message', (message) => onFrame(message.data));
      port.on('close', onClose);
      port.start();
    },
  });

/** The page's `MessagePort`. */
export const domPortWire = (port: {
  postMessage(value: unknown): void;
  addEventListener(type: 'message', listener: (message: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}): Wire =>
  wireOver({
    send: (frame) => port.postMessage(frame),
    close: () => port.close(),
    start(onFrame, onClose) {
      port.addEventListener('message', (message) => onFrame(message.data));
      port.addEventListener('close', onClose);
      port.start();
    },
  });

/** An open WebSocket, in the page or of the package `ws`. A message that is no frame closes it. */
export const webSocketWire = (socket: {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'message', listener: (message: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}): Wire =>
  wireOver({
    send: (frame) => socket.send(frameToText(frame)),
    close: () => socket.close(),
    start(onFrame, onClose) {
      socket.addEventListener('message', (message) => {
        const frame = typeof message.data === 'string' ? textToFrame(message.data) : undefined;
        if (frame) onFrame(frame);
        else socket.close();
      });
      socket.addEventListener('close', onClose);
    },
  });
