// A disk that fills up while somebody works: what was acknowledged is there, what was not is refused with a word that
// says why, and works when there is room again.
import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Api, api } from '../../core/api/index.ts';
import { CallError, type Client } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import type { Id } from '../../core/ids.ts';
import { examine } from '../../db/doctor.ts';
import { openApp } from '../../electron/app.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { portWires } from '../support/wires.ts';

/** Bytes that are free when somebody goes on; 20 sizes in the long suite. */
const KB = 1024;
const SIZES = process.env['KITH_LONG'] ? [0, 1, 2, 4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 256, 384, 512].map((size) => size * KB) : [0, 16 * KB, 64 * KB];

interface Work {
  calls: Client<Api>;
  contact: Id;
  deal: Id;
  stages: Id[];
  round: number;
}

/** What people do, each with what shows later that it was done. */
const OPERATIONS: Record<string, { run: (work: Work) => Promise<unknown>; isThere: (work: Work, made: never) => Promise<boolean> }> = {
  'a note': {
    run: ({ calls, contact, round }) => calls.entries.create({ kind: 'note', body: `note ${round} ${'words '.repeat(2_000)}`, participants: [contact] }),
    isThere: async ({ calls }, { id }: { id: Id }) => (await calls.entries.get({ id })) !== null,
  },
  'an edit of a contact': {
    run: ({ calls, contact, round }) => calls.contacts.update({ id: contact, fields: { status: `round ${round}` } }).then(() => round),
    isThere: async ({ calls, contact }, round: number) => (await calls.contacts.get({ id: contact })).status === `round ${round}`,
  },
  'a reminder': {
    run: ({ calls, contact }) => calls.reminders.create({ kind: 'call', purpose: 'ask again '.repeat(50), contactId: contact, due: '2030-01-01', zone: '' }),
    isThere: async ({ calls }, { id }: { id: Id }) => (await calls.reminders.get({ id })) !== null,
  },
  'an import': {
    async run({ calls, round }) {
      const rows = Array.from({ length: 300 }, (_, i) => `Given${i},Family${round},g${i}r${round}@x.example`);
      const { uploadId } = await calls.transfer.upload({ name: 'people.csv', bytes: new TextEncoder().encode(`First name,Last name,Email\n${rows.join('\n')}\n`), last: true });
      await calls.transfer.run({ uploadId });
      return round;
    },
    isThere: async ({ calls }, round: number) => (await calls.search.find({ text: `Family${round}`, contacts: 1, entries: 0 })).contacts.length === 1,
  },
  'an attachment': {
    async run({ calls, contact }) {
      const bytes = new Uint8Array(randomBytes(100 * KB));
      const { hash, size } = await calls.files.put({ bytes, last: true });
      return calls.entries.create({ kind: 'note', body: '', participants: [contact], attachments: [{ name: 'a', type: '', size, hash: hash! }] });
    },
    isThere: async ({ calls }, { id }: { id: Id }) => (await calls.entries.get({ id })) !== null,
  },
  'a deal that is moved': {
    run: ({ calls, deal, stages, round }) => calls.deals.move({ id: deal, stageId: stages[round % 2]!, after: null }).then(() => stages[round % 2]!),
    isThere: async ({ calls, deal }, stage: Id) => (await calls.deals.get({ id: deal })).stageId === stage,
  },
};

describe('a disk that is full', () => {
  it('refuses what it has no room for, keeps what it acknowledged, and goes on when there is room', { timeout: 120_000 + SIZES.length * 60_000 }, async (context) => {
    const disk = smallDisk(64);
    // Without the right to mount a small disk there is none to fill.
    if (!disk) return context.skip();
    const work = await begin(disk);
    const refused = new Map<string, number>();
    for (const size of SIZES) {
      for (const [name, { run, isThere }] of Object.entries(OPERATIONS)) {
        work.round++;
        disk.fillTo(size);
        const made = await run(work).catch((error: unknown) => refusalOf(error, `${name} with ${size} bytes`));
        disk.free();
        if (made instanceof CallError) {
          refused.set(name, (refused.get(name) ?? 0) + 1);
          expect(await work.calls.gate.state(), `${name} with ${size} bytes`).toEqual({ kind: 'open' });
          const again = await run(work);
          expect(await isThere(work, again as never), `${name} tried again after ${size} bytes`).toBe(true);
        } else expect(await isThere(work, made as never), `${name} with ${size} bytes`).toBe(true);
      }
    }
    expect([...refused.keys()].toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
  });

  it('does not keep Kith from saying so at the start, and from opening when there is room', async (context) => {
    const disk = smallDisk(24);
    if (!disk) return context.skip();
    openForWriting(disk.dir, 'Robin').store.close();
    disk.fillTo(0);
    const { calls } = await open(disk.dir);
    expect(await calls.gate.state()).toMatchObject({ kind: 'damaged', trouble: { kind: 'disk-full', found: 'start' } });
    disk.free();
    expect(await calls.gate.retry()).toEqual({ kind: 'open' });
  });
});

async function open(dir: string): Promise<{ calls: Client<Api>; close: () => Promise<void> }> {
  const app = await openApp(dir, { log: () => undefined });
  const { here, there } = portWires();
  app.connect(there);
  const close = async (): Promise<void> => {
    await app.close();
    here.close();
  };
  onTestFinished(close);
  return { calls: connectCalls(api, here), close };
}

async function begin(disk: SmallDisk): Promise<Work> {
  const { calls, close } = await open(disk.dir);
  // Before the disk goes: what all this left behind is in order.
  onTestFinished(async () => {
    await close();
    const { store, files } = openForWriting(disk.dir, '');
    const steps = examine(store, files, { repair: false, isAlone: false, readsFile: true });
    let step = steps.next();
    while (!step.done) step = steps.next();
    store.close();
    expect(step.value.findings).toEqual([]);
  });
  const { id: contact } = await calls.contacts.create({ kind: 'person', fullName: 'Ada Lovelace' });
  const { id: pipeline } = await calls.pipelines.create({ name: 'Sales', stages: [{ name: 'First' }, { name: 'Second' }] });
  const { stages } = (await calls.pipelines.list()).find(({ id }) => id === pipeline)!;
  const { id: deal } = await calls.deals.create({ title: 'A mill', stageId: stages[0]!.id });
  return { calls, contact, deal, stages: stages.map(({ id }) => id), round: 0 };
}

function refusalOf(error: unknown, what: string): CallError {
  expect(error, what).toBeInstanceOf(CallError);
  expect((error as CallError).code, what).toBe('disk-full');
  return error as CallError;
}
