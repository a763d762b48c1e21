// Whom a card of a file is about: the contact that an earlier import made of it, somebody who is surely the
// same, or somebody who may be.
import { type CardName, type ContactCard, cardTitle } from '../core/contact-card.ts';
import { isPurged } from '../core/deletion.ts';
import { Id, idToBytes } from '../core/ids.ts';
import { type NameParts, displayName } from '../core/names.ts';
import { parsePhone } from '../core/phones.ts';
import { contactsNamed, foldName } from './contact-names.ts';
import { foldEmail } from './derive-columns.ts';
import { HIDDEN, type Row, type Store } from './store.ts';

export type Likeness = 'same-email' | 'same-phone' | 'same-name';

export type Found =
  | { kind: 'known'; contact: Row; /** Hashes of the rows that were read for it. */ hashes: ReadonlySet<string> }
  | { kind: 'same'; contact: Row }
  | { kind: 'like'; contact: Row; reason: Likeness }
  | { kind: 'nobody' };

/** Joined without asking are only those with the same key, or with the same e-mail address and the same name. */
export function findContact(store: Store, card: ContactCard): Found {
  const known = knownByKey(store, card.sourceKey);
  if (known) return { kind: 'known', ...known };
  const title = titleHere(card, store.locale);
  const name = foldName(title);
  const withEmail = card.emails.flatMap(({ address }) =>
    store.prepare('SELECT c.n, c.id, c.kind, c.name FROM emails e JOIN contacts c ON c.n = e.contactN WHERE e.folded = ? AND e.hidden = 0 AND c.hidden = 0 LIMIT 20').all(foldEmail(address)),
  );
  const same = name === '' ? undefined : withEmail.find((row) => row['kind'] === card.kind && foldName(row['name'] as string) === name);
  if (same) return { kind: 'same', contact: same };
  if (withEmail[0]) return { kind: 'like', contact: withEmail[0], reason: 'same-email' };
  for (const { number } of card.phones) {
    const { digits } = parsePhone(number, store.country);
    if (digits.length < SHORTEST_PHONE) continue;
    const row = store.prepare('SELECT c.n, c.id, c.name FROM phones p JOIN contacts c ON c.n = p.contactN WHERE p.digits = ? AND p.hidden = 0 AND c.hidden = 0 LIMIT 1').get(digits);
    if (row) return { kind: 'like', contact: row, reason: 'same-phone' };
  }
  const named = contactsNamed(store, title, card.kind)[0];
  return named ? { kind: 'like', contact: named, reason: 'same-name' } : { kind: 'nobody' };
}

/** Shorter ones are extensions, which many have. */
const SHORTEST_PHONE = 6;

/** What a contact made of the card is called in this profile. */
function titleHere(card: ContactCard, locale: string): string {
  if (card.kind === 'organisation') return cardTitle(card);
  const own = card.displayName ?? displayName(nameParts(card.name), locale);
  return own || card.affiliations.find(({ organisation }) => organisation)?.organisation || card.emails[0]?.address || card.phones[0]?.number || '';
}

const nameParts = ({ prefix = '', given = '', middle = '', family = '', suffix = '', nickname = '', phoneticGiven = '', phoneticFamily = '' }: CardName): NameParts => ({
  prefix, given, middle, family, suffix, nickname, phoneticGiven, phoneticFamily,
});

/** The contact that a row with this key became; one that an undo took back is not known. */
export function knownByKey(store: Store, key: string): { contact: Row; hashes: ReadonlySet<string> } | undefined {
  const rows = store.prepare('SELECT contactN AS n, rowHash FROM sourceKeys WHERE key = ? AND hidden = 0 ORDER BY n').all(key);
  for (const { n } of rows) {
    const contact = n === null ? undefined : store.prepare('SELECT * FROM contacts WHERE n = ?').get(n);
    if (!contact || contact.hidden === HIDDEN.takenBack || isPurged(contact.deleted)) continue;
    return { contact, hashes: new Set(rows.filter((row) => row.n === n).map((row) => row['rowHash'] as string)) };
  }
  return knownById(store, key);
}

/** A card that was exported from this very profile names its contact by id. */
function knownById(store: Store, key: string): { contact: Row; hashes: ReadonlySet<string> } | undefined {
  const id = key.startsWith('uid:') ? Id.safeParse(key.slice('uid:'.length)) : undefined;
  const contact = id?.success ? store.prepare('SELECT r.* FROM contacts c JOIN contacts r ON r.n = c.rootN WHERE c.id = ?').get(idToBytes(id.data)) : undefined;
  return contact && contact.hidden !== HIDDEN.takenBack && !isPurged(contact.deleted) ? { contact, hashes: new Set() } : undefined;
}

/** Somebody who can be seen and whom a file knows by this identity. */
export function visibleByUid(store: Store, uid: string): Row | undefined {
  const known = knownByKey(store, `uid:${uid}`);
  return known?.contact.hidden === HIDDEN.no ? known.contact : undefined;
}
