import type { Condition, Filter, Sort } from '../../core/filters.ts';
import { EntryKind } from '../../core/entries.ts';
import { Id } from '../../core/ids.ts';
import { type Arguments, Misuse, numberOption, option } from './arguments.ts';
import { readCursor, shownCursor } from './cursor.ts';
import { queryDeals } from './query-deals.ts';
import type { Session } from './session.ts';
import { known, memberCalled, readId, readWhere, same, tagCalled, type Where } from './where.ts';

/** What can be asked for: every kind of record there is a list of. */
const RECORDS = ['contacts', 'people', 'organisations', 'deals', 'entries', 'tags', 'fields', 'members', 'views', 'pipelines', 'products', 'changes', 'bin'] as const;

export interface QueryAnswer {
  rows: unknown[];
  next: string | null;
}

/** Answers `query RECORDS …` through the same calls as the screens. */
export async function query(session: Session, given: Arguments): Promise<QueryAnswer> {
  const record = given.positionals[0]!;
  const after = readCursor(record, option(given, 'after'));
  const answer = await ask(session, given, record as (typeof RECORDS)[number], after);
  return { ...answer, next: shownCursor(record, answer.next) };
}

async function ask(session: Session, given: Arguments, record: (typeof RECORDS)[number], after: string | undefined): Promise<QueryAnswer> {
  const wheres = (given.options.get('where') ?? []).map(readWhere);
  const limit = numberOption(given, 'limit', 50, 1, 200);
  const text = option(given, 'text');
  switch (record) {
    case 'contacts':
    case 'people':
    case 'organisations': {
      const filter = await readFilter(session, record, wheres, text);
      const fields = (await session.call('fields', 'list', undefined)).filter(({ retired }) => !retired).map(({ id }) => id);
      return session.call('contacts', 'list', { filter, sort: await readSort(session, option(given, 'sort')), limit, after, fields: fields.slice(0, 30) });
    }
    case 'deals':
      return queryDeals(session, { wheres, sort: option(given, 'sort'), limit, after, text });
    case 'entries': {
      const kinds = wheres.filter(({ field }) => field === 'kind').map(({ value }) => known(EntryKind.safeParse(value), `There is no kind of entry "${value}".`));
      const contact = wheres.find(({ field }) => field === 'contact');
      refuseOthers(wheres, ['kind', 'contact', 'pinned']);
      const pinned = wheres.find(({ field }) => field === 'pinned')?.value;
      return session.call('entries', 'list', {
        limit,
        after,
        text,
        ...(kinds.length > 0 ? { kinds } : {}),
        ...(contact ? { contactId: readId(contact.value) } : {}),
        ...(pinned === undefined ? {} : { pinned: pinned === 'true' || pinned === 'yes' }),
      });
    }
    case 'tags':
      return { rows: await session.call('tags', 'list', undefined), next: null };
    case 'fields':
      return { rows: await session.call('fields', 'list', undefined), next: null };
    case 'members':
      return { rows: await session.call('members', 'list', undefined), next: null };
    case 'views':
      return { rows: await session.call('views', 'list', { record: 'contacts' }), next: null };
    case 'pipelines':
      return { rows: await session.call('pipelines', 'list', undefined), next: null };
    case 'products':
      return { rows: await session.call('products', 'list', undefined), next: null };
    case 'changes': {
      const { batches, next } = await session.call('history', 'recent', { limit, after });
      return { rows: batches, next };
    }
    case 'bin':
      return session.call('bin', 'list', { limit, after });
    default:
      throw new Misuse(`"query" knows ${RECORDS.join(', ')}; not "${String(record)}".`);
  }
}

async function readFilter(session: Session, record: 'contacts' | 'people' | 'organisations', wheres: readonly Where[], text: string | undefined): Promise<Filter> {
  const filter: Condition[] = [];
  if (record !== 'contacts') filter.push({ field: 'kind', is: record === 'people' ? 'person' : 'organisation' });
  for (const where of wheres) filter.push(await readCondition(session, where));
  if (text !== undefined) filter.push({ field: 'text', words: text });
  return filter;
}

async function readCondition(session: Session, { field, value }: Where): Promise<Condition> {
  switch (field) {
    case 'kind':
      if (value !== 'person' && value !== 'organisation') throw new Misuse(`kind is person or organisation, not "${value}".`);
      return { field, is: value };
    case 'name':
    case 'city':
    case 'status':
    case 'source':
    case 'language':
    case 'email':
    case 'phone':
    case 'country':
      return { field, op: 'is', value };
    case 'role':
      return { field, op: 'has', role: value };
    case 'tag': {
      return { field, op: 'has', tagId: await tagCalled(session, value) };
    }
    case 'owner': {
      return { field, op: 'is', memberId: await memberCalled(session, value) };
    }
    case 'organisation': {
      const { rows } = await session.call('contacts', 'list', { filter: [{ field: 'kind', is: 'organisation' }, { field: 'name', op: 'is', value }], sort: { by: 'name', descending: false }, limit: 1 });
      const id = rows[0]?.id ?? Id.safeParse(value).data;
      if (!id) throw new Misuse(`There is no organisation "${value}".`);
      return { field, organisationId: id };
    }
    case 'has':
      if (!['email', 'phone', 'address', 'birthday'].includes(value)) throw new Misuse(`has is email, phone, address or birthday, not "${value}".`);
      return { field, what: value as 'email', is: true };
    default:
      return customCondition(session, field, value);
  }
}

/** A custom field, by its name. */
async function customCondition(session: Session, name: string, value: string): Promise<Condition> {
  const field = (await session.call('fields', 'list', undefined)).find((one) => same(one.name, name) || one.id === name);
  if (!field) throw new Misuse(`There is no field "${name}".`);
  if (value === '') return { field: 'custom', fieldId: field.id, op: 'empty' };
  switch (field.type) {
    case 'number':
      return { field: 'custom', fieldId: field.id, op: 'is', value: Number(value) };
    case 'money':
      return { field: 'custom', fieldId: field.id, op: 'is', value: Number(value) };
    case 'yesNo':
      return { field: 'custom', fieldId: field.id, op: 'is', value: value === 'true' || value === 'yes' };
    case 'choice':
    case 'choices': {
      const choice = field.choices.find((one) => same(one.name, value));
      if (!choice) throw new Misuse(`"${field.name}" has no choice "${value}".`);
      return { field: 'custom', fieldId: field.id, op: 'is', value: choice.id };
    }
    default:
      return { field: 'custom', fieldId: field.id, op: 'is', value };
  }
}

const SORTS = ['name', 'lastContact', 'created', 'organisation', 'city', 'email', 'status', 'owner', 'birthday'] as const;

/** A minus in front turns the order round. */
async function readSort(session: Session, text: string | undefined): Promise<Sort> {
  if (text === undefined) return { by: 'name', descending: false };
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  const by = SORTS.find((sort) => sort === name);
  if (by) return { by, descending };
  const field = (await session.call('fields', 'list', undefined)).find((one) => same(one.name, name));
  if (!field) throw new Misuse(`--sort takes ${SORTS.join(', ')} or a custom field, not "${name}".`);
  return { by: { fieldId: field.id }, descending };
}

function refuseOthers(wheres: readonly Where[], fields: readonly string[]): void {
  const other = wheres.find(({ field }) => !fields.includes(field));
  if (other) throw new Misuse(`Entries can be asked for by ${fields.join(', ')}, not by "${other.field}".`);
}
