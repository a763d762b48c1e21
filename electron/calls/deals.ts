import type { closeReasons, deals, dealViews, exchangeRates, pipelines, products, targets } from '../../core/api/deals.ts';
import type { dealReports } from '../../core/api/deal-reports.ts';
import type { GroupHandlers } from '../../core/call.ts';
import type { Id } from '../../core/ids.ts';
import { board, column, dealsOfContact, dealTotals, listDeals } from '../../db/board.ts';
import { createReason, listReasons, updateReason } from '../../db/close-reasons.ts';
import { closeDeal, moveDeal, reopenDeal } from '../../db/deal-moves.ts';
import { accuracy, closedDeals, cycleTimes, funnel } from '../../db/deal-reports.ts';
import { dealRow } from '../../db/deal-row.ts';
import { getDeal } from '../../db/deal-rows.ts';
import { createDealView, listDealViews, updateDealView } from '../../db/deal-views.ts';
import { addNamedContact, createDeal, partiesNamed, planNext, removeDeal, restoreDeal, setCompetitors, setDealContact, setDealTags, setLines, setStep, updateDeal } from '../../db/deals.ts';
import { setDealFieldValue } from '../../db/field-values.ts';
import { fillIn } from '../../db/fill-in.ts';
import { forecast } from '../../db/forecast.ts';
import { createPipeline, createStage, listPipelines, retireStage, reviveStage, updatePipeline, updateStage } from '../../db/pipelines.ts';
import { createProduct, listProducts, listRates, listTargets, setRate, setTarget, updateProduct } from '../../db/products.ts';
import type { Tx } from '../../db/write.ts';
import { type CallContext, writeAndTell } from './context.ts';

const done = ({ changeId }: { changeId: Id }): { changeId: Id } => ({ changeId });
const made = ({ result: id, changeId }: { result: Id; changeId: Id }): { id: Id; changeId: Id } => ({ id, changeId });

export function dealCalls(context: CallContext): GroupHandlers<typeof deals> {
  const { store } = context;
  const change = (code: string, work: (tx: Tx) => unknown): { changeId: Id } => done(writeAndTell(context, { code }, work));
  return {
    board: (request) => board(store, request),
    column: (request) => column(store, request),
    list: (request) => listDeals(store, request),
    totals: ({ filter, now }) => dealTotals(store, filter, now),
    get: ({ id }) => getDeal(store, id),
    ofContact: ({ contactId, limit }) => dealsOfContact(store, contactId, limit),
    create: (deal) => {
      const { result, changeId } = writeAndTell(context, { code: 'deal.created' }, (tx) => createDeal(tx, deal));
      return { ...result, changeId };
    },
    update: ({ id, fields, contact, organisation, seen }) => change('deal.updated', (tx) => updateDeal(tx, id, { ...fields, ...partiesNamed(tx, id, { contact, organisation }) }, seen)),
    move: ({ id, stageId, after, filled }) =>
      change('deal.moved', (tx) => {
        if (filled) fillIn(tx, id, filled);
        moveDeal(tx, id, stageId, after);
      }),
    close: ({ id, ...closing }) => {
      const { result: reminderId, changeId } = writeAndTell(context, { code: `deal.${closing.outcome}` }, (tx) => closeDeal(tx, id, closing));
      return { reminderId, changeId };
    },
    reopen: ({ id, stageId }) => change('deal.reopened', (tx) => reopenDeal(tx, id, stageId)),
    setLines: ({ id, lines }) => change('deal.lines', (tx) => setLines(tx, id, lines)),
    plan: ({ id, reminder }) => {
      const { result: reminderId, changeId } = writeAndTell(context, { code: 'reminder.created' }, (tx) => planNext(tx, id, reminder));
      return { reminderId, changeId };
    },
    setContact: (part) => change('deal.contacts', (tx) => ('contact' in part ? addNamedContact(tx, part.id, part.contact, part.role) : setDealContact(tx, part.id, part.contactId, part.role))),
    setCompetitors: ({ id, names }) => change('deal.competitors', (tx) => setCompetitors(tx, id, names)),
    setTags: ({ id, tags }) => change('deal.tags', (tx) => setDealTags(tx, id, tags)),
    setStep: ({ id, stepId, done: isDone }) => change('deal.step', (tx) => setStep(tx, id, stepId, isDone)),
    setField: ({ id, fieldId, value }) =>
      change('deal.updated', (tx) => {
        dealRow(store, id);
        setDealFieldValue(tx, id, fieldId, value);
      }),
    remove: ({ id }) => change('deal.removed', (tx) => removeDeal(tx, id)),
    restore: ({ id }) => change('deal.restored', (tx) => restoreDeal(tx, id)),
    forecast: (request) => forecast(store, request),
  };
}

export function pipelineCalls(context: CallContext): GroupHandlers<typeof pipelines> {
  const { store } = context;
  return {
    list: () => listPipelines(store),
    create: ({ name, stages }) => made(writeAndTell(context, { code: 'pipeline.created' }, (tx) => createPipeline(tx, name, stages))),
    update: ({ id, ...change }) => done(writeAndTell(context, { code: 'pipeline.updated' }, (tx) => updatePipeline(tx, id, change))),
    createStage: ({ pipelineId, stage }) => made(writeAndTell(context, { code: 'stage.created' }, (tx) => createStage(tx, pipelineId, stage))),
    updateStage: ({ id, fields, seen, ...change }) => done(writeAndTell(context, { code: 'stage.updated' }, (tx) => updateStage(tx, id, { ...fields, ...change }, seen))),
    retireStage: ({ id, moveTo }) => {
      const { result, changeId } = writeAndTell(context, { code: 'stage.retired' }, (tx) => retireStage(tx, id, moveTo));
      return { ...result, changeId };
    },
    reviveStage: ({ id }) => done(writeAndTell(context, { code: 'stage.updated' }, (tx) => reviveStage(tx, id))),
  };
}

export function closeReasonCalls(context: CallContext): GroupHandlers<typeof closeReasons> {
  return {
    list: () => listReasons(context.store),
    create: ({ outcome, name }) => made(writeAndTell(context, { code: 'reason.created' }, (tx) => createReason(tx, outcome, name))),
    update: ({ id, ...change }) => done(writeAndTell(context, { code: 'reason.updated' }, (tx) => updateReason(tx, id, change))),
  };
}

export function productCalls(context: CallContext): GroupHandlers<typeof products> {
  return {
    list: () => listProducts(context.store),
    create: (fields) => made(writeAndTell(context, { code: 'product.created' }, (tx) => createProduct(tx, fields))),
    update: ({ id, fields, retired, seen }) => done(writeAndTell(context, { code: 'product.updated' }, (tx) => updateProduct(tx, id, { ...fields, retired }, seen))),
    remove: ({ id }) => done(writeAndTell(context, { code: 'product.removed' }, (tx) => tx.remove('products', id))),
  };
}

export function exchangeRateCalls(context: CallContext): GroupHandlers<typeof exchangeRates> {
  return {
    list: () => listRates(context.store),
    set: (rate) => made(writeAndTell(context, { code: 'rate.set' }, (tx) => setRate(tx, rate))),
    remove: ({ id }) => done(writeAndTell(context, { code: 'rate.removed' }, (tx) => tx.remove('exchangeRates', id))),
  };
}

export function targetCalls(context: CallContext): GroupHandlers<typeof targets> {
  return {
    list: ({ from, to }) => listTargets(context.store, from, to),
    set: (target) => done(writeAndTell(context, { code: 'target.set' }, (tx) => setTarget(tx, target))),
  };
}

export function dealViewCalls(context: CallContext): GroupHandlers<typeof dealViews> {
  return {
    list: () => listDealViews(context.store),
    create: ({ name, definition }) => made(writeAndTell(context, { code: 'view.created' }, (tx) => createDealView(tx, name, definition))),
    update: ({ id, ...change }) => done(writeAndTell(context, { code: 'view.updated' }, (tx) => updateDealView(tx, id, change))),
    remove: ({ id }) => done(writeAndTell(context, { code: 'view.removed' }, (tx) => tx.remove('views', id))),
  };
}

export function dealReportCalls({ store }: CallContext): GroupHandlers<typeof dealReports> {
  return {
    funnel: (request) => funnel(store, request),
    closed: (request) => closedDeals(store, request),
    cycle: (request) => cycleTimes(store, request),
    accuracy: (request) => accuracy(store, request),
  };
}
