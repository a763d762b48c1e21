// Takes the text of a calendar file apart, so that one component that cannot be read spoils no other. Also
// vCalendar 1.0, whose values may be quoted-printable.

export interface RawComponent {
  name: 'VTODO' | 'VEVENT' | 'VTIMEZONE';
  /** Its unfolded lines, BEGIN and END among them. */
  lines: readonly string[];
}

const WANTED = /^BEGIN:(VTODO|VEVENT|VTIMEZONE)$/i;

/** To-dos, events and time zones in the order of the file; one that is not closed ends where the next begins. */
export function* rawComponents(text: string): Generator<RawComponent> {
  let open: { name: RawComponent['name']; lines: string[] } | undefined;
  for (const line of unfoldedLines(text)) {
    const begins = WANTED.exec(line.trim());
    if (begins) {
      if (open) yield closed(open);
      open = { name: begins[1]!.toUpperCase() as RawComponent['name'], lines: [] };
    }
    if (!open) continue;
    open.lines.push(line.trim() === line ? line : line.trimEnd());
    if (line.trim().toUpperCase() !== `END:${open.name}`) continue;
    yield { ...open };
    open = undefined;
  }
  if (open) yield closed(open);
}

const closed = ({ name, lines }: RawComponent): RawComponent => ({ name, lines: [...lines, `END:${name}`] });

function* unfoldedLines(text: string): Generator<string> {
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll(/\n[ \t]/g, '').split('\n');
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at]!;
    if (line.trim() === '') continue;
    if (!QUOTED_PRINTABLE.test(line)) {
      yield withNewRule(line);
      continue;
    }
    while (line.endsWith('=') && at + 1 < lines.length) line = line.slice(0, -1) + lines[++at]!;
    yield plainly(line);
  }
}

/** `RRULE:W2 MO TH #10` of vCalendar 1.0, as far as a day, a week or a year can tell it. */
function withNewRule(line: string): string {
  const [, unit, interval, days = '', end = ''] = /^RRULE:(D|W|YM)(\d+)((?: (?:MO|TU|WE|TH|FR|SA|SU))*)(?: (#\d+|\d{8}T\d{6}Z?))?\s*$/i.exec(line) ?? [];
  if (unit === undefined) return line;
  const named = { D: 'DAILY', W: 'WEEKLY', YM: 'YEARLY' }[unit.toUpperCase()]!;
  const until = end === '' || end === '#0' ? '' : end.startsWith('#') ? `;COUNT=${end.slice(1)}` : `;UNTIL=${end}`;
  return `RRULE:FREQ=${named};INTERVAL=${interval}${days === '' ? '' : `;BYDAY=${days.trim().replaceAll(' ', ',')}`}${until}`;
}

const QUOTED_PRINTABLE = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i;

/** The same line as iCalendar writes it. */
function plainly(line: string): string {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon).replaceAll(/;(?:(?:ENCODING=)?QUOTED-PRINTABLE|CHARSET=[^;:]*)/gi, '');
  return `${name}:${unquoted(line.slice(colon + 1)).replaceAll(/\r\n?|\n/g, '\\n')}`;
}

function unquoted(text: string): string {
  const escaped = text.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/gi, '%$1');
  try {
    return decodeURIComponent(escaped);
  } catch {
    // Not UTF-8: byte by byte, as old phones wrote it.
    return text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
