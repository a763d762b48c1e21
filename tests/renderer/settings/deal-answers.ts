import type { Product } from '../../../core/api/deals.ts';
import type { Pipeline, Stage } from '../../../core/pipelines.ts';
import { idOf } from '../show-feature.tsx';
import type { Answers } from '../show-feature.tsx';

export const aStage = (number: number, name: string, change: Partial<Stage> = {}): Stage => ({
  id: idOf(number),
  origin: '',
  name,
  probability: 50,
  colour: 0,
  staleDays: 14,
  retired: false,
  steps: [],
  needs: [],
  seen: {},
  ...change,
});

export const aPipeline = (number: number, name: string, stages: Stage[], change: Partial<Pipeline> = {}): Pipeline => ({ id: idOf(number), origin: '', name, retired: false, stages, open: 0, seen: {}, ...change });

export const aProduct = (number: number, name: string, change: Partial<Product> = {}): Product => ({
  id: idOf(number),
  name,
  unit: '',
  price: 0,
  cost: null,
  currency: 'EUR',
  recurring: '',
  retired: false,
  seen: {},
  ...change,
});

/** A profile in which nobody has set up anything for deals. */
export const NO_DEAL_SETTINGS: Answers = {
  pipelines: { list: () => [] },
  closeReasons: { list: () => [] },
  products: { list: () => [] },
  exchangeRates: { list: () => [] },
  targets: { list: () => [] },
  members: { list: () => [] },
  deals: { totals: () => ({ count: 0, sums: [] }) },
};
