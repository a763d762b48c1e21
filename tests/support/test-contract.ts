import * as z from 'zod';
import { command, defineCalls, query } from '../../core/call.ts';

/** Calls for tests of what carries calls. */
export const testContract = defineCalls({
  test: { echo: command<unknown>()(z.unknown()), add: query<number>()(z.object({ a: z.number(), b: z.number() })) },
});
