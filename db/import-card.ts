// What an import does with one card: finds the contact that it is, and writes what is new. Nothing that
// somebody edited here is overwritten; nobody is joined to somebody else on a guess.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { type CardEntry, type ContactCard, cardTitle } from '../core/contact-card.ts';
import type { FieldType, FieldValue } from '../core/fields.ts';
import { Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { parseMoney } from '../core/money.ts';
import { parsePhone } from '../core/phones.ts';
import { contactsNamed, foldName } from './contact-names.ts';
import { addRole, addTag, organisationNamed, tagNamed } from './contact-writes.ts';
import { addParticipant, createEntry } from './entries.ts';
import { foldEmail } from './derive-columns.ts';
import { setFieldValue } from './field-values.ts';
import { createField, listFields } from './lists.ts';
import { HIDDEN, type Row, type Store, isInBin, newId } from './store.ts';
import { teamSettings } from './settings.ts';
import { type Tx, type Values } from './write.ts';

export type CardOutcome =
  | { kind: 'created'; id: Id }
  | { kind: 'updated'; id: Id }
  | { kind: 'unchanged'; id: Id }
  /** Made as a contact of its own, though it may be `like`. */
  | { kind: 'doubtful'; id: Id; like: Id; likeName: string; reason: 'same-email' | 'same-phone' | 'same-name' }
  | { kind: 'skipped'; reason: 'in-bin'; id: Id };

export type Foreseen =
  | { kind: 'created' | 'updated' | 'unchanged' }
  | { kind: 'doubtful'; like?: Id; likeName: string; reason: 'same-email' | 'same-phone' | 'same-name' }
  | { kind: 'skipped'; reason: 'in-bin' };

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
  readonly #fields = new Map<string, { id: Id; type: FieldType; currency: string }>();
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

  write(tx: Tx, given: ContactCard): CardOutcome {
    tx.dirty.settleNames(tx.store);
    const rowHash = cardHash(given);
    const card = this.#withKnownOwner(tx.store, given);
    const known = knownByKey(tx.store, card.sourceKey);
    if (known) return this.#writeKnown(tx, card, known, rowHash);
    const same = sameContact(tx.store, card);
    if (same) {
      const id = idFromBytes(same.id);
      const changed = this.#addTo(tx, id, same.n, card);
      this.#noteSource(tx, id, card, rowHash);
      return { kind: changed ? 'updated' : 'unchanged', id };
    }
    const like = similarTo(tx.store, card);
    const id = this.#create(tx, card);
    this.#noteSource(tx, id, card, rowHash);
    return like ? { kind: 'doubtful', id, like: idFromBytes(like.row.id), likeName: like.row['name'] as string, reason: like.reason } : { kind: 'created', id };
  }

  /** Connects some of those who were named before their own card came; call it until it says that all are. */
  finishSome(tx: Tx): boolean {
    tx.dirty.settleNames(tx.store);
    for (const { kind, id, uid, name } of this.#pending.splice(0, AT_ONCE)) {
      const target = visibleByUid(tx.store, uid);
      if (kind === 'relation') {
        if (target) tx.update('relations', id, { toId: target });
      } else if (target ?? name) tx.update('affiliations', id, { organisationId: target ?? this.#organisation(tx, name!) });
    }
    return this.#pending.length === 0;
  }

  /** What `write` would do, without doing it. Cards before it in the file are known to `before` only. */
  foresee(store: Store, given: ContactCard, before: CardsBefore): Foreseen {
    const rowHash = cardHash(given);
    const card = this.#withKnownOwner(store, given);
    const known = knownByKey(store, card.sourceKey);
    if (known) {
      if (isInBin(known.contact)) return { kind: 'skipped', reason: 'in-bin' };
      return { kind: !known.hashes.has(rowHash) && this.#wouldAdd(store, known.contact, card) ? 'updated' : 'unchanged' };
    }
    const earlier = before.find(card);
    if (earlier?.reason === 'same-row') return { kind: earlier.rowHash === rowHash ? 'unchanged' : 'updated' };
    const same = sameContact(store, card);
    if (same) return { kind: this.#wouldAdd(store, same, card) ? 'updated' : 'unchanged' };
    if (earlier?.reason === 'same-contact') return { kind: 'updated' };
    const like = similarTo(store, card);
    if (like) return { kind: 'doubtful', like: idFromBytes(like.row.id), likeName: like.row['name'] as string, reason: like.reason };
    if (earlier) return { kind: 'doubtful', likeName: earlier.name, reason: earlier.reason };
    return { kind: 'created' };
  }

  #wouldAdd(store: Store, contact: Row, card: ContactCard): boolean {
    const row = store.prepare('SELECT * FROM contacts WHERE n = ?').get(contact.n)!;
    const has = existingParts(store, contact.n);
    const lacks = Object.entries(this.#fieldsOf(store, card)).some(([field, value]) => value !== undefined && value !== '' && (row[field] === '' || row[field] === null));
    return lacks || partKeys(store, card).some((key) => !has.has(key)) || (card.entries ?? []).some((entry) => isNewEntry(store, contact.n, entry));
  }

  #writeKnown(tx: Tx, card: ContactCard, known: Known, rowHash: string): CardOutcome {
    const id = idFromBytes(known.contact.id);
    if (isInBin(known.contact)) return { kind: 'skipped', reason: 'in-bin', id };
    if (known.hashes.has(rowHash)) return { kind: 'unchanged', id };
    const changed = this.#addTo(tx, id, known.contact.n, card);
    this.#noteSource(tx, id, card, rowHash);
    return { kind: changed ? 'updated' : 'unchanged', id };
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
    const lacking = Object.entries(this.#fieldsOf(tx.store, card)).filter(([field]) => row[field] === '' || row[field] === null);
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
    const byUid = organisationUid === undefined ? undefined : visibleByUid(tx.store, organisationUid);
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
    const field = this.#field(tx, custom.name, custom.type ?? (Array.isArray(custom.value) ? 'choices' : 'text'));
    const value = this.#customValue(tx, field, custom);
    if (value) setFieldValue(tx, id, field.id, value);
    else createEntry(tx, { kind: 'note', body: `${custom.name}: ${[custom.value].flat().join(', ')}`, participants: [id] });
  }

  #field(tx: Tx, name: string, type: FieldType): { id: Id; type: FieldType; currency: string } {
    const key = foldName(name);
    const known = this.#fields.get(key);
    if (known) return known;
    const { currency } = teamSettings(tx.store);
    const existing = listFields(tx.store).find((field) => foldName(field.name) === key && !field.retired);
    const field = existing ?? { id: createField(tx, { record: 'contact', name, type, currency }), type, currency };
    this.#fields.set(key, field);
    return field;
  }

  /** The value in the field's type; undefined when the text cannot be read as one. */
  #customValue(tx: Tx, field: { id: Id; type: FieldType; currency: string }, custom: ContactCard['custom'][number]): FieldValue | undefined {
    const texts = [custom.value].flat();
    const text = texts.join(', ');
    switch (field.type) {
      case 'text':
      case 'link':
        return text.length <= 1_000 ? { type: field.type, value: text } : undefined;
      case 'longText':
        return { type: 'longText', value: text };
      case 'number':
        return text.trim() !== '' && Number.isFinite(Number(text)) ? { type: 'number', value: Number(text) } : undefined;
      case 'money': {
        const [, amount = text, currency = field.currency] = /^(.*?)\s+([A-Z]{3})$/.exec(text) ?? [];
        const money = parseMoney(amount, 'en', currency);
        return money ? { type: 'money', value: { minor: money.minor, currency: money.currency } } : undefined;
      }
      case 'date':
        return /^(\d{4}|-)-\d{2}-\d{2}$/.test(text) ? { type: 'date', value: text } : undefined;
      case 'yesNo':
        return /^(true|false)$/.test(text) ? { type: 'yesNo', value: text === 'true' } : undefined;
      case 'choice':
        return { type: 'choice', value: this.#choice(tx, field.id, text) };
      case 'choices':
        return { type: 'choices', value: texts.map((one) => this.#choice(tx, field.id, one)) };
      case 'contact': {
        const byUid = custom.uid === undefined ? undefined : knownByKey(tx.store, `uid:${custom.uid}`);
        const found = byUid?.contact ?? contactsNamed(tx.store, text)[0];
        return found ? { type: 'contact', value: idFromBytes(found.id) } : undefined;
      }
    }
  }

  #choice(tx: Tx, fieldId: Id, name: string): Id {
    const found = tx.store.prepare('SELECT x.id FROM fieldChoices x JOIN fields f ON f.n = x.fieldN WHERE f.id = ? AND x.name = ? COLLATE NOCASE AND x.hidden = 0').get(idToBytes(fieldId), name);
    if (found) return idFromBytes(found.id);
    const id = newId(tx.store);
    tx.insert('fieldChoices', id, { fieldId, name, orderKey: `z${String(tx.store.prepare('SELECT count(*) AS n FROM fieldChoices').get()!.n).padStart(6, '0')}` });
    return id;
  }

  #noteSource(tx: Tx, contactId: Id, card: ContactCard, rowHash: string): void {
    const values = { contactId, source: this.#source, key: card.sourceKey, rowHash };
    tx.insert('sourceKeys', naturalId('sourceKey', contactId, this.#source, card.sourceKey, rowHash), values);
  }
}

/** How many references are connected in one transaction. */
const AT_ONCE = 100;

/** Whether the timeline of a contact lacks an entry: by its id, by that of an earlier import, or by what it says. */
function isNewEntry(store: Store, contactN: number, { uid, kind, at, subject = '', body = '' }: CardEntry): boolean {
  const id = Id.safeParse(uid);
  if (id.success && store.prepare('SELECT 1 AS n FROM participants p JOIN entries e ON e.n = p.entryN WHERE e.id = ? AND p.contactN = ?').get(idToBytes(id.data), contactN)) return false;
  const same = 'SELECT 1 AS n FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND p.at = ? AND e.kind = ? AND e.subject = ? AND e.body = ? LIMIT 1';
  return store.prepare(same).get(contactN, Date.parse(at), kind, subject, body) === undefined;
}

/** What comes back from an export keeps its id, where none of our rows ever had it. */
function freeId(tx: Tx, table: 'contacts' | 'entries', uid: string | undefined): Id | undefined {
  const id = Id.safeParse(uid);
  return id.success && !tx.row(table, idToBytes(id.data)) ? id.data : undefined;
}

function visibleByUid(store: Store, uid: string): Id | undefined {
  const known = knownByKey(store, `uid:${uid}`);
  return known && known.contact.hidden === HIDDEN.no ? idFromBytes(known.contact.id) : undefined;
}

interface Known {
  contact: Row;
  /** Hashes of the rows that were read for it. */
  hashes: Set<string>;
}

/** The contact that a row with this key became; one that an undo took back is not known. */
function knownByKey(store: Store, key: string): Known | undefined {
  const rows = store.prepare('SELECT contactN AS n, rowHash FROM sourceKeys WHERE key = ? AND hidden = 0 ORDER BY n').all(key);
  for (const { n } of rows) {
    const contact = n === null ? undefined : store.prepare('SELECT * FROM contacts WHERE n = ?').get(n);
    if (!contact || contact.hidden === HIDDEN.takenBack || contact.deleted?.length === 1) continue;
    return { contact, hashes: new Set(rows.filter((row) => row.n === n).map((row) => row['rowHash'] as string)) };
  }
  return knownById(store, key);
}

/** A card that was exported from this very profile names its contact by id. */
function knownById(store: Store, key: string): Known | undefined {
  const id = Id.safeParse(key.startsWith('uid:') ? key.slice(4) : '');
  const contact = id.success ? store.prepare('SELECT r.* FROM contacts c JOIN contacts r ON r.n = c.rootN WHERE c.id = ?').get(idToBytes(id.data)) : undefined;
  return contact && contact.hidden !== HIDDEN.takenBack && contact.deleted?.length !== 1 ? { contact, hashes: new Set() } : undefined;
}

/** Somebody with the same e-mail address and the same name: joined without asking. */
function sameContact(store: Store, card: ContactCard): Row | undefined {
  const name = foldName(cardTitle(card));
  if (name === '') return undefined;
  return withEmail(store, card).find((row) => row['kind'] === card.kind && foldName(row['name'] as string) === name);
}

/** Somebody who may be the same. */
function similarTo(store: Store, card: ContactCard): { row: Row; reason: 'same-email' | 'same-phone' | 'same-name' } | undefined {
  const byEmail = withEmail(store, card)[0];
  if (byEmail) return { row: byEmail, reason: 'same-email' };
  for (const { number } of card.phones) {
    const { digits } = parsePhone(number, store.country);
    if (digits.length < 6) continue;
    const row = store.prepare('SELECT c.n, c.id, c.name FROM phones p JOIN contacts c ON c.n = p.contactN WHERE p.digits = ? AND p.hidden = 0 AND c.hidden = 0 LIMIT 1').get(digits);
    if (row) return { row, reason: 'same-phone' };
  }
  const byName = contactsNamed(store, cardTitle(card), card.kind)[0];
  return byName && { row: byName, reason: 'same-name' };
}

function withEmail(store: Store, card: ContactCard): Row[] {
  return card.emails.flatMap(({ address }) =>
    store.prepare('SELECT c.n, c.id, c.kind, c.name FROM emails e JOIN contacts c ON c.n = e.contactN WHERE e.folded = ? AND e.hidden = 0 AND c.hidden = 0 LIMIT 20').all(foldEmail(address)),
  );
}

/** The parts of a card, each by what makes it the same as another: `emails ada@x.org`. */
function partKeys(store: Store, card: ContactCard): string[] {
  return [
    ...card.emails.map(({ address }) => `emails ${foldEmail(address)}`),
    ...card.phones.map(({ number }) => `phones ${parsePhone(number, store.country).digits}`),
    ...card.addresses.map((address) => `addresses ${addressKey(address)}`),
    ...card.links.map(({ url }) => `links ${url}`),
    ...card.dates.map(({ label, date }) => `dates ${label} ${date}`),
    ...card.facts.map(({ label, text }) => `facts ${label} ${text}`),
    ...card.roles.map((role) => `contactRoles ${role}`),
    ...card.tags.map((tag) => `contactTags ${foldName(tag)}`),
    ...card.affiliations.map(({ organisation = '', title = '' }) => `affiliations ${foldName(organisation)} ${title}`),
    ...card.relations.map(({ label, name }) => `relations ${label} ${foldName(name)}`),
    ...card.custom.map(({ name }) => `fieldValues ${foldName(name)}`),
    ...card.notes.map((note) => `notes ${note}`),
  ];
}

/** What a contact has, by what makes two parts the same. */
function existingParts(store: Store, n: number): Set<string> {
  const parts = new Set<string>();
  const add = (part: string, sql: string, key: (row: Row) => string): void => {
    for (const row of store.prepare(sql).all(n)) parts.add(`${part} ${key(row)}`);
  };
  const of = (table: string): string => `SELECT * FROM ${table} WHERE contactN = ? AND hidden = 0`;
  const text = (row: Row, column: string): string => (row[column] as string | null) ?? '';
  add('emails', of('emails'), (row) => text(row, 'folded'));
  add('phones', of('phones'), (row) => text(row, 'digits'));
  add('addresses', of('addresses'), (row) => addressKey(row as unknown as ContactCard['addresses'][number]));
  add('links', of('links'), (row) => text(row, 'url'));
  add('dates', of('dates'), (row) => `${text(row, 'label')} ${text(row, 'date')}`);
  add('facts', of('facts'), (row) => `${text(row, 'label')} ${text(row, 'text')}`);
  add('contactRoles', of('contactRoles'), (row) => text(row, 'role'));
  add('contactTags', 'SELECT t.* FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN = ? AND x.hidden = 0', (row) => foldName(text(row, 'name')));
  add('fieldValues', 'SELECT f.* FROM fieldValues v JOIN fields f ON f.n = v.fieldN WHERE v.contactN = ? AND v.hidden = 0', (row) => foldName(text(row, 'name')));
  add('affiliations', 'SELECT a.title, o.name FROM affiliations a LEFT JOIN contacts o ON o.n = a.organisationN WHERE a.personN = ? AND a.hidden = 0', (row) => `${foldName(text(row, 'name'))} ${text(row, 'title')}`);
  add('relations', 'SELECT * FROM relations WHERE fromN = ? AND hidden = 0', (row) => `${text(row, 'kind')} ${foldName(text(row, 'toName'))}`);
  add('notes', "SELECT e.body FROM participants p JOIN entries e ON e.n = p.entryN WHERE p.contactN = ? AND p.hidden = 0 AND e.hidden = 0 AND e.kind = 'note' LIMIT 500", (row) => text(row, 'body'));
  return parts;
}

function addressKey(address: Partial<ContactCard['addresses'][number]>): string {
  return [address.street, address.poBox, address.city, address.postalCode, address.country].map((part) => foldName(part ?? '')).join('|');
}

/** Twelve bytes of a hash of everything that the card says. */
export function cardHash(card: ContactCard): string {
  const { photo, ...rest } = card;
  return createHash('sha256').update(JSON.stringify(rest)).update(photo?.bytes ?? new Uint8Array(0)).digest('base64url').slice(0, 16);
}

/**
 * The cards that came before in one file, kept in a temporary database so that a million of them need no
 * memory. A dry run asks it what the real one would find among the contacts.
 */
export class CardsBefore {
  readonly #sql = new Database('');
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    this.#sql.exec(`
      CREATE TABLE cards (n INTEGER PRIMARY KEY, key TEXT, rowHash TEXT, kind TEXT, name TEXT, folded TEXT);
      CREATE INDEX cardsByKey ON cards (key);
      CREATE INDEX cardsByName ON cards (folded);
      CREATE TABLE marks (mark TEXT, n INTEGER, PRIMARY KEY (mark, n)) WITHOUT ROWID;`);
  }

  add(card: ContactCard): void {
    const { lastInsertRowid: n } = this.#prepare('INSERT INTO cards (key, rowHash, kind, name, folded) VALUES (?, ?, ?, ?, ?)').run(
      card.sourceKey,
      cardHash(card),
      card.kind,
      cardTitle(card),
      foldName(cardTitle(card)),
    );
    for (const mark of this.#marks(card)) this.#prepare('INSERT OR IGNORE INTO marks (mark, n) VALUES (?, ?)').run(mark, n);
  }

  find(card: ContactCard): { reason: 'same-row' | 'same-contact' | 'same-email' | 'same-phone' | 'same-name'; rowHash: string; name: string } | undefined {
    type CardRow = { rowHash: string; name: string; kind: string; folded: string };
    const byKey = this.#prepare('SELECT * FROM cards WHERE key = ? ORDER BY n DESC LIMIT 1').get(card.sourceKey) as CardRow | undefined;
    if (byKey) return { reason: 'same-row', ...byKey };
    const folded = foldName(cardTitle(card));
    const marked = this.#marks(card).flatMap((mark) =>
      (this.#prepare('SELECT c.* FROM marks m JOIN cards c ON c.n = m.n WHERE m.mark = ? LIMIT 20').all(mark) as CardRow[]).map((row) => ({ row, mark })),
    );
    const same = marked.find(({ row, mark }) => mark.startsWith('email ') && folded !== '' && row.kind === card.kind && row.folded === folded);
    if (same) return { reason: 'same-contact', ...same.row };
    const first = marked[0];
    if (first) return { reason: first.mark.startsWith('email ') ? 'same-email' : 'same-phone', ...first.row };
    const byName = folded === '' ? undefined : (this.#prepare('SELECT * FROM cards WHERE folded = ? AND kind = ? LIMIT 1').get(folded, card.kind) as CardRow | undefined);
    return byName && { reason: 'same-name', ...byName };
  }

  close(): void {
    this.#sql.close();
  }

  #marks(card: ContactCard): string[] {
    const digits = card.phones.map(({ number }) => parsePhone(number, this.#store.country).digits).filter((number) => number.length >= 6);
    return [...card.emails.map(({ address }) => `email ${foldEmail(address)}`), ...digits.map((number) => `phone ${number}`)];
  }

  readonly #statements = new Map<string, Database.Statement>();

  #prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql) ?? this.#sql.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}
