import { type CardEntry, type ContactCard, cardTitle } from '../contact-card.ts';

/**
 * A contact's timeline as Markdown with YAML front matter, in chunks of text. `pathOf` gives the path of an attached
 * file, seen from the note; undefined where it is not there.
 */
export function* timelineToMarkdown(card: ContactCard, pathOf: (sha256: string) => string | undefined): Generator<string> {
  const title = cardTitle(card);
  const matter = { id: card.uid, kind: card.kind, name: title, tags: card.tags, emails: card.emails.map(({ address }) => address), phones: card.phones.map(({ number }) => number) };
  // Every JSON value is YAML, and in it no text ends the front matter.
  yield `---\n${Object.entries(matter).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}---\n\n# ${inLine(title)}\n`;
  for (const entry of card.entries ?? []) yield entryToMarkdown(card, entry, pathOf);
}

function entryToMarkdown(card: ContactCard, entry: CardEntry, pathOf: (sha256: string) => string | undefined): string {
  const facts = [entry.direction, entry.outcome, entry.minutes === undefined ? undefined : `${entry.minutes} min`, entry.author].filter((fact) => fact !== undefined);
  const others = entry.participants.filter(({ uid }) => uid !== card.uid).map(({ name }) => name);
  const parts = [
    `\n## ${entry.at.slice(0, 16).replace('T', ' ')} UTC, ${entry.kind}${entry.subject === undefined ? '' : `: ${inLine(entry.subject)}`}\n`,
    ...(facts.length > 0 ? [`\n${facts.map(inLine).join(', ')}\n`] : []),
    ...(others.length > 0 ? [`\nWith ${others.map(inLine).join(', ')}\n`] : []),
    ...(entry.body === undefined ? [] : [`\n${entry.body.trimEnd()}\n`]),
    ...(entry.attachments.length > 0 ? [`\n${entry.attachments.map((file) => `- ${linkTo(file, pathOf)}\n`).join('')}`] : []),
  ];
  return parts.join('');
}

function linkTo({ name, sha256 }: CardEntry['attachments'][number], pathOf: (sha256: string) => string | undefined): string {
  const path = sha256 === undefined ? undefined : pathOf(sha256);
  return path === undefined ? inLine(name) : `[${inLine(name)}](<${path.split('/').map(encodeURIComponent).join('/')}>)`;
}

/** Text that stays text and in its line, whatever Markdown would make of it. */
const inLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|!~&]/g, '\\$&');
