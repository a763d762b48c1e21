// Before every test file: what is random is drawn alike each time, so that the short suite says the same of the same
// program. The long one draws anew (decision 0015); `KITH_SEED` draws what a failure names.
import fc from 'fast-check';

const asked = process.env['KITH_SEED'];
if (asked !== undefined || !process.env['KITH_LONG']) fc.configureGlobal({ seed: Number(asked ?? 20_261_129) });
