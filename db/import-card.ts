// What an import does with one card: finds the contact that it is, and writes what is new. Nothing that
// somebody edited or removed here is written again; nobody is joined to somebody else on a guess.
import { type CardEntry, type ContactCard, cardTitle } from '../core/contact-card.ts';
import { Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { parsePhone } from '../core/phones.ts';
import { hasOwnStamp } from '../core/row-clock.ts';
import { foldName } from './contact-names.ts';
import { addRole, addTag, organisationNamed, tagNamed } from './contact-writes.ts';
import { addParticipant, createEntry } from './entries.ts';
import { foldEmail } from './derive-columns.ts';
import { setFieldValue } from './field-values.ts';
import { type Likeness, findContact, visibleByUid } from './find-contact.ts';
import { CustomFields } from './import-custom.ts';
import { HIDDEN, type Row, type Store, isInBin, newId } from './store.ts';
import { tableNamed } from './tables/registry.ts';
import type { Tx, Values } from './write.ts';

export type CardOutcome =
  | { kind: 'created' | 'updated' | 'unchanged'; id: Id }
  /** Made as a contact of its own, though it may be `like`. */
  | { kind: 'doubtful'; id: Id; like: Id; likeName: string; reason: Likeness }
  | { kind: 'skipped'; reason: 'in-bin'; id: Id };

/** What a card's files need: where a photo's bytes go, which gives their hash, and how many bytes the file of a hash has, if it is here. */
export interface CardFiles {
  keep(bytes: Uint8Array): string;
  size(hash: string): number;
}

/** What one import remembers between its cards. */
export class CardWriter {
  readonly #source: string;
  readonly #organisations = new Map<string, Id>();
  readonly #tags = new Map<string, Id>();
  readonly #fields = new CustomFields('contact');
  /** References by uid to cards that may still come in the file. */
  #pending: { kind: 'affiliation' | 'relation'; id: Id; uid: string; name: string | undefined }[] = [];
  /** Entries with several people, by the uid that the file gave them. */
  readonly #entries = new Map<string, Id>();
  readonly #members = new Map<string, Id | null>();
  readonly #files: CardFiles;

  constructor(source: string, files: CardFiles) {
    this.#source = source;
    this.#files = files;
  }

  /** `rowHash` tells whether the card says the same as one that was written before under its key. */
  write(tx: Tx, given: ContactCard, rowHash: string): CardOutcome {
    tx.dirty.settleNames(tx.store);
    const card = this.#withKnownOwner(tx.store, given);
    const found = findContact(tx.store, card);
    if (found.kind === 'known' || found.kind === 'same') {
      const id = idFromBytes(found.contact.id);
      if (found.kind === 'known' && isInBin(found.contact)) return { kind: 'skipped', reason: 'in-bin', id };
      if (found.kind === 'known' && found.hashes.has(rowHash)) return { kind: 'unchanged', id };
      const changed = this.#addTo(tx, id, found.contact.n, card);
      this.#noteSource(tx, id, card, rowHash);
      return { kind: changed ? 'updated' : 'unchanged', id };
    }
    const id = this.#create(tx, card);
    this.#noteSource(tx, id, card, rowHash);
    if (found.kind === 'nobody') return { kind: 'created', id };
    return { kind: 'doubtful', id, like: idFromBytes(found.contact.id), likeName: found.contact['name'] as string, reason: found.reason };
  }

  /** Whether some were named before their own card came, and are not connected yet. */
  get hasUnfinished(): boolean {
    return this.#pending.length > 0;
  }

  /** Connects some of those; call it once the file is read, until none is left. */
  finishSome(tx: Tx): void {
    tx.dirty.settleNames(tx.store);
    for (const { kind, id, uid, name } of this.#pending.splice(0, AT_ONCE)) {
      const found = visibleByUid(tx.store, uid);
      const target = found && idFromBytes(found.id);
      if (kind === 'relation') {
        if (target) tx.update('relations', id, { toId: target });
      } else if (target ?? name) tx.update('affiliations', id, { organisationId: target ?? this.#organisation(tx, name!) });
    }
  }

  #create(tx: Tx, card: ContactCard): Id {
    const id = freeId(tx, 'contacts', card.uid) ?? newId(tx.store);
    const createdAt = card.createdAt === undefined ? tx.store.ports.now() : Date.parse(card.createdAt);
    tx.insert('contacts', id, { ...this.#fieldsOf(tx.store, card), kind: card.kind, createdAt });
    this.#addParts(tx, id, card, () => true);
    this.#addEntries(tx, id, card, () => true);
    return id;
  }

  /** Adds what the contact lacks, and leaves what it has. Gives whether anything was added. */
  #addTo(tx: Tx, id: Id, n: number, card: ContactCard): boolean {
    const row = tx.row('contacts', idToBytes(id))!;
    const columns = tableNamed('contacts').columnsByName;
    const isLacking = (field: string): boolean => (row[field] === '' || row[field] === null) && !hasOwnStamp(row.clock, columns.get(field)!.number);
    const lacking = Object.entries(this.#fieldsOf(tx.store, card)).filter(([field]) => isLacking(field));
    let changed = lacking.length > 0 && tx.update('contacts', id, Object.fromEntries(lacking));
    const has = existingParts(tx.store, n);
    this.#addParts(tx, id, card, (part, key) => {
      if (has.has(`${part} ${key}`)) return false;
      changed = true;
      return true;
    });
    return this.#addEntries(tx, id, card, (entry) => isNewEntry(tx.store, n, entry)) || changed;
  }

  /** Somebody who is no member here cannot be an owner: the name is kept as a fact. */
  #withKnownOwner(store: Store, card: ContactCard): ContactCard {
    const { ownerName, ...rest } = card;
    if (ownerName === undefined || this.#member(store, ownerName)) return card;
    return { ...rest, facts: [...card.facts, { label: 'owner', text: ownerName }] };
  }

  #member(store: Store, name: string): Id | null {
    const known = this.#members.get(name);
    if (known !== undefined) return known;
    const found = store.prepare('SELECT id FROM members WHERE name = ? COLLATE NOCASE AND hidden = 0 ORDER BY id LIMIT 1').get(name);
    const id = found ? idFromBytes(found.id) : null;
    this.#members.set(name, id);
    return id;
  }

  #fieldsOf(store: Store, card: ContactCard): Values {
    return {
      ...card.name,
      ...(card.kind === 'organisation' ? { organisationName: cardTitle(card) } : { displayAs: card.displayName }),
      status: card.status,
      source: card.source,
      preferredChannel: card.preferredChannel,
      language: card.language,
      birthday: card.birthday,
      ownerId: card.ownerName === undefined ? undefined : (this.#member(store, card.ownerName) ?? undefined),
      photo: card.photo ? this.#files.keep(card.photo.bytes) : undefined,
    };
  }

  /** Writes the parts that `wanted` says; it is asked with what makes a part the same as one that is there. */
  #addParts(tx: Tx, id: Id, card: ContactCard, wanted: (part: string, key: string) => boolean): void {
    const { store } = tx;
    const primary: Values = {};
    card.emails.forEach((email, i) => {
      if (!wanted('emails', foldEmail(email.address))) return;
      const partId = newId(store);
      tx.insert('emails', partId, { contactId: id, ...email });
      if (card.primary.email === i && i > 0) primary['primaryEmailId'] = partId;
    });
    card.phones.forEach((phone, i) => {
      if (!wanted('phones', parsePhone(phone.number, store.country).digits)) return;
      const partId = newId(store);
      tx.insert('phones', partId, { contactId: id, ...phone });
      if (card.primary.phone === i && i > 0) primary['primaryPhoneId'] = partId;
    });
    card.addresses.forEach((address, i) => {
      if (!wanted('addresses', addressKey(address))) return;
      const partId = newId(store);
      tx.insert('addresses', partId, { contactId: id, ...address });
      if (card.primary.address === i && i > 0) primary['primaryAddressId'] = partId;
    });
    for (const link of card.links) if (wanted('links', link.url)) tx.insert('links', newId(store), { contactId: id, ...link });
    for (const date of card.dates) if (wanted('dates', `${date.label} ${date.date}`)) tx.insert('dates', newId(store), { contactId: id, ...date });
    for (const fact of card.facts) if (wanted('facts', `${fact.label} ${fact.text}`)) tx.insert('facts', newId(store), { contactId: id, ...fact });
    for (const role of card.roles) if (wanted('contactRoles', role)) addRole(tx, id, role);
    for (const tag of card.tags) if (wanted('contactTags', foldName(tag))) addTag(tx, id, this.#tag(tx, tag));
    for (const affiliation of card.affiliations) this.#addAffiliation(tx, id, affiliation, wanted);
    for (const relation of card.relations) this.#addRelation(tx, id, relation, wanted);
    for (const custom of card.custom) if (wanted('fieldValues', foldName(custom.name))) this.#addCustom(tx, id, custom);
    for (const note of card.notes) {
      if (!wanted('notes', note)) continue;
      const at = card.updatedAt ?? card.createdAt;
      createEntry(tx, { kind: 'note', body: note, participants: [id], ...(at === undefined ? {} : { at: Date.parse(at) }) });
    }
    if (Object.keys(primary).length > 0) tx.update('contacts', id, primary);
  }

  /** Oldest first, as they came about. One that stands with several people is made once, and the others are added to it. Gives whether any was. */
  #addEntries(tx: Tx, id: Id, card: ContactCard, wanted: (entry: CardEntry) => boolean): boolean {
    let added = false;
    for (const entry of card.entries?.toReversed() ?? []) {
      if (!wanted(entry)) continue;
      added = true;
      const made = entry.uid === undefined ? undefined : this.#entries.get(entry.uid);
      if (made) {
        addParticipant(tx, made, id);
        continue;
      }
      const fields = {
        kind: entry.kind,
        at: Date.parse(entry.at),
        subject: entry.subject ?? '',
        body: entry.body ?? '',
        direction: entry.direction ?? null,
        outcome: entry.outcome ?? '',
        minutes: entry.minutes ?? null,
        pinned: entry.pinned ?? false,
        participants: [id],
        attachments: entry.attachments.map(({ name, mime = '', sha256 = '' }) => ({ name, type: mime, hash: sha256, size: sha256 === '' ? 0 : this.#files.size(sha256) })),
      };
      const entryId = createEntry(tx, fields, freeId(tx, 'entries', entry.uid));
      if (entry.uid !== undefined && entry.participants.length > 1) this.#entries.set(entry.uid, entryId);
    }
    return added;
  }

  #addAffiliation(tx: Tx, id: Id, affiliation: ContactCard['affiliations'][number], wanted: (part: string, key: string) => boolean): void {
    const { organisation, organisationUid, ...rest } = affiliation;
    if (!wanted('affiliations', `${foldName(organisation ?? '')} ${rest.title ?? ''}`)) return;
    const affiliationId = newId(tx.store);
    const known = organisationUid === undefined ? undefined : visibleByUid(tx.store, organisationUid);
    const byUid = known && idFromBytes(known.id);
    const isAwaited = organisationUid !== undefined && byUid === undefined;
    const organisationId = byUid ?? (organisation === undefined || isAwaited ? null : this.#organisation(tx, organisation));
    tx.insert('affiliations', affiliationId, { personId: id, organisationId, ...rest });
    if (isAwaited) this.#pending.push({ kind: 'affiliation', id: affiliationId, uid: organisationUid, name: organisation });
  }

  #addRelation(tx: Tx, id: Id, relation: ContactCard['relations'][number], wanted: (part: string, key: string) => boolean): void {
    if (!wanted('relations', `${relation.label} ${foldName(relation.name)}`)) return;
    const relationId = newId(tx.store);
    tx.insert('relations', relationId, { fromId: id, kind: relation.label, toName: relation.name });
    if (relation.uid !== undefined) this.#pending.push({ kind: 'relation', id: relationId, uid: relation.uid, name: undefined });
  }

  #organisation(tx: Tx, name: string): Id {
    const key = foldName(name);
    const known = this.#organisations.get(key);
    if (known) return known;
    const id = organisationNamed(tx, name);
    if (this.#organisations.size === REMEMBERED) this.#organisations.clear();
    this.#organisations.set(key, id);
    return id;
  }

  #tag(tx: Tx, name: string): Id {
    const known = this.#tags.get(name);
    if (known) return known;
    const id = tagNamed(tx, name);
    this.#tags.set(name, id);
    return id;
  }

  #addCustom(tx: Tx, id: Id, custom: ContactCard['custom'][number]): void {
    const { fieldId, value } = this.#fields.read(tx, custom);
    if (value) setFieldValue(tx, id, fieldId, value);
    else createEntry(tx, { kind: 'note', body: `${custom.name}: ${[custom.value].flat().join(', ')}`, participants: [id] });
  }

  #noteSource(tx: Tx, contactId: Id, card: ContactCard, rowHash: string): void {
    const values = { contactId, source: this.#source, key: card.sourceKey, rowHash };
    tx.insert('sourceKeys', naturalId('sourceKey', contactId, this.#source, card.sourceKey, rowHash), values);
  }
}

/** How many organisations are remembered by name: a large file may bring a million. */
const REMEMBERED = 20_000;

/** How many references are connected in one transaction. */
const AT_ONCE = 100;

/** Whether the timeline of a contact never had an entry: by its id, or by what it says. */
function isNewEntry(store: Store, contactN: number, { uid, kind, at, subject = '', body = '' }: CardEntry): boolean {
  const id = Id.safeParse(uid);
  if (id.success && store.prepare('SELECT 1 AS n FROM participants p JOIN entries e ON e.n = p.entryN WHERE e.id = ? AND p.contactN = ? AND e.hidden <> 3 AND p.hidden <> 3').get(idToBytes(id.data), contactN)) return false;
  const same = 'SELECT 1 AS n FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND p.at = ? AND e.kind = ? AND e.subject = ? AND e.body = ? AND e.hidden <> 3 AND p.hidden <> 3 LIMIT 1';
  return store.prepare(same).get(contactN, Date.parse(at), kind, subject, body) === undefined;
}

/** What comes back from an export keeps its id, where none of our rows ever had it. */
function freeId(tx: Tx, table: 'contacts' | 'entries', uid: string | undefined): Id | undefined {
  const id = Id.safeParse(uid);
  return id.success && !tx.row(table, idToBytes(id.data)) ? id.data : undefined;
}

/**
 * What a contact has, by what makes two parts the same; also what somebody removed, which must not come back.
 * What an undo took back never was.
 */
function existingParts(store: Store, n: number): Set<string> {
  const parts = new Set<string>();
  const add = (part: string, sql: string, key: (row: Row) => string): void => {
    for (const row of store.prepare(sql).all(n)) parts.add(`${part} ${key(row)}`);
  };
  const had = `hidden <> ${HIDDEN.takenBack}`;
  const of = (table: string): string => `SELECT * FROM ${table} WHERE contactN = ? AND ${had}`;
  const text = (row: Row, column: string): string => (row[column] as string | null) ?? '';
  add('emails', of('emails'), (row) => text(row, 'folded'));
  add('phones', of('phones'), (row) => text(row, 'digits'));
  add('addresses', of('addresses'), (row) => addressKey(row as unknown as ContactCard['addresses'][number]));
  add('links', of('links'), (row) => text(row, 'url'));
  add('dates', of('dates'), (row) => `${text(row, 'label')} ${text(row, 'date')}`);
  add('facts', of('facts'), (row) => `${text(row, 'label')} ${text(row, 'text')}`);
  add('contactRoles', of('contactRoles'), (row) => text(row, 'role'));
  add('contactTags', `SELECT t.* FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN = ? AND x.${had}`, (row) => foldName(text(row, 'name')));
  add('fieldValues', `SELECT f.* FROM fieldValues v JOIN fields f ON f.n = v.fieldN WHERE v.contactN = ? AND v.${had}`, (row) => foldName(text(row, 'name')));
  add('affiliations', `SELECT a.title, o.name FROM affiliations a LEFT JOIN contacts o ON o.n = a.organisationN WHERE a.personN = ? AND a.${had}`, (row) => `${foldName(text(row, 'name'))} ${text(row, 'title')}`);
  add('relations', `SELECT * FROM relations WHERE fromN = ? AND ${had}`, (row) => `${text(row, 'kind')} ${foldName(text(row, 'toName'))}`);
  add('notes', `SELECT e.body FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND p.${had} AND e.${had} AND e.kind = 'note' LIMIT 500`, (row) => text(row, 'body'));
  return parts;
}

function addressKey(address: Partial<ContactCard['addresses'][number]>): string {
  return [address.street, address.poBox, address.city, address.postalCode, address.country].map((part) => foldName(part ?? '')).join('|');
}
