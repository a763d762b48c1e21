// What an import does with one deal: finds the one that it is, and writes what is new. Nothing that somebody edited or
// removed here is written again.
import type { DealSheet } from '../core/deal-sheet.ts';
import { reasonOrigin } from '../core/deal-words.ts';
import { isPurged } from '../core/deletion.ts';
import { Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { hasOwnStamp } from '../core/row-clock.ts';
import { generateNKeysBetween } from 'fractional-indexing';
import { appendToStage } from './board-order.ts';
import { reasonFor } from './close-reasons.ts';
import { foldName } from './contact-names.ts';
import { tagNamed } from './contact-writes.ts';
import { setDealFieldValue } from './field-values.ts';
import type { Likeness } from './find-contact.ts';
import { CustomFields } from './import-custom.ts';
import { PeopleBook } from './import-people.ts';
import { PipelineBook, type Place } from './import-pipelines.ts';
import { HIDDEN, type Row, type Store, isInBin } from './store.ts';
import { teamSettings } from './settings.ts';
import { tableNamed } from './tables/registry.ts';
import type { Tx, Values } from './write.ts';

/** Somebody or something that was made, though it may be `like` another: a deal, or whom it is with. */
export interface DealDoubt {
  record: 'deal' | 'contact';
  name: string;
  like: Id;
  likeName: string;
  reason: Likeness | 'same-deal';
}

/** `whoUnknown`: the file names somebody by a number alone, whom nobody has brought here yet. */
export type DealRemark = { code: 'owner-unknown' | 'who-unknown'; title: string };

export type DealOutcome = { kind: 'created' | 'updated' | 'unchanged' | 'doubtful' | 'skipped'; id: Id; doubts: DealDoubt[]; remarks: DealRemark[] };

/** What one import remembers between its deals. */
export class DealWriter {
  readonly #source: string;
  readonly pipelines: PipelineBook;
  readonly people: PeopleBook;
  readonly #fields = new CustomFields('deal');
  readonly #tags = new Map<string, Id>();
  readonly #owners = new Map<string, Id | null>();
  /** Deals that this file brought are not what others of it are like. */
  readonly #brought = new Set<Id>();

  constructor(source: string, programName: string | undefined) {
    this.#source = source;
    this.pipelines = new PipelineBook(programName);
    this.people = new PeopleBook(source);
  }

  /** `rowHash` tells whether the deal says the same as one that was written before under its key. */
  write(tx: Tx, sheet: DealSheet, rowHash: string): DealOutcome {
    tx.dirty.settleNames(tx.store);
    const outcome: DealOutcome = { kind: 'created', id: '' as Id, doubts: [], remarks: [] };
    const known = knownDeal(tx.store, sheet);
    if (known) {
      outcome.id = idFromBytes(known.deal.id);
      this.#brought.add(outcome.id);
      if (isInBin(known.deal)) outcome.kind = 'skipped';
      else if (known.hashes.has(rowHash)) outcome.kind = 'unchanged';
      else {
        outcome.kind = this.#addTo(tx, known.deal, sheet, outcome) ? 'updated' : 'unchanged';
        this.#noteSource(tx, sheet, rowHash, outcome);
      }
      return outcome;
    }
    this.#create(tx, sheet, outcome);
    this.#noteSource(tx, sheet, rowHash, outcome);
    if (outcome.doubts.length > 0) outcome.kind = 'doubtful';
    return outcome;
  }

  #create(tx: Tx, sheet: DealSheet, outcome: DealOutcome): void {
    const { store } = tx;
    const id = (outcome.id = freeDealId(store, sheet));
    const who = this.#whoIs(tx, sheet, outcome);
    const like = likeDeal(store, sheet.title, who, this.#brought);
    if (like) outcome.doubts.push({ record: 'deal', name: sheet.title, like: idFromBytes(like.id), likeName: like['title'] as string, reason: 'same-deal' });
    this.#brought.add(id);
    const place = this.pipelines.placeOf(tx, sheet);
    const now = store.ports.now();
    const closed = sheet.outcome ? Math.min(now, sheet.closedAt === undefined ? now : Date.parse(sheet.closedAt)) : now;
    const createdAt = Math.min(sheet.createdAt === undefined ? closed : Date.parse(sheet.createdAt), now);
    const closedAt = sheet.outcome ? Math.max(closed, createdAt) : null;
    tx.insert('deals', id, {
      ...this.#valuesOf(tx, sheet, place, outcome),
      title: sheet.title,
      stageId: place.id,
      orderKey: appendToStage(store, place.n, 1)[0]!,
      contactId: who.contacts[0]?.id ?? null,
      organisationId: who.organisationId,
      committed: sheet.committed === true,
      createdAt,
      ...(sheet.outcome ? { outcome: sheet.outcome, closedAt, ...this.#reasonOf(tx, sheet) } : {}),
    });
    for (const { id: contactId, role } of who.contacts) tx.insert('dealContacts', naturalId('dealContact', id, contactId), { dealId: id, contactId, role });
    this.#addLines(tx, id, sheet);
    this.#addHistory(tx, id, sheet, place, createdAt, closedAt);
    this.#addWords(tx, id, sheet, () => true);
    for (const uid of sheet.entries ?? []) this.#addEntry(tx, id, uid);
  }

  /** Adds what the deal lacks, and leaves what it has. Gives whether anything was added. */
  #addTo(tx: Tx, deal: Row, sheet: DealSheet, outcome: DealOutcome): boolean {
    const id = outcome.id;
    const columns = tableNamed('deals').columnsByName;
    const isLacking = (field: string): boolean => (deal[field] === '' || deal[field] === null) && !hasOwnStamp(deal.clock, columns.get(field)!.number);
    const place: Place = { id: idFromBytes(deal['stageId'] as Buffer), n: deal['stageN'] as number, probability: tx.store.prepare('SELECT probability FROM stages WHERE n = ?').get(deal['stageN'])?.['probability'] as number };
    const { minor, currency, ...values } = this.#valuesOf(tx, { ...sheet, ...(isLacking('ownerId') ? {} : { owner: undefined }) }, place, outcome);
    const lacking: Values = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== null && value !== '' && isLacking(field)));
    const hasLines = tx.store.prepare('SELECT 1 AS n FROM dealLines WHERE dealN = ? AND hidden = 0 LIMIT 1').get(deal.n) !== undefined;
    if (minor !== null && isLacking('minor') && !hasLines) Object.assign(lacking, { minor, currency });
    const wanted = { ...sheet, contacts: isLacking('contactId') ? sheet.contacts : [], organisation: isLacking('organisationId') ? sheet.organisation : undefined } as DealSheet;
    const who = this.#whoIs(tx, wanted, outcome);
    if (who.organisationId) lacking['organisationId'] = who.organisationId;
    const [first] = who.contacts;
    if (first) lacking['contactId'] = first.id;
    let changed = Object.keys(lacking).length > 0 && tx.update('deals', id, lacking);
    for (const { id: contactId, role } of who.contacts) {
      if (had(tx.store, 'SELECT 1 AS n FROM dealContacts x JOIN contacts c ON c.n = x.contactN WHERE x.dealN = ? AND c.id = ?', deal.n, idToBytes(contactId))) continue;
      tx.insert('dealContacts', naturalId('dealContact', id, contactId), { dealId: id, contactId, role });
      changed = true;
    }
    this.#addWords(tx, id, sheet, (sql, value) => {
      if (had(tx.store, sql, deal.n, value)) return false;
      changed = true;
      return true;
    });
    return changed;
  }

  /** Tags, competitors and custom fields; `wanted` is asked with what finds one that is there, or was. */
  #addWords(tx: Tx, id: Id, sheet: DealSheet, wanted: (sql: string, value: string | Uint8Array) => boolean): void {
    for (const tag of sheet.tags) {
      const tagId = this.#tag(tx, tag);
      if (wanted('SELECT 1 AS n FROM dealTags x JOIN tags t ON t.n = x.tagN WHERE x.dealN = ? AND t.id = ?', idToBytes(tagId))) tx.insert('dealTags', naturalId('dealTag', id, tagId), { dealId: id, tagId });
    }
    for (const name of sheet.competitors) {
      if (wanted('SELECT 1 AS n FROM dealCompetitors x WHERE x.dealN = ? AND x.name = ?', name.trim())) tx.insert('dealCompetitors', naturalId('dealCompetitor', id, name.trim()), { dealId: id, name: name.trim() });
    }
    for (const custom of sheet.custom) {
      const { fieldId, value } = this.#fields.read(tx, custom);
      if (!wanted('SELECT 1 AS n FROM dealFieldValues x JOIN fields f ON f.n = x.fieldN WHERE x.dealN = ? AND f.id = ?', idToBytes(fieldId))) continue;
      if (value) setDealFieldValue(tx, id, fieldId, value);
      else this.#note(tx, id, `${custom.name}: ${[custom.value].flat().join(', ')}`);
    }
  }

  /** What a field cannot hold stays in the notes. */
  #note(tx: Tx, id: Id, text: string): void {
    const notes = tx.row('deals', idToBytes(id))!['notes'] as string;
    tx.update('deals', id, { notes: [notes, text].filter(Boolean).join('\n\n') });
  }

  #valuesOf(tx: Tx, sheet: DealSheet, place: Place, outcome: DealOutcome): Values {
    return {
      ownerId: this.#owner(tx.store, sheet.owner, outcome),
      minor: sheet.amount?.minor ?? null,
      currency: sheet.amount?.currency ?? teamSettings(tx.store).currency,
      expectedClose: sheet.expectedClose ?? '',
      probability: sheet.outcome !== undefined || sheet.probability === place.probability ? null : (sheet.probability ?? null),
      source: sheet.source ?? '',
      notes: sheet.notes ?? '',
    };
  }

  #reasonOf(tx: Tx, { outcome, reason, reasonNote = '' }: DealSheet): Values {
    if (!outcome) return {};
    const origin = reason === undefined ? undefined : reasonOrigin(reason, outcome);
    return { reasonId: reason === undefined ? null : reasonFor(tx, outcome, origin === undefined ? { name: reason } : { origin }), reasonNote };
  }

  #whoIs(tx: Tx, { contacts, organisation, title }: DealSheet, outcome: DealOutcome): { contacts: { id: Id; role: string }[]; organisationId: Id | null } {
    const [first] = contacts;
    const isOrganisation = first !== undefined && !organisation && this.people.isOrganisation(tx.store, first);
    const organisationId = organisation ? this.people.organisation(tx, organisation) : isOrganisation ? this.people.organisation(tx, first) : null;
    let isUnknown = organisation !== undefined && organisationId === null;
    const found = new Map<Id, string>();
    for (const who of isOrganisation ? contacts.slice(1) : contacts) {
      const { id, doubt } = this.people.person(tx, who, organisationId);
      if (doubt) outcome.doubts.push({ record: 'contact', name: who.name ?? who.email ?? '', ...doubt });
      if (id === null) isUnknown = true;
      else if (!found.has(id)) found.set(id, who.role ?? '');
    }
    if (isUnknown) outcome.remarks.push({ code: 'who-unknown', title });
    return { contacts: [...found].map(([id, role]) => ({ id, role })), organisationId };
  }

  #owner(store: Store, owner: string | undefined, outcome: DealOutcome): Id | null {
    if (owner === undefined) return null;
    const known = this.#owners.get(owner);
    if (known !== undefined) return known;
    const [, name = owner, email = owner] = /^(.*?)\s*[(<]([^()<>\s]+@[^()<>\s]+)[)>]$/.exec(owner) ?? [];
    const found = store.prepare("SELECT id FROM members WHERE (name = ? COLLATE NOCASE OR (email <> '' AND email = ? COLLATE NOCASE)) AND hidden = 0 ORDER BY id LIMIT 1").get(name, email);
    const id = found ? idFromBytes(found.id) : null;
    this.#owners.set(owner, id);
    // Told once, not with each of their deals.
    if (id === null) outcome.remarks.push({ code: 'owner-unknown', title: owner });
    return id;
  }

  #addLines(tx: Tx, id: Id, { lines = [] }: DealSheet): void {
    const keys = generateNKeysBetween(null, null, lines.length);
    lines.forEach(({ product, ...line }, at) => {
      const found = product === undefined ? undefined : tx.store.prepare('SELECT id FROM products WHERE name = ? COLLATE NOCASE AND hidden = 0 ORDER BY id LIMIT 1').get(product);
      const text = line.text === '' && !found ? (product ?? '') : line.text;
      tx.insert('dealLines', naturalId('imported-line', id, String(at)), { ...line, dealId: id, text, productId: found ? idFromBytes(found.id) : null, orderKey: keys[at]! });
    });
  }

  /** Where it was, as far as the file says it: else in its stage from its making on. */
  #addHistory(tx: Tx, id: Id, sheet: DealSheet, place: Place, createdAt: number, closedAt: number | null): void {
    const told = sheet.history?.map(({ outcome = '' as const, at, ...named }) => ({ stageId: this.pipelines.placeOf(tx, { ...named, outcome: undefined }).id, outcome, at: Date.parse(at) }));
    const plain = [{ stageId: place.id, outcome: '' as const, at: createdAt }, ...(sheet.outcome ? [{ stageId: place.id, outcome: sheet.outcome, at: closedAt! }] : [])];
    const changes = told && told.length > 0 ? told : plain;
    // Of changes at one time the id says which came first.
    const ids = changes.map((_, at) => naturalId('imported-stage-change', id, String(at))).sort();
    changes.forEach((change, at) => tx.insert('stageChanges', ids[at]!, { dealId: id, ...change, memberId: tx.store.member }));
  }

  #addEntry(tx: Tx, dealId: Id, uid: string): void {
    const id = Id.safeParse(uid);
    const entry = id.success ? tx.row('entries', idToBytes(id.data)) : undefined;
    if (entry?.hidden === HIDDEN.no) tx.insert('entryDeals', naturalId('entryDeal', id.data!, dealId), { entryId: id.data!, dealId });
  }

  #tag(tx: Tx, name: string): Id {
    const known = this.#tags.get(name);
    if (known) return known;
    const id = tagNamed(tx, name);
    this.#tags.set(name, id);
    return id;
  }

  /** A row that could not be joined with all whom it names is read again the next time. */
  #noteSource(tx: Tx, { sourceKey: key }: DealSheet, hash: string, { id, remarks }: DealOutcome): void {
    const rowHash = remarks.some(({ code }) => code === 'who-unknown') ? '' : hash;
    tx.insert('dealSources', naturalId('dealSource', id, this.#source, key, rowHash), { dealId: id, source: this.#source, key, rowHash });
  }
}

const had = (store: Store, sql: string, dealN: number, value: string | Uint8Array): boolean => store.prepare(`${sql} AND x.hidden <> ${HIDDEN.takenBack} LIMIT 1`).get(dealN, value) !== undefined;

/** The deal that a row with this key became; one that an undo took back is not known. */
export function knownDeal(store: Store, { sourceKey, uid }: DealSheet): { deal: Row; hashes: ReadonlySet<string> } | undefined {
  const rows = store.prepare('SELECT dealN AS n, rowHash FROM dealSources WHERE key = ? AND hidden = 0 ORDER BY n').all(sourceKey);
  for (const { n } of rows) {
    const deal = n === null ? undefined : store.prepare('SELECT * FROM deals WHERE n = ?').get(n);
    if (!deal || deal.hidden === HIDDEN.takenBack || isPurged(deal.deleted)) continue;
    return { deal, hashes: new Set(rows.filter((row) => row.n === n).map((row) => row['rowHash'] as string).filter(Boolean)) };
  }
  const id = Id.safeParse(uid);
  const deal = id.success ? store.prepare('SELECT * FROM deals WHERE id = ?').get(idToBytes(id.data)) : undefined;
  return deal && deal.hidden !== HIDDEN.takenBack && !isPurged(deal.deleted) ? { deal, hashes: new Set() } : undefined;
}

/** Its own where no row of ours ever had it, else one made of its key: two devices that read a file have the same deal. */
function freeDealId(store: Store, { uid, sourceKey }: DealSheet): Id {
  const isFree = (id: Id): boolean => store.prepare('SELECT 1 AS n FROM deals WHERE id = ?').get(idToBytes(id)) === undefined;
  const own = Id.safeParse(uid);
  if (own.success && isFree(own.data)) return own.data;
  for (let attempt = 0; ; attempt++) {
    const id = naturalId('imported-deal', sourceKey, String(attempt));
    if (isFree(id)) return id;
  }
}

/** A deal of the same title with the same contact or organisation. */
function likeDeal(store: Store, title: string, { contacts, organisationId }: { contacts: readonly { id: Id }[]; organisationId: Id | null }, except: ReadonlySet<Id>): Row | undefined {
  const wanted = foldName(title);
  if (wanted === '') return undefined;
  const first = contacts[0]?.id;
  const rows = [
    ...(first ? store.prepare('SELECT d.n, d.id, d.title FROM deals d JOIN contacts c ON c.n = d.contactN WHERE c.id = ? AND d.hidden = 0 LIMIT 500').all(idToBytes(first)) : []),
    ...(organisationId ? store.prepare('SELECT d.n, d.id, d.title FROM deals d JOIN contacts c ON c.n = d.organisationN WHERE c.id = ? AND d.hidden = 0 LIMIT 500').all(idToBytes(organisationId)) : []),
  ];
  return rows.find((row) => !except.has(idFromBytes(row.id)) && foldName(row['title'] as string) === wanted);
}
