// A worker that reads files to import, one at a time: it looks at one, says what it is, and when told how to read it
// sends the contacts and deals in batches, never more of them ahead than were asked for.
import { type MessagePort, parentPort } from 'node:worker_threads';
import { cardHash, dealHash } from '../import/card-hash.ts';
import { type FromFileReader, type ToFileReader, EventPacker } from '../import/file-reader-protocol.ts';
import { type Inspection, type OpenFile, type ReadPlan, inspectFile, readContacts } from '../import/read/contacts.ts';
import { UnreadableFile } from '../import/read/decode.ts';
import { readUpload } from '../uploads.ts';

const port: MessagePort = parentPort!;

/** What is being read: who waits for the plan, how many batches may still be sent, and who waits for one more. */
interface Reading {
  planned: (plan: ReadPlan) => void;
  wanted: number;
  onWanted: (() => void) | undefined;
}

let reading: Reading | undefined;

port.on('message', (message: ToFileReader) => {
  if (message.kind === 'open') void readOne(message);
  else if (message.kind === 'read') reading?.planned(message.plan);
  else if (reading) {
    reading.wanted += message.batches;
    reading.onWanted?.();
  }
});

async function readOne({ file, dayFirst, as }: Extract<ToFileReader, { kind: 'open' }>): Promise<void> {
  const open: OpenFile = () => readUpload(file, 256 * 1024);
  const plan = Promise.withResolvers<ReadPlan>();
  const own: Reading = { planned: plan.resolve, wanted: 0, onWanted: undefined };
  reading = own;
  try {
    const inspection = await inspectFile(open, dayFirst, as);
    tell({ kind: 'inspected', inspection });
    await send(own, open, inspection, await plan.promise);
    tell({ kind: 'end' });
  } catch (cause) {
    if (cause instanceof UnreadableFile) tell({ kind: 'unreadable', code: cause.code, message: cause.message, what: cause.what });
    else tell({ kind: 'failed', stack: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
}

async function send(own: Reading, open: OpenFile, inspection: Inspection, plan: ReadPlan): Promise<void> {
  const packer = new EventPacker();
  const isAllowed = (): boolean => own.wanted > 0;
  for await (const event of readContacts(open, inspection, plan)) {
    packer.add(event, event.kind === 'record' ? cardHash(event.card) : event.kind === 'deal' ? dealHash(event.deal) : '');
    if (!packer.isFull) continue;
    while (!isAllowed()) await new Promise<void>((resolve) => (own.onWanted = resolve));
    own.wanted--;
    tell({ kind: 'events', ...packer.take() });
  }
  tell({ kind: 'events', ...packer.take() });
}

function tell(message: FromFileReader): void {
  port.postMessage(message);
}
