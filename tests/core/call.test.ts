import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { CallError, command, defineCalls, event, hasCode, job, query, type Client, type Handlers } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import { isRequestFrame, type Frame } from '../../core/frames.ts';
import { relayCalls } from '../../core/relay.ts';
import { serveCalls, type Served } from '../../core/serve-calls.ts';
import type { Wire } from '../../core/wire.ts';
import { portWires, webSocketWires } from '../support/wires.ts';

type Contact = { id: number; name: string; lastAt?: Date };

const contract = defineCalls(
  {
    contacts: {
      list: query<Contact[]>()(z.object({ limit: z.number().int().max(500) })),
      count: query<number>()(z.void()),
      slow: query<string>()(z.object({ n: z.number() })),
      rename: command<{ version: number }>()(z.object({ id: z.number(), name: z.string().trim() })),
      echo: command<unknown>()(z.unknown()),
    },
    imports: { run: job<{ done: number }, { created: number }>()(z.object({ rows: z.number() })) },
  },
  { changed: event<{ table: string; ids: string[] }>() },
);
type TestContract = typeof contract;

const aContact = (id: number): Contact => ({ id, name: `Contact ${id}`, lastAt: new Date(1.7e12 + id) });

/** The functions behind the contract; `stopped` lists what was told to stop, `seen` where a call ran. */
function someHandlers(stopped: string[] = [], seen: string[] = [], where = 'here'): Handlers<TestContract> {
  const untilStopped = (what: string, signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        stopped.push(what);
        reject(signal.reason as Error);
      });
    });
  return {
    contacts: {
      list: ({ limit }) => Array.from({ length: limit }, (_, id) => aContact(id)),
      count: () => {
        seen.push(`count ${where}`);
        return 7;
      },
      slow: ({ n }, { signal }) => untilStopped(`slow ${n}`, signal),
      rename: ({ id, name }) => {
        seen.push(`rename ${where}`);
        if (id === 404) throw new CallError('contact-not-found', 'There is no such contact: it may be in the bin', { id });
        if (id < 0) throw new Error('secret: /home/ada/kith.db is locked');
        return { version: name.length };
      },
      echo: (value) => value,
    },
    imports: {
      run: async ({ rows }, { signal, progress }) => {
        for (let done = 1; done <= rows; done++) progress({ done });
        if (rows > 100) await untilStopped('import', signal);
        return { created: rows };
      },
    },
  };
}

type Setup = { client: Client<TestContract>; served: Served<TestContract>; here: Wire; there: Wire; errors: unknown[]; stopped: string[] };
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(kind: 'port' | 'socket'): Promise<Setup> {
  const { here, there } = kind === 'port' ? portWires() : await openSocket();
  const errors: unknown[] = [];
  const stopped: string[] = [];
  const served = serveCalls(contract, someHandlers(stopped), there, { onError: (error) => errors.push(error) });
  closers.push(() => here.close());
  return { client: connectCalls(contract, here), served, here, there, errors, stopped };
}
async function openSocket() {
  const wires = await webSocketWires();
  closers.push(() => wires.close());
  return wires;
}

const refusal = async (call: Promise<unknown>): Promise<CallError> => {
  const error = await call.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CallError);
  return error as CallError;
};

describe.each(['port', 'socket'] as const)('calls over a %s', (kind) => {
  it('answer with the types that went in', async () => {
    const { client } = await setUp(kind);
    expect(await client.contacts.list({ limit: 3 })).toEqual([aContact(0), aContact(1), aContact(2)]);
    expect(await client.contacts.count()).toBe(7);
    const odd = { bytes: new Uint8Array([1, 2, 255]), when: new Date(5), none: undefined, big: 2n ** 70n, $: 'd', list: [undefined] };
    expect(await client.contacts.echo(odd)).toStrictEqual(odd);
  });

  it('parse input where the function runs, so that it gets what the schema made of it', async () => {
    const { client } = await setUp(kind);
    expect(await client.contacts.rename({ id: 1, name: '  Ada ' })).toEqual({ version: 3 });
  });

  it('refuse input that does not fit, saying where but not what', async () => {
    const { client } = await setUp(kind);
    const error = await refusal(client.contacts.list({ limit: 100_000 }));
    expect(error.code).toBe('bad-input');
    expect(error.message).toContain('limit');
    expect(error.message).not.toContain('100000');
    expect(error.details).toEqual({ issues: [expect.objectContaining({ path: ['limit'], code: 'too_big' })] });
  });

  it('pass on the errors that a function means, with their details', async () => {
    const { client, errors } = await setUp(kind);
    const error = await refusal(client.contacts.rename({ id: 404, name: 'x' }));
    expect(error).toMatchObject({ code: 'contact-not-found', details: { id: 404 } });
    expect(hasCode(error, 'contact-not-found')).toBe(true);
    expect(errors).toEqual([]);
  });

  it('report a bug to the log and tell the page nothing of it', async () => {
    const { client, errors } = await setUp(kind);
    const error = await refusal(client.contacts.rename({ id: -1, name: 'x' }));
    expect(error.code).toBe('internal');
    expect(`${error.message} ${error.stack} ${JSON.stringify(error.details)}`).not.toContain('secret');
    expect(errors).toEqual([expect.objectContaining({ message: 'secret: /home/ada/kith.db is locked' })]);
  });

  it('tell the progress of a job in order, then its result', async () => {
    const { client } = await setUp(kind);
    const seen: number[] = [];
    const result = await client.imports.run({ rows: 5 }, { onProgress: ({ done }) => seen.push(done) });
    expect(result).toEqual({ created: 5 });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('cancel a job, and say so only once it has stopped', async () => {
    const { client, stopped } = await setUp(kind);
    const abort = new AbortController();
    const running = client.imports.run({ rows: 101 }, { signal: abort.signal, onProgress: ({ done }) => done === 101 && abort.abort() });
    expect((await refusal(running)).code).toBe('cancelled');
    expect(stopped).toEqual(['import']);
  });

  it('let a query go at once when its asker does, and stop it on the other side', async () => {
    const { client, stopped } = await setUp(kind);
    const abort = new AbortController();
    const asking = refusal(client.contacts.slow({ n: 1 }, { signal: abort.signal }));
    abort.abort();
    expect((await asking).code).toBe('cancelled');
    await vi.waitUntil(() => stopped.includes('slow 1'));
    expect((await refusal(client.contacts.count(undefined, { signal: abort.signal }))).code).toBe('cancelled');
  });

  it('tell events until one stops listening', async () => {
    const { client, served } = await setUp(kind);
    const heard: string[] = [];
    const stop = client.on('changed', ({ table }) => heard.push(table));
    served.emit('changed', { table: 'contacts', ids: ['1'] });
    await vi.waitUntil(() => heard.length === 1);
    stop();
    served.emit('changed', { table: 'deals', ids: [] });
    await client.contacts.count();
    expect(heard).toEqual(['contacts']);
  });

  it('refuse what is open and what comes later when the other side goes', async () => {
    const { client, there } = await setUp(kind);
    const open = refusal(client.contacts.slow({ n: 1 }));
    await client.contacts.count();
    there.close();
    expect((await open).code).toBe('closed');
    expect((await refusal(client.contacts.count())).code).toBe('closed');
  });

  it('stop what runs for a page that has gone', async () => {
    const { client, here, stopped } = await setUp(kind);
    void client.contacts.slow({ n: 2 }).catch(() => {});
    await client.contacts.count();
    here.close();
    await vi.waitUntil(() => stopped.includes('slow 2'));
  });

  it('survive frames of every wrong kind', async () => {
    const { client, here, errors } = await setUp(kind);
    const frames = [
      { kind: 'call', id: 1e6, name: 'constructor.list', body: { plain: {} } },
      { kind: 'call', id: 1e6 + 1, name: 'constructor', body: { plain: null } },
      { kind: 'cancel', id: 99 },
      { kind: 'call', id: 1e6 + 2, name: 'contacts.list', body: { text: '{"$":"object"' } },
    ] satisfies Frame[];
    for (const frame of frames) here.post(frame);
    expect(await client.contacts.count()).toBe(7);
    expect(errors).toEqual([]);
  });
});

describe('the shape of a request', () => {
  it.each([
    null,
    'call',
    [],
    {},
    { kind: 'call', id: 1, name: 'a.b' },
    { kind: 'call', id: -1, name: 'a.b', body: { plain: 1 } },
    { kind: 'call', id: 0.5, name: 'a.b', body: { plain: 1 } },
    { kind: 'call', id: '1', name: 'a.b', body: { plain: 1 } },
    { kind: 'call', id: 1, name: { toString: 'a' }, body: { plain: 1 } },
    { kind: 'call', id: 1, name: 'x'.repeat(101), body: { plain: 1 } },
    { kind: 'call', id: 1, name: 'a.b', body: { text: 1 } },
    { kind: 'call', id: 1, name: 'a.b', body: null },
    { kind: 'result', id: 1, body: { plain: 1 } },
    { kind: 'event', name: 'changed', body: { plain: 1 } },
    { kind: 'cancel' },
  ])('is not that of %j', (value) => {
    expect(isRequestFrame(value)).toBe(false);
  });
});

describe('a WebSocket that sends no frame', () => {
  it.each(['rubbish', 'call 1 __proto__.list\n{}', 'call 1 contacts.count', 'call -1 a.b\n{}', 'call 1 a b\n{}', `${'x'.repeat(300)}\n`, Buffer.from('call 1 contacts.count\n')])(
    'is closed: %.30s',
    async (message) => {
      const wires = await openSocket();
      serveCalls(contract, someHandlers(), wires.there, { onError: () => {} });
      const closed = new Promise<void>((done) => void wires.raw.on('close', () => done()));
      wires.raw.send(message);
      await closed;
    },
  );
});

describe('a contract', () => {
  it('refuses names that would be ambiguous on the wire', () => {
    const call = query<number>()(z.void());
    expect(() => defineCalls({ 'a.b': { c: call } })).toThrow('a.b');
    expect(() => defineCalls({ a: { 'b c': call } })).toThrow('a.b c');
    expect(() => defineCalls({ on: { a: call } })).toThrow('on');
  });

  it('is held by the compiler', () => {
    const typesOnly = (client: Client<TestContract>) => {
      const list: Promise<Contact[]> = client.contacts.list({ limit: 1 });
      // @ts-expect-error the input has a wrong type
      const wrongInput = client.contacts.list({ limit: 'x' });
      // @ts-expect-error there is no such call
      const noCall = client.contacts.nope;
      // @ts-expect-error this call takes an argument
      const noInput = client.contacts.rename();
      // @ts-expect-error only jobs have progress
      const noProgress = client.contacts.list({ limit: 1 }, { onProgress: () => {} });
      // @ts-expect-error there is no such event
      const noEvent = client.on('gone', () => {});
      // @ts-expect-error a call has nothing behind it
      const missing: Handlers<TestContract> = { contacts: someHandlers().contacts };
      return [list, wrongInput, noCall, noInput, noProgress, noEvent, missing];
    };
    expect(typesOnly).toBeTypeOf('function');
  });
});

describe('the relay between pages and workers', () => {
  function setUpRelay(readerCount = 1) {
    const seen: string[] = [];
    const stopped: string[] = [];
    const errors: unknown[] = [];
    const start = (where: string, modes: readonly ('query' | 'command' | 'job')[]) => {
      const { here, there } = portWires();
      const served = serveCalls(contract, someHandlers(stopped, seen, where), there, { onError: (error) => errors.push(error), modes });
      closers.push(() => here.close());
      return { wire: here, there, served };
    };
    const writer = start('in the writer', ['command', 'job']);
    const readers = Array.from({ length: readerCount }, (_, i) => start(`in reader ${i}`, ['query']));
    const relay = relayCalls(contract, { writer: writer.wire, readers: readers.map(({ wire }) => wire) }, { onError: (error) => errors.push(error) });
    const openPage = () => {
      const { here, there } = portWires();
      closers.push(() => here.close());
      const leave = relay.connect(there);
      return { client: connectCalls(contract, here), here, leave };
    };
    return { relay, writer, readers, openPage, seen, stopped, errors };
  }

  it('sends queries to a reader and commands to the writer', async () => {
    const { openPage, seen } = setUpRelay();
    const { client } = openPage();
    await client.contacts.count();
    await client.contacts.rename({ id: 1, name: 'Ada' });
    expect(seen).toEqual(['count in reader 0', 'rename in the writer']);
  });

  it('sends a query past a reader that is busy', async () => {
    const { openPage, seen } = setUpRelay(2);
    const { client } = openPage();
    const abort = new AbortController();
    const busy = refusal(client.contacts.slow({ n: 1 }, { signal: abort.signal }));
    for (let i = 0; i < 3; i++) await client.contacts.count();
    expect(new Set(seen)).toEqual(new Set(['count in reader 1']));
    abort.abort();
    await busy;
  });

  it('keeps pages apart that use the same numbers', async () => {
    const { openPage } = setUpRelay();
    const [a, b] = [openPage().client, openPage().client];
    const answers = await Promise.all([1, 2, 3, 4].map((n) => Promise.all([a.contacts.echo(`a${n}`), b.contacts.echo(`b${n}`)])));
    expect(answers).toEqual([1, 2, 3, 4].map((n) => [`a${n}`, `b${n}`]));
  });

  it('cancels what a page has open when it goes, and nothing of the others', async () => {
    const { openPage, stopped } = setUpRelay();
    const [leaving, staying] = [openPage(), openPage()];
    const abort = new AbortController();
    void leaving.client.contacts.slow({ n: 1 }).catch(() => {});
    const kept = refusal(staying.client.contacts.slow({ n: 2 }, { signal: abort.signal }));
    await leaving.client.contacts.count();
    await staying.client.contacts.count();
    leaving.here.close();
    await vi.waitUntil(() => stopped.length > 0);
    await staying.client.contacts.count();
    expect(stopped).toEqual(['slow 1']);
    abort.abort();
    await kept;
  });

  it('tells every page what changed', async () => {
    const { openPage, writer } = setUpRelay();
    const heard: string[] = [];
    for (const name of ['a', 'b']) openPage().client.on('changed', ({ table }) => heard.push(`${name} ${table}`));
    writer.served.emit('changed', { table: 'contacts', ids: [] });
    await vi.waitUntil(() => heard.length === 2);
    expect(heard.toSorted()).toEqual(['a contacts', 'b contacts']);
  });

  it('passes the text of a WebSocket on unread, both ways', async () => {
    const { relay } = setUpRelay();
    const wires = await openSocket();
    const posted: Frame[] = [];
    relay.connect({ ...wires.there, post: (frame) => (posted.push(frame), wires.there.post(frame)) });
    const client = connectCalls(contract, wires.here);
    expect(await client.contacts.echo({ when: new Date(3) })).toEqual({ when: new Date(3) });
    expect((await refusal(client.contacts.rename({ id: 404, name: 'x' }))).details).toEqual({ id: 404 });
    expect(posted.map((frame) => 'body' in frame && Object.keys(frame.body))).toEqual([['text'], ['text']]);
  });

  it('refuses unknown calls and numbers that are in use', async () => {
    const { openPage, errors } = setUpRelay();
    const { client, here } = openPage();
    const refused: unknown[] = [];
    here.onFrame((frame) => refused.push(frame));
    here.post({ kind: 'call', id: 500, name: 'contacts.nope', body: { plain: 1 } });
    here.post({ kind: 'call', id: 501, name: 'contacts.slow', body: { plain: { n: 1 } } });
    here.post({ kind: 'call', id: 501, name: 'contacts.count', body: { plain: undefined } });
    await client.contacts.count();
    expect(refused).toMatchObject([
      { kind: 'error', id: 500, body: { plain: { code: 'unknown-call' } } },
      { kind: 'error', id: 501, body: { plain: { code: 'bad-call' } } },
      { kind: 'result' },
    ]);
    expect(errors).toEqual([]);
  });

  it('refuses what a dead worker had in hand and what only it could do', async () => {
    const { openPage, writer } = setUpRelay();
    const { client } = openPage();
    const running = refusal(client.imports.run({ rows: 101 }));
    await client.contacts.rename({ id: 1, name: 'x' });
    writer.there.close();
    expect((await running).code).toBe('closed');
    expect((await refusal(client.contacts.rename({ id: 1, name: 'x' }))).code).toBe('closed');
    expect(await client.contacts.count()).toBe(7);
  });

  it('lets a worker refuse calls of a mode that is not its own', async () => {
    const { readers } = setUpRelay();
    const { here, there } = portWires();
    closers.push(() => here.close());
    expect(readers).toHaveLength(1);
    serveCalls(contract, someHandlers(), there, { onError: () => {}, modes: ['query'] });
    expect((await refusal(connectCalls(contract, here).contacts.rename({ id: 1, name: 'x' }))).code).toBe('unknown-call');
  });

  it('held, finishes what is in hand, refuses what comes and tells pages nothing, until it goes on', async () => {
    const { openPage, relay, writer } = setUpRelay();
    const { client } = openPage();
    const heard: unknown[] = [];
    client.on('changed', (event) => heard.push(event));
    const abort = new AbortController();
    const slow = refusal(client.contacts.slow({ n: 1 }, { signal: abort.signal }));
    const job = refusal(client.imports.run({ rows: 101 }));
    await client.contacts.rename({ id: 1, name: 'x' });
    let isIdle = false;
    const idle = relay.hold(new CallError('not-open', 'not open')).then(() => (isIdle = true));
    expect((await job).code).toBe('cancelled');
    expect((await refusal(client.contacts.count())).code).toBe('not-open');
    writer.served.emit('changed', { table: 'contacts', ids: [] });
    expect(isIdle).toBe(false);
    abort.abort();
    expect((await slow).code).toBe('cancelled');
    await idle;
    relay.goOn();
    expect(await client.contacts.count()).toBe(7);
    expect(heard).toEqual([]);
  });

  it('dropped, refuses what its workers had in hand, and takes others', async () => {
    const { openPage, relay } = setUpRelay();
    const { client } = openPage();
    const running = refusal(client.imports.run({ rows: 101 }));
    await client.contacts.rename({ id: 1, name: 'x' });
    relay.drop(new CallError('not-open', 'not open'));
    expect((await running).code).toBe('not-open');
    expect((await refusal(client.contacts.count())).code).toBe('not-open');
    const { here, there } = portWires();
    closers.push(() => here.close());
    serveCalls(contract, someHandlers(), there, { onError: () => {} });
    relay.use({ writer: here, readers: [here] });
    expect(await client.contacts.count()).toBe(7);
  });
});
