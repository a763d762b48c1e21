// Deals that were made, moved and closed on days that have passed: a journey cannot wait for months.
import { join } from 'node:path';
import type { NewDeal } from '../../core/api/deals.ts';
import type { Outcome } from '../../core/deals.ts';
import type { Id } from '../../core/ids.ts';
import { closeDeal, moveDeal } from '../../db/deal-moves.ts';
import { createDeal, updateDeal } from '../../db/deals.ts';
import { listPipelines } from '../../db/pipelines.ts';
import { openStore } from '../../db/store.ts';
import type { Store } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';

export class Past {
  readonly store: Store;
  #now = Date.now();

  constructor(profile: string) {
    this.store = openStore(join(profile, DATABASE_NAME), { ...systemPorts, now: () => this.#now });
  }

  on(day: string): this {
    this.#now = Date.parse(`${day}T10:00:00Z`);
    return this;
  }

  stage(number: number): Id {
    return listPipelines(this.store)[0]!.stages[number - 1]!.id;
  }

  deal(deal: NewDeal): Id {
    return write(this.store, { code: 'deal.created' }, (tx) => createDeal(tx, { currency: 'EUR', ...deal }).id).result;
  }

  move(id: Id, stage: number): this {
    write(this.store, { code: 'deal.moved' }, (tx) => moveDeal(tx, id, this.stage(stage), null));
    return this;
  }

  due(id: Id, expectedClose: string): this {
    write(this.store, { code: 'deal.updated' }, (tx) => updateDeal(tx, id, { expectedClose }));
    return this;
  }

  close(id: Id, outcome: Outcome, reason?: string): this {
    write(this.store, { code: 'deal.closed' }, (tx) => closeDeal(tx, id, { outcome, ...(reason === undefined ? {} : { reason: { name: reason } }) }));
    return this;
  }

  end(): void {
    this.store.close();
  }
}
