// The calls by their names on the wire, such as `contacts.list`, and how TanStack Query knows them.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Api } from '../../core/api/index.ts';
import type { CallInput, CallOutput, CallProgress, Mode } from '../../core/call.ts';
import type { KithClient } from './connection.ts';

type Groups = Api['groups'];
type NamesOf<M extends Mode> = {
  [Group in keyof Groups]: { [Name in keyof Groups[Group]]: Groups[Group][Name] extends { mode: M } ? `${Group & string}.${Name & string}` : never }[keyof Groups[Group]];
}[keyof Groups];

export type QueryName = NamesOf<'query'>;
export type JobName = NamesOf<'job'>;

type CallNamed<Name extends string> = Name extends `${infer Group}.${infer Call}`
  ? Group extends keyof Groups
    ? Call extends keyof Groups[Group]
      ? Groups[Group][Call]
      : never
    : never
  : never;

export type InputOf<Name extends string> = CallInput<CallNamed<Name>>;
export type OutputOf<Name extends string> = CallOutput<CallNamed<Name>>;
export type ProgressOf<Name extends string> = CallProgress<CallNamed<Name>>;

/** The key of a query in the cache; without input, of all of that name. */
export const apiKey = <Name extends QueryName>(name: Name, input?: InputOf<Name>) => (input === undefined ? ([name] as const) : ([name, input] as const));

/** A query for TanStack's own functions: `useQueries`, `prefetchQuery`, `setQueryData`. */
export function apiQuery<Name extends QueryName>(client: KithClient, name: Name, input: InputOf<Name>, { keepsPrevious = false, isEnabled = true }: ApiQueryOptions = {}) {
  return queryOptions<OutputOf<Name>>({
    queryKey: apiKey(name, input),
    queryFn: ({ signal }) => functionNamed(client, name)(input, { signal }) as Promise<OutputOf<Name>>,
    enabled: isEnabled,
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

export interface ApiQueryOptions {
  /** Shows the answer to the input before until the next one is there. */
  keepsPrevious?: boolean;
  isEnabled?: boolean;
}

type AnyFunction = (input: unknown, options?: { signal?: AbortSignal; onProgress?: (value: unknown) => void }) => Promise<unknown>;

/** The client's function for a name on the wire. */
export function functionNamed(client: KithClient, name: QueryName | JobName): AnyFunction {
  const [group = '', call = ''] = name.split('.');
  return (client as unknown as Record<string, Record<string, AnyFunction>>)[group]![call]!;
}
