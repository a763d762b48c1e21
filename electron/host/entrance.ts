// Protection 5: who reads the terminal may come in, once, within a minute.
import { Buffer } from 'node:buffer';
import { isSameSecret, newSecret, type Random } from '../secret.ts';

const OPEN_MS = 60_000;
const MAX_FAILURES = 10;

export type Entrance = {
  /** A new token, `ID.SECRET`: the id is no secret, it says which token a wrong secret was tried on. */
  newToken(): string;
  /** Whether this token lets its bearer in; a token does so once. */
  admits(token: string): boolean;
};

type OpenToken = { readonly secret: string; readonly until: number; failures: number };

/** Ten wrong secrets lock the token they were tried on; a fresh one is not harmed. */
export function openEntrance(ports: { clock: () => number; random: Random }): Entrance {
  const tokensById = new Map<string, OpenToken>();

  const dropExpired = () => {
    const now = ports.clock();
    for (const [id, { until }] of tokensById) if (until <= now) tokensById.delete(id);
  };

  return {
    newToken() {
      dropExpired();
      const id = Buffer.from(ports.random(8)).toString('hex');
      const secret = newSecret(ports.random);
      tokensById.set(id, { secret, until: ports.clock() + OPEN_MS, failures: 0 });
      return `${id}.${secret}`;
    },
    admits(token) {
      dropExpired();
      const [id = '', given = ''] = token.split('.', 2);
      const open = tokensById.get(id);
      if (!open || open.failures >= MAX_FAILURES) return false;
      if (!isSameSecret(given, open.secret)) {
        open.failures += 1;
        return false;
      }
      tokensById.delete(id);
      return true;
    },
  };
}
