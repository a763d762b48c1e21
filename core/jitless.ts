// Import this first in a page: zod compiles its parsers with `new Function`, which the page's CSP forbids,
// and decides whether to do so when a schema is made.
import { config } from 'zod';

config({ jitless: true });
