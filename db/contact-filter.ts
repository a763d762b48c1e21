import type { Condition } from '../core/filters.ts';
import { type Id, idToBytes } from '../core/ids.ts';
import { parsePhone } from '../core/phones.ts';
import { fold } from '../core/text/fold.ts';
import { searchQuery } from '../core/text/search-document.ts';
import { foldEmail } from './derive-columns.ts';
import type { Store } from './store.ts';

/**
 * One condition in SQL. `test` is true of a contact `c`; `set` selects the numbers of all that match, for
 * conditions with an index: a small set is walked instead of testing everybody.
 */
interface ConditionSql {
  test: string;
  set?: string;
  params: unknown[];
}

export interface FilterSql {
  /** Conditions on contacts `c`, joined by AND; always says that the contact is to be seen. */
  where: string;
  params: unknown[];
  /** Few match: sort those instead of walking everybody in order. */
  isNarrow: boolean;
}

/** Never are more matches than this sorted. */
const MOST_SORTED = 20_000;

/**
 * `wanted` is how many rows of the list are asked for, those before the page included. A set is narrow when
 * sorting it costs less than walking everybody in order until that many were found.
 */
export function filterSql(store: Store, filter: readonly Condition[], wanted = Infinity): FilterSql {
  const conditions = filter.map((condition) => conditionSql(store, condition));
  const most = conditions.some(({ set }) => set) ? narrowUpTo(store, wanted) : 0;
  const sizes = conditions.map(({ set, params }) => (set ? matchesUpTo(store, set, params, most) : Infinity));
  const narrowest = sizes.reduce((best, size, i) => (size < (sizes[best] ?? Infinity) ? i : best), 0);
  const isNarrow = (sizes[narrowest] ?? Infinity) <= most;
  const terms = conditions.map(({ test, set }, i) => (isNarrow && i === narrowest ? `c.n IN (${set})` : test));
  return { where: ['c.hidden = 0', ...terms].join(' AND '), params: conditions.flatMap(({ params }) => params), isNarrow };
}

/** How many contacts match. */
export function countContacts(store: Store, filter: readonly Condition[]): number {
  const { where, params } = filterSql(store, filter);
  return store.prepare(`SELECT count(*) AS n FROM contacts c WHERE ${where}`).get(...params)!.n;
}

function narrowUpTo(store: Store, wanted: number): number {
  const everybody = store.prepare('SELECT max(n) AS n FROM contacts').get()?.n ?? 0;
  return Math.min(MOST_SORTED, Math.floor(Math.sqrt(wanted * everybody)));
}

function matchesUpTo(store: Store, set: string, params: unknown[], most: number): number {
  return store.prepare(`SELECT count(*) AS n FROM (${set} LIMIT ${most + 1})`).get(...params)!.n;
}

function conditionSql(store: Store, condition: Condition): ConditionSql {
  switch (condition.field) {
    case 'kind':
      return { test: 'c.kind = ?', params: [condition.is] };
    case 'name':
      return condition.op === 'is'
        ? { test: 'c.name = ? COLLATE NOCASE', params: [condition.value] }
        : { test: "c.name LIKE '%' || ? || '%' ESCAPE '\\'", params: [likeText(condition.value)] };
    case 'email':
      return membership('FROM emails x WHERE x.hidden = 0 AND x.folded = ?', true, [foldEmail(condition.value)]);
    case 'phone': {
      const { digits, e164 } = parsePhone(condition.value, store.country);
      return membership('FROM phones x WHERE x.hidden = 0 AND (x.digits = ? OR x.e164 = ?)', true, [digits, e164 ?? digits]);
    }
    case 'tag': {
      const rows = 'FROM contactTags x JOIN tags t ON t.n = x.tagN AND t.hidden = 0 WHERE x.hidden = 0 AND x.tagN = (SELECT n FROM tags WHERE id = ?)';
      return membership(rows, condition.op === 'has', [bytes(condition.tagId)]);
    }
    case 'role':
      return membership('FROM contactRoles x WHERE x.hidden = 0 AND x.role = ?', condition.op === 'has', [condition.role]);
    case 'status':
    case 'source':
    case 'language':
      return { test: `c.${condition.field} ${condition.op === 'is' ? '=' : '<>'} ?`, params: [condition.value] };
    case 'owner':
      return { test: `c.ownerId ${condition.op === 'is' ? 'IS' : 'IS NOT'} ?`, params: [condition.memberId && bytes(condition.memberId)] };
    case 'organisation':
      return {
        test: 'EXISTS (SELECT 1 FROM affiliations x WHERE x.personN = c.n AND x.hidden = 0 AND x.organisationN = (SELECT rootN FROM contacts WHERE id = ?))',
        set: 'SELECT x.personN FROM affiliations x WHERE x.hidden = 0 AND x.organisationN = (SELECT rootN FROM contacts WHERE id = ?)',
        params: [bytes(condition.organisationId)],
      };
    case 'city':
      return condition.op === 'is'
        ? { test: 'EXISTS (SELECT 1 FROM addresses x WHERE x.contactN = c.n AND x.hidden = 0 AND x.city = ? COLLATE NOCASE)', params: [condition.value] }
        : { test: "EXISTS (SELECT 1 FROM addresses x WHERE x.contactN = c.n AND x.hidden = 0 AND x.city LIKE '%' || ? || '%' ESCAPE '\\')", params: [likeText(condition.value)] };
    case 'country':
      return { test: 'EXISTS (SELECT 1 FROM addresses x WHERE x.contactN = c.n AND x.hidden = 0 AND x.country = ? COLLATE NOCASE)', params: [condition.value] };
    case 'lastContact':
      if (condition.op === 'never') return { test: 'c.lastAt IS NULL', params: [] };
      return { test: `c.lastAt ${condition.op === 'before' ? '<' : '>='} ?`, params: [condition.at ?? 0] };
    case 'created':
      return { test: `c.createdAt ${condition.op === 'before' ? '<' : '>='} ?`, params: [condition.at] };
    case 'has':
      return hasSql(condition.what, condition.is);
    case 'custom':
      return customSql(condition);
    case 'text': {
      const match = searchQuery(condition.words);
      if (match === undefined) return { test: '0', set: 'SELECT 0 WHERE 0', params: [] };
      const found = 'SELECT rowid FROM contactSearch WHERE contactSearch MATCH ?';
      return { test: `c.n IN (${found})`, set: found, params: [match] };
    }
  }
}

function membership(rows: string, has: boolean, params: unknown[]): ConditionSql {
  const test = `EXISTS (SELECT 1 ${rows} AND x.contactN = c.n)`;
  return has ? { test, set: `SELECT x.contactN ${rows}`, params } : { test: `NOT ${test}`, params };
}

function hasSql(what: 'email' | 'phone' | 'address' | 'birthday', is: boolean): ConditionSql {
  if (what === 'birthday') return { test: `c.birthday IS ${is ? 'NOT ' : ''}NULL`, params: [] };
  const table = { email: 'emails', phone: 'phones', address: 'addresses' }[what];
  return { test: `${is ? '' : 'NOT '}EXISTS (SELECT 1 FROM ${table} x WHERE x.contactN = c.n AND x.hidden = 0)`, params: [] };
}

function customSql(condition: Extract<Condition, { field: 'custom' }>): ConditionSql {
  const { op, value } = condition;
  const field = bytes(condition.fieldId);
  const ofField = 'FROM fieldValues x WHERE x.hidden = 0 AND x.fieldN = (SELECT n FROM fields WHERE id = ?)';
  if (op === 'empty' || op === 'notEmpty') return membership(ofField, op === 'notEmpty', [field]);
  if (op === 'contains') return membership(`${ofField} AND x.text LIKE '%' || ? || '%' ESCAPE '\\'`, true, [field, likeText(String(value ?? ''))]);
  const compare = { is: '=', isNot: '=', atLeast: '>=', atMost: '<=' }[op];
  const has = op !== 'isNot';
  if (typeof value === 'number') {
    const number = membership(`${ofField} AND (x.number ${compare} ? OR x.minor ${compare} ?)`, has, [field, value, value]);
    return number;
  }
  if (typeof value === 'boolean') return membership(`${ofField} AND x.number = ?`, has, [field, value ? 1 : 0]);
  const text = value ?? '';
  if (UUID.test(text)) {
    return membership(`${ofField} AND (x.choiceN = (SELECT n FROM fieldChoices WHERE id = ?) OR x.refN = (SELECT rootN FROM contacts WHERE id = ?) OR x.text = ?)`, has, [
      field,
      bytes(text as Id),
      bytes(text as Id),
      text,
    ]);
  }
  return membership(`${ofField} AND x.text ${compare} ?`, has, [field, text]);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A text as part of a LIKE pattern, its signs meaning themselves. */
function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

function bytes(id: Id): Uint8Array {
  return idToBytes(id);
}

/** Tags are one when they fold to the same text. */
export function foldTag(name: string): string {
  return fold(name.trim());
}
