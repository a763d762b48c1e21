import type { ContactCard } from '../contact-card.ts';
import { LINE_MAX, TEXT_MAX } from '../contacts.ts';

/** What a file said of a contact for which a card has no field, or not one that it fits into. */
export type Leftover = { readonly label: string; readonly text: string };

/**
 * Moves one-line values that are longer than `LINE_MAX` out of the card, so that what stays can be stored, and
 * gives them back as leftovers. Changes the card.
 */
export function fitCard(card: ContactCard): Leftover[] {
  const left: Leftover[] = [];
  const isLong = (text: string | undefined): boolean => text !== undefined && text.length > LINE_MAX;
  const take = (label: string, text: string | undefined): void => {
    if (text) left.push({ label, text });
  };
  fitParts(card.name, take);
  for (const key of ['uid', 'displayName', 'status', 'source', 'ownerName', 'preferredChannel', 'language'] as const) {
    if (!isLong(card[key])) continue;
    take(key, card[key]);
    delete card[key];
  }
  for (const address of card.addresses) fitParts(address, take);
  for (const affiliation of card.affiliations) fitParts(affiliation, take);
  card.addresses = card.addresses.filter(hasParts);
  card.affiliations = card.affiliations.filter(hasParts);
  card.emails = kept(card.emails, ({ address }) => address, ({ label, address }) => take(label || 'e-mail', address));
  card.phones = kept(card.phones, ({ number }) => number, ({ label, number }) => take(label || 'phone', number));
  card.links = kept(card.links, ({ url }) => url, ({ label, url }) => take(label || 'link', url));
  card.relations = kept(card.relations, ({ name }) => name, ({ label, name }) => take(label, name));
  card.tags = kept(card.tags, (tag) => tag, (tag) => take('tag', tag));
  card.roles = kept(card.roles, (role) => role, (role) => take('role', role));
  for (const list of [card.emails, card.phones, card.addresses, card.links, card.relations, card.dates, card.facts]) {
    for (const item of list) item.label = item.label.slice(0, LINE_MAX);
  }
  for (const custom of card.custom) custom.name = custom.name.slice(0, LINE_MAX);
  for (const fact of card.facts) fact.text = fact.text.slice(0, TEXT_MAX);
  return left;
}

/** Adds the leftovers as one note of lines `Label: text`, or as custom fields, as the person chose. Changes the card. */
export function addLeftovers(card: ContactCard, leftovers: readonly Leftover[], unmapped: 'note' | 'custom'): void {
  const once = [...new Map(leftovers.map((one) => [`${one.label}\n${one.text}`, one])).values()];
  if (unmapped === 'custom') {
    for (const { label, text } of once) card.custom.push({ name: label.slice(0, LINE_MAX) || '?', value: text.slice(0, TEXT_MAX) });
  } else if (once.length > 0) {
    card.notes.push(once.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join('\n'));
  }
  card.notes = card.notes.flatMap((note) => pieces(note, TEXT_MAX));
}

const hasParts = (item: object): boolean => Object.entries(item).some(([key, value]) => key !== 'label' && value !== undefined);

function fitParts(parts: Record<string, string | undefined>, take: (label: string, text: string | undefined) => void): void {
  for (const [key, text] of Object.entries(parts)) {
    if (key === 'label' || text === undefined || text.length <= LINE_MAX) continue;
    take(key, text);
    delete parts[key];
  }
}

function kept<Item>(items: Item[], textOf: (item: Item) => string, drop: (item: Item) => void): Item[] {
  return items.filter((item) => {
    if (textOf(item).length <= LINE_MAX) return true;
    drop(item);
    return false;
  });
}

function pieces(text: string, length: number): string[] {
  const all: string[] = [];
  for (let at = 0; at < text.length; at += length) all.push(text.slice(at, at + length));
  return all;
}
