// Run by memory.test.ts in a process with a small heap: reads a file that is made while it is read, and prints how
// many records came and the most memory that was in use, as JSON. Arguments: csv | vcard | json, how many records.
import { csvEvents, csvLayout } from '../../../electron/import/read/csv.ts';
import { openHead } from '../../../electron/import/read/decode.ts';
import { vcardEvents } from '../../../electron/import/read/vcard.ts';
import { made } from './sources.ts';

const NOTE = 'A few words about somebody, '.repeat(8);

const csvRow = (index: number): string => (index === 0 ? 'First name,Last name,Email,Note\n' : `Ada ${index},King,ada.${index}@example.com,"${NOTE}"\n`);
const vcard = (index: number): string =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nN:King;Ada ${index};;;\r\nFN:Ada ${index} King\r\nEMAIL;TYPE=WORK:ada.${index}@example.com\r\nTEL;TYPE=CELL:+44 20 ${index}\r\nNOTE:${NOTE}\r\nEND:VCARD\r\n`;

async function* eventsOf(kind: string | undefined, count: number): AsyncGenerator<{ kind: string }> {
  if (kind === 'vcard') yield* vcardEvents(await openHead(made(count, vcard)), 'note');
  else {
    const opened = await openHead(made(count + 1, csvRow));
    yield* csvEvents(opened, csvLayout(opened));
  }
}

const [, , kind, count] = process.argv;
let records = 0;
let peakBytes = 0;
for await (const event of eventsOf(kind, Number(count))) {
  if (event.kind !== 'record' && event.kind !== 'row') continue;
  if (records++ % 5_000 === 0) peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
}
process.stdout.write(JSON.stringify({ records, peakBytes }));
