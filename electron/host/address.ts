// Protection 1 and 2: this machine only, and a name of this launch. A browser keeps cookies, storage and
// permissions by host name and sends them to every port, so no earlier or other program shares ours.
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../secret.ts';

export type Address = {
  /** Name and port, as a request's `Host` has them. */
  readonly host: string;
  /** As a request's `Origin` has it. */
  readonly origin: string;
};

const LOOPBACK = '127.0.0.1';

/** Listens on this machine only; the system chooses a free port where none is given. Gives back the port. */
export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  server.listen({ host: LOOPBACK, port, exclusive: true });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** `<16 hex>.localhost`, or the bare number where the browser would not resolve such a name. */
export function launchAddress(port: number, random: Random, resolvesLocalhostNames: boolean): Address {
  const name = resolvesLocalhostNames ? `${Buffer.from(random(8)).toString('hex')}.localhost` : LOOPBACK;
  return { host: `${name}:${port}`, origin: `http://${name}:${port}` };
}
