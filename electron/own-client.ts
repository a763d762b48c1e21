import { MessageChannel } from 'node:worker_threads';
import { type Api, api } from '../core/api/index.ts';
import type { Client } from '../core/call.ts';
import { connectCalls } from '../core/connect.ts';
import { nodePortWire } from '../core/wire.ts';
import type { App } from './app-port.ts';

/** What the main process asks the App for itself, through the same calls and in the same lanes as a page. */
export function ownClient(app: Pick<App, 'connect'>): { client: Client<Api>; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const leave = app.connect(nodePortWire(port1), { isOwn: true });
  return {
    client: connectCalls(api, nodePortWire(port2)),
    close() {
      leave();
      port1.close();
    },
  };
}
