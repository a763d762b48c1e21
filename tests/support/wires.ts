import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import { nodePortWire, webSocketWire, type Wire } from '../../core/wire.ts';

/** Two ends of a message port, as between a program and its worker. */
export function portWires(): { here: Wire; there: Wire } {
  const { port1, port2 } = new MessageChannel();
  return { here: nodePortWire(port1), there: nodePortWire(port2) };
}

/** Two ends of a real WebSocket on this machine, as between a page and the browser host. */
export async function webSocketWires(): Promise<{ here: Wire; there: Wire; raw: WebSocket; close(): Promise<void> }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const raw = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[socket]] = await Promise.all([accepted, once(raw, 'open')]);
  return {
    here: webSocketWire(raw),
    there: webSocketWire(socket),
    raw,
    async close() {
      raw.terminate();
      await new Promise<unknown>((done) => {
        server.close(done);
      });
    },
  };
}
