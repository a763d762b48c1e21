// A worker for one task: it writes the calendar of a profile into a folder, or reads a calendar file.
import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { readCalendar } from '../../core/calendar/read.ts';
import { openReader } from '../../db/store.ts';
import type { CalendarAnswer, CalendarTask } from '../calendar/task.ts';
import { calendarPieces, putCalendar } from '../calendar/write-file.ts';
import { UnreadableFile, decodedText, openHead } from '../import/read/decode.ts';
import { type UploadedFile, readUpload } from '../uploads.ts';
import { systemPorts } from './ports.ts';

/** Larger calendars are cut up: a year of a full one has one or two megabytes. */
const LARGEST = 64 * 1024 * 1024;

const task = workerData as CalendarTask;
const answer = (value: CalendarAnswer): void => parentPort!.postMessage(value);

if (task.kind === 'write') {
  const store = openReader(task.database, systemPorts, task.key);
  try {
    answer({ kind: 'written', failure: putCalendar(task.folder, store.member, calendarPieces(store, task.file)) });
  } finally {
    store.close();
  }
} else {
  try {
    answer({ kind: 'read', reading: readCalendar(await textOf(task.file), task) });
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause;
    answer({ kind: 'unreadable', reason: cause.what ?? cause.code, message: cause.message });
  }
}

async function textOf(file: UploadedFile): Promise<string> {
  if (statSync(file.path).size > LARGEST) throw new UnreadableFile('not-text', 'The calendar is larger than 64 MB. Cut it into smaller ones.', 'too-big');
  let text = '';
  for await (const chunk of decodedText(await openHead(readUpload(file)))) text += chunk.text;
  return text;
}
