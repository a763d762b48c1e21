import type { Recurring } from '../../../../core/deals.ts';

/** What it is called that something is paid again. */
export const PAID = { '': 'paidOnce', P1M: 'paidMonthly', P3M: 'paidQuarterly', P1Y: 'paidYearly' } as const satisfies Record<Recurring, string>;
