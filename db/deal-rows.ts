import { CallError } from '../core/call.ts';
import type { Deal, DealCard, DealLine, Outcome } from '../core/deals.ts';
import { lineAmount, stays } from '../core/deals.ts';
import { type Id, idFromBytes } from '../core/ids.ts';
import { groupBy, seenOf } from './contact-list.ts';
import { contactRef, entryCounts } from './contacts.ts';
import { dealRow } from './deal-row.ts';
import { PROBABILITY } from './deal-filter.ts';
import { movesOf } from './derive-deals.ts';
import { dealFieldValuesOf } from './field-values.ts';
import { memberNames, ownerOf } from './reminder-rows.ts';
import type { Row, Store } from './store.ts';

const CARDS = `SELECT d.*, s.id AS stageBytes, s.staleDays, ${PROBABILITY} AS chance,
  iif(c.deleted IS x'ff', NULL, c.id) AS whoId, c.kind AS whoKind, c.name AS whoName, c.photo AS whoPhoto, c.hidden AS whoHidden,
  iif(o.deleted IS x'ff', NULL, o.id) AS orgId, o.kind AS orgKind, o.name AS orgName, o.photo AS orgPhoto, o.hidden AS orgHidden
  FROM json_each(?) wanted CROSS JOIN deals d ON d.n = wanted.value LEFT JOIN stages s ON s.n = d.stageN
  LEFT JOIN contacts c ON c.n = d.contactN LEFT JOIN contacts o ON o.n = d.organisationN ORDER BY wanted.key`;

const NEXT = `SELECT r.dealN, r.id, r.kind, r.purpose, r.due, r.zone FROM reminders r
  WHERE r.dealN IN (SELECT value FROM json_each(?)) AND r.dealN IS NOT NULL AND r.doneAt IS NULL AND r.hidden = 0 ORDER BY r.sortAt DESC, r.n DESC`;

const TAGS = `SELECT x.dealN, t.id, t.name, t.colour FROM dealTags x JOIN tags t ON t.n = x.tagN
  WHERE x.dealN IN (SELECT value FROM json_each(?)) AND x.hidden = 0 AND t.hidden = 0 ORDER BY t.folded, t.id`;

/** Deals as a board or a list shows them, in the order of the numbers. */
export function dealCards(store: Store, numbers: readonly number[]): DealCard[] {
  if (numbers.length === 0) return [];
  const list = JSON.stringify(numbers);
  const next = new Map(store.prepare(NEXT).all(list).map((row) => [row['dealN'] as number, row]));
  const tags = groupBy(store.prepare(TAGS).all(list), (row) => row['dealN'] as number);
  const members = memberNames(store);
  return store
    .prepare(CARDS)
    .all(list)
    .map((row) => cardOf(row, next.get(row.n), tags.get(row.n) ?? [], members));
}

function cardOf(row: Row, next: Row | undefined, tags: readonly Row[], members: ReadonlyMap<string, string>): DealCard {
  return {
    id: idFromBytes(row.id),
    title: row['title'] as string,
    stageId: idFromBytes((row['stageBytes'] ?? row['stageId']) as Buffer),
    orderKey: row['orderKey'] as string,
    contact: refOf(row, 'who'),
    organisation: refOf(row, 'org'),
    owner: ownerOf(row, members),
    amount: row['amount'] === null ? null : { minor: row['amount'] as number, currency: row['currency'] as string },
    probability: (row['chance'] as number | null) ?? 0,
    committed: row['committed'] === 1,
    expectedClose: row['expectedClose'] as string,
    outcome: ((row['outcome'] as string) || null) as Outcome | null,
    closedAt: row['closedAt'] as number | null,
    createdAt: row['createdAt'] as number,
    stageAt: row['stageAt'] as number,
    touchedAt: row['touchedAt'] as number,
    next: next
      ? { id: idFromBytes(next.id), kind: next['kind'] as string, purpose: next['purpose'] as string, due: next['due'] as string, zone: next['zone'] as string }
      : null,
    staleDays: row['staleDays'] as number | null,
    tags: tags.map((tag) => ({ id: idFromBytes(tag.id), name: tag['name'] as string, colour: tag['colour'] as number })),
  };
}

/** Somebody who was erased is nobody. */
function refOf(row: Row, prefix: 'who' | 'org'): DealCard['contact'] {
  if (row[`${prefix}Id`] === null) return null;
  return contactRef({ id: row[`${prefix}Id`], kind: row[`${prefix}Kind`], name: row[`${prefix}Name`], photo: row[`${prefix}Photo`], hidden: row[`${prefix}Hidden`] } as unknown as Row);
}

/** Everything about a deal. Errors: `deal-not-found`. */
export function getDeal(store: Store, id: Id): Deal {
  const row = dealRow(store, id);
  const [card] = dealCards(store, [row.n]);
  if (!card) throw new CallError('deal-not-found', 'This deal no longer exists.');
  const pipeline = store.prepare('SELECT p.id FROM stages s JOIN pipelines p ON p.n = s.pipelineN WHERE s.n = ?').get(row['stageN']);
  const reason = store.prepare('SELECT id, name, origin FROM closeReasons WHERE n = ?').get(row['reasonN']);
  return {
    ...card,
    pipelineId: pipeline ? idFromBytes(pipeline.id) : card.stageId,
    source: row['source'] as string,
    notes: row['notes'] as string,
    ownProbability: row['probability'] as number | null,
    minor: row['minor'] as number | null,
    currency: row['currency'] as string,
    lines: linesOf(store, row.n),
    contacts: contactsOf(store, row.n),
    competitors: store.prepare('SELECT name FROM dealCompetitors WHERE dealN = ? AND hidden = 0 ORDER BY name').all(row.n).map((other) => other['name'] as string),
    steps: stepsOf(store, row),
    reason: reason ? { id: idFromBytes(reason.id), name: reason['name'] as string, origin: reason['origin'] as string } : null,
    reasonNote: row['reasonNote'] as string,
    fields: dealFieldValuesOf(store, row.n),
    seen: seenOf('deals', row),
    history: stays(movesOf(store, row.n)),
    openReminders: store.prepare('SELECT count(*) AS n FROM reminders WHERE dealN = ? AND doneAt IS NULL AND hidden = 0').get(row.n)!.n,
    entryCounts: entryCounts(store, 'SELECT x.entryN FROM entryDeals x WHERE x.dealN = $deal AND x.hidden = 0', { deal: row.n }),
  };
}

function linesOf(store: Store, dealN: number): Deal['lines'] {
  return store
    .prepare('SELECT l.*, p.name AS product FROM dealLines l LEFT JOIN products p ON p.n = l.productN WHERE l.dealN = ? AND l.hidden = 0 ORDER BY l.orderKey, l.id')
    .all(dealN)
    .map((row) => {
      const line: DealLine = {
        productId: row['productId'] === null ? null : idFromBytes(row['productId'] as Buffer),
        text: row['text'] as string,
        quantity: row['quantity'] as number,
        price: row['price'] as number,
        discount: row['discount'] as number,
        recurring: row['recurring'] as DealLine['recurring'],
        times: row['times'] as number,
      };
      return { ...line, id: idFromBytes(row.id), product: (row['product'] as string | null) ?? '', amount: lineAmount(line) };
    });
}

/** Who has a part in it, the first of all first. */
function contactsOf(store: Store, dealN: number): Deal['contacts'] {
  return store
    .prepare(
      `SELECT c.n, c.id, c.kind, c.name, c.photo, c.hidden, max(x.role) AS role FROM dealContacts x JOIN contacts c ON c.n = x.contactN JOIN deals d ON d.n = x.dealN
       WHERE x.dealN = ? AND x.hidden = 0 AND c.hidden = 0 GROUP BY c.n ORDER BY c.n IS NOT d.contactN, min(x.id)`,
    )
    .all(dealN)
    .map((row) => ({ contact: contactRef(row), role: row['role'] as string }));
}

function stepsOf(store: Store, deal: Row): Deal['steps'] {
  return store
    .prepare(
      `SELECT p.id, p.text, x.doneAt FROM stageSteps p LEFT JOIN dealSteps x ON x.stepN = p.n AND x.dealN = ? AND x.hidden = 0
       WHERE p.stageN = ? AND p.hidden = 0 ORDER BY p.orderKey, p.id`,
    )
    .all(deal.n, deal['stageN'])
    .map((row) => ({ id: idFromBytes(row.id), text: row['text'] as string, doneAt: row['doneAt'] as number | null }));
}
