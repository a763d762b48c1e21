import { expect, it, vi } from 'vitest';
import { hasCode } from '../../../core/call.ts';
import { afterMs, openConnection } from '../../../renderer/api.ts';
import { SignedOut } from '../../../renderer/api/open-wire.ts';
import { aRow, anId, kithInMemory } from '../kith-in-memory.ts';

const count = { filter: [] };

it('lets a query wait for the next wire', async () => {
  const kith = kithInMemory([aRow(1)]);
  const { client } = kith.connection;
  await expect(client.contacts.count(count)).resolves.toEqual({ total: 1 });
  kith.mayReopen = false;
  kith.breakWire();
  await expect.poll(() => kith.connection.state().kind).toBe('lost');
  const answer = client.contacts.count(count);
  kith.mayReopen = true;
  kith.connection.retry();
  await expect(answer).resolves.toEqual({ total: 1 });
  expect(kith.connection.state().kind).toBe('open');
});

it('refuses what writes while there is no wire, so that nothing is done twice', async () => {
  const kith = kithInMemory([aRow(1)]);
  await kith.connection.client.contacts.count(count);
  kith.mayReopen = false;
  kith.breakWire();
  await expect.poll(() => kith.connection.state().kind).toBe('lost');
  const refused = await kith.connection.client.contacts.remove({ id: anId('contact', 1) }).catch((error: unknown) => error);
  expect(hasCode(refused, 'closed')).toBe(true);
  expect(kith.rows).toHaveLength(1);
});

it('hears of changes over the wire that came after', async () => {
  const kith = kithInMemory([aRow(1)]);
  const heard = vi.fn();
  kith.connection.client.on('changed', heard);
  await kith.connection.client.contacts.count(count);
  kith.breakWire();
  await expect.poll(() => kith.connection.state().kind).toBe('open');
  await kith.connection.client.contacts.count(count);
  kith.changed({ tags: '*' });
  await expect.poll(() => heard.mock.calls).toEqual([[{ tags: '*' }]]);
});

it('tries again with growing pauses, and gives up only where a fresh address is needed', async () => {
  const pauses: number[] = [];
  let tries = 0;
  const connection = openConnection({
    openWire: () => Promise.reject(++tries < 4 ? new Error('nobody there') : new SignedOut('unknown')),
    after(ms, run) {
      pauses.push(ms);
      return afterMs(0, run);
    },
    onReopened: () => {},
  });
  await expect.poll(() => connection.state().kind).toBe('signed-out');
  expect(pauses).toEqual([100, 250, 500]);
  const refused = await connection.client.contacts.count(count).catch((error: unknown) => error);
  expect(hasCode(refused, 'closed')).toBe(true);
});

it('stops waiting for a wire when the question is called off', async () => {
  const connection = openConnection({ openWire: () => new Promise(() => {}), after: afterMs, onReopened: () => {} });
  const controller = new AbortController();
  const answer = connection.client.contacts.count(count, { signal: controller.signal });
  controller.abort();
  const refused = await answer.catch((error: unknown) => error);
  expect(hasCode(refused, 'cancelled')).toBe(true);
});

it('tells each event only to those who asked for it', async () => {
  const kith = kithInMemory([aRow(1)]);
  const [changed, due] = [vi.fn(), vi.fn()];
  kith.connection.client.on('due', due);
  kith.connection.client.on('changed', changed);
  await kith.connection.client.contacts.count(count);
  kith.changed({ tags: '*' });
  await expect.poll(() => changed.mock.calls).toEqual([[{ tags: '*' }]]);
  expect(due).not.toHaveBeenCalled();
});
