// The page's door to everything that is stored:
//
//   useApiQuery    reads: `const { data } = useApiQuery('contacts.get', { id })`, kept fresh
//   useApi         writes: `await useApi().contacts.update({ id, fields })`; a refusal is a `CallError` with a code
//   useJob         long work with progress and Cancel
//   useErrorText   a refusal in words
//
// A screen never sees how calls travel: connection.ts and open-wire.ts do that, freshness.ts says which
// answers a change makes stale.
export { ApiProvider, createQueries, useApi, useApiQuery, useConnection, afterMs } from './api/api-provider.tsx';
export { apiKey, apiQuery } from './api/calls.ts';
export type { InputOf, JobName, OutputOf, ProgressOf } from './api/calls.ts';
export { openConnection } from './api/connection.ts';
export type { Connection, KithClient } from './api/connection.ts';
export { usePreference, useSetDevice } from './api/device.ts';
export { errorDetails, useErrorText } from './api/error-text.ts';
export { useJob } from './api/use-job.ts';
export type { Job, JobState } from './api/use-job.ts';
export { openWire } from './api/open-wire.ts';
