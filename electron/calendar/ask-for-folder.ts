// The writing worker asks the process that opened the profile, which has the dialogs of the system.
import type { MessagePort } from 'node:worker_threads';

/** What the worker says to ask for a folder; the answer is a `ChosenFolder`. */
export const ASK_FOR_FOLDER = 'ask-for-folder';
export interface ChosenFolder {
  chosenFolder: string | null;
}

export function askForFolder(port: MessagePort): Promise<string | null> {
  return new Promise((resolve) => {
    const onMessage = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !('chosenFolder' in message)) return;
      port.off('message', onMessage);
      resolve((message as ChosenFolder).chosenFolder);
    };
    port.on('message', onMessage);
    port.postMessage(ASK_FOR_FOLDER);
  });
}
