// Lines of iCalendar (RFC 5545, 3.1 and 3.3.11). They are folded as those of a vCard are.
import { folded } from '../export/vcard-text.ts';

/** A line whose value is text that somebody wrote. */
export function textLine(name: string, text: string): string {
  return folded(`${name}:${escaped(text)}`);
}

/** A line whose value is no text: a date, a rule, a word of the standard. */
export function line(name: string, value: string): string {
  return folded(`${name}:${value}`);
}

/** What iCalendar cannot hold, control characters and halves of characters, is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(/[\\;,\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`));
}

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\0-\x08\x0b-\x1f\x7f]/g;

/** `2026-06-19T10:00` as `20260619T100000`, `2026-06-19` as `20260619`. */
export function compactDue(due: string): string {
  return due.replaceAll(/[-:]/g, '') + (due.length > 10 ? '00' : '');
}

/** `20260619T080000Z`, without what is less than a second. */
export function compactInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
