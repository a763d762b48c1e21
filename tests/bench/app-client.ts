import { api, type Api } from '../../core/api/index.ts';
import type { Client } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import { nodePortWire } from '../../core/wire.ts';
import { openApp } from '../../electron/app.ts';
import type { AppPorts } from '../../electron/app-port.ts';

/** The App on a profile and a client on its port: every call goes through parse, relay and worker. */
export async function openClient(dir: string, ports: Partial<AppPorts> = {}): Promise<{ client: Client<Api>; close: () => Promise<void> }> {
  const app = await openApp(dir, { log: (entry) => console.error(entry), ...ports });
  const { port1, port2 } = new MessageChannel();
  app.connect(nodePortWire(port2 as unknown as Parameters<typeof nodePortWire>[0]));
  const client = connectCalls(api, nodePortWire(port1 as unknown as Parameters<typeof nodePortWire>[0]));
  return {
    client,
    async close() {
      port1.close();
      port2.close();
      await app.close();
    },
  };
}
