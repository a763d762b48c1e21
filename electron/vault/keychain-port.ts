// The keychain of the system is in the process that opened the profile; a worker asks it there.
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Keychain } from './slots.ts';

type Act = keyof Keychain;

interface Asked {
  askKeychain: { id: number; act: Act; bytes: Uint8Array };
}

interface Answered {
  fromKeychain: { id: number; bytes: Uint8Array | null };
}

/** Both reject where the keychain did. */
export function keychainAt(port: MessagePort): Keychain {
  const waiting = new Map<number, (bytes: Uint8Array | null) => void>();
  let last = 0;
  port.on('message', (message: unknown) => {
    if (!isAnswered(message)) return;
    const { id, bytes } = message.fromKeychain;
    waiting.get(id)?.(bytes);
    waiting.delete(id);
  });
  const ask = (act: Act, bytes: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, (answer) => (answer ? resolve(answer) : reject(new Error('the keychain refused'))));
      port.postMessage({ askKeychain: { id, act, bytes } } satisfies Asked);
    });
  return { wrap: (bytes) => ask('wrap', bytes), unwrap: (bytes) => ask('unwrap', bytes) };
}

/** Answers what the worker asks, for as long as it lives. */
export function serveKeychain(worker: Worker, keychain: Keychain, onError: (error: unknown) => void): void {
  worker.on('message', (message: unknown) => {
    if (isAsked(message)) void answer(message.askKeychain);
  });
  async function answer({ id, act, bytes }: Asked['askKeychain']): Promise<void> {
    let answered: Uint8Array | null = null;
    try {
      answered = new Uint8Array(await keychain[act](bytes));
    } catch (error) {
      onError(error);
    }
    worker.postMessage({ fromKeychain: { id, bytes: answered } } satisfies Answered);
  }
}

const isAsked = (message: unknown): message is Asked => typeof message === 'object' && message !== null && 'askKeychain' in message;

const isAnswered = (message: unknown): message is Answered => typeof message === 'object' && message !== null && 'fromKeychain' in message;
