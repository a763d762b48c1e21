// Who is meant where a deal of a file names somebody: whom an import of the same program's contacts brought, else who
// has the address, else who alone has the name. Nobody is joined on a guess: who may be one of several is made anew.
import type { SheetWho } from '../core/deal-sheet.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { createContact, organisationNamed } from './contact-writes.ts';
import { contactsNamed, foldName } from './contact-names.ts';
import { foldEmail } from './derive-columns.ts';
import { type Likeness, knownByKey } from './find-contact.ts';
import { HIDDEN, type Row, type Store } from './store.ts';
import type { Tx } from './write.ts';

export interface PersonFound {
  /** Null where the file gives nothing but an identity that nobody here has. */
  id: Id | null;
  /** Somebody who was made, though they may be `like`. */
  doubt?: { like: Id; likeName: string; reason: Likeness };
}

/** What one import knows of whom its deals name. */
export class PeopleBook {
  readonly #source: string;
  readonly #persons = new Map<string, PersonFound>();
  readonly #organisations = new Map<string, Id | null>();
  readonly made = { people: 0, organisations: 0 };

  constructor(source: string) {
    this.#source = source;
  }

  /** Of those with the name, one at the organisation is meant before others. */
  person(tx: Tx, who: SheetWho, organisationId: Id | null): PersonFound {
    const { role: _role, ...named } = who;
    const key = JSON.stringify([named, organisationId]);
    const known = this.#persons.get(key);
    // What was doubtful is told once.
    if (known) return { id: known.id };
    const found = this.#findPerson(tx, who, organisationId);
    if (this.#persons.size === REMEMBERED) this.#persons.clear();
    this.#persons.set(key, found);
    return found;
  }

  organisation(tx: Tx, { name, uid, key }: SheetWho): Id | null {
    const cached = JSON.stringify([foldName(name ?? ''), uid, key]);
    const known = this.#organisations.get(cached);
    if (known !== undefined) return known;
    const found = visible(tx.store, uid, key);
    let id = found ? idFromBytes(found.id) : null;
    if (id === null && name !== undefined) {
      const isNew = contactsNamed(tx.store, name, 'organisation').length === 0;
      id = organisationNamed(tx, name);
      if (isNew) {
        this.made.organisations++;
        this.#noteKey(tx, id, key);
      }
    }
    if (this.#organisations.size === REMEMBERED) this.#organisations.clear();
    this.#organisations.set(cached, id);
    return id;
  }

  /** Whether a name that stands for a person is that of one organisation, and of nobody else. */
  isOrganisation(store: Store, { name, email, uid, key }: SheetWho): boolean {
    if (name === undefined || email !== undefined) return false;
    const byId = visible(store, uid, key);
    if (byId) return byId['kind'] === 'organisation';
    const named = contactsNamed(store, name);
    return named.length === 1 && named[0]!['kind'] === 'organisation';
  }

  #findPerson(tx: Tx, who: SheetWho, organisationId: Id | null): PersonFound {
    const { name, email, uid, key } = who;
    const { store } = tx;
    const byId = visible(store, uid, key);
    if (byId) return { id: idFromBytes(byId.id) };
    if (name === undefined && email === undefined) return { id: null };
    const withEmail = email === undefined ? [] : peopleWithEmail(store, email);
    const [same, ...others] = withEmail.length === 1 || name === undefined ? withEmail : withEmail.filter((row) => foldName(row['name'] as string) === foldName(name));
    if (same && others.length === 0) return { id: idFromBytes(same.id) };
    if (withEmail[0]) return this.#make(tx, who, organisationId, { row: withEmail[0], reason: 'same-email' });
    const named = name === undefined ? [] : contactsNamed(store, name, 'person');
    // Somebody of that name with another address may be somebody else.
    const possible = email === undefined ? named : named.filter(({ n }) => !hasEmail(store, n));
    const there = organisationId === null ? [] : possible.filter(({ n }) => worksAt(store, n, organisationId));
    const [meant, ...more] = there.length === 1 ? there : possible;
    if (meant && more.length === 0) return { id: idFromBytes(meant.id) };
    return this.#make(tx, who, organisationId, named[0] && { row: named[0], reason: 'same-name' });
  }

  #make(tx: Tx, { name, email, key }: SheetWho, organisationId: Id | null, like: { row: Row; reason: Likeness } | undefined): PersonFound {
    this.made.people++;
    const id = createContact(tx, {
      kind: 'person',
      ...(name === undefined ? {} : { fullName: name }),
      ...(email === undefined ? {} : { emails: [{ address: email }] }),
      ...(organisationId === null ? {} : { organisation: { id: organisationId } }),
    });
    this.#noteKey(tx, id, key);
    return like ? { id, doubt: { like: idFromBytes(like.row.id), likeName: like.row['name'] as string, reason: like.reason } } : { id };
  }

  /** So that an import of the contacts themselves finds them. */
  #noteKey(tx: Tx, contactId: Id, key: string | undefined): void {
    if (key !== undefined) tx.insert('sourceKeys', naturalId('sourceKey', contactId, this.#source, key, ''), { contactId, source: this.#source, key, rowHash: '' });
  }
}

/** How many are remembered: a large file may name a million. */
const REMEMBERED = 20_000;

/** Whom a file knows by an identity. */
export function visible(store: Store, uid: string | undefined, key: string | undefined): Row | undefined {
  for (const one of [key, uid === undefined ? undefined : `uid:${uid}`]) {
    const found = one === undefined ? undefined : knownByKey(store, one);
    if (found?.contact.hidden === HIDDEN.no) return found.contact;
  }
  return undefined;
}

export function peopleWithEmail(store: Store, email: string): Row[] {
  return store
    .prepare("SELECT DISTINCT c.n, c.id, c.name FROM emails e JOIN contacts c ON c.n = e.contactN WHERE e.folded = ? AND e.hidden = 0 AND c.hidden = 0 AND c.kind = 'person' ORDER BY c.n LIMIT 20")
    .all(foldEmail(email));
}

const hasEmail = (store: Store, n: number): boolean => store.prepare('SELECT 1 AS n FROM emails WHERE contactN = ? AND hidden = 0 LIMIT 1').get(n) !== undefined;

const worksAt = (store: Store, n: number, organisationId: Id): boolean =>
  store.prepare('SELECT 1 AS n FROM affiliations a JOIN contacts o ON o.n = a.organisationN WHERE a.personN = ? AND o.id = ? AND a.hidden = 0 LIMIT 1').get(n, idToBytes(organisationId)) !== undefined;
