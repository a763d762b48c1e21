import { page } from 'vitest/browser';
import { expect } from 'vitest';
import type { CloseReason } from '../../../core/api/deals.ts';
import type { Deal } from '../../../core/deals.ts';
import { DealDialogHost } from '../../../renderer/deals/deal-dialog-host.tsx';
import { DealPage } from '../../../renderer/features/deals/page/deal-page.tsx';
import { aTimeline } from '../contact/show-contact.tsx';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { aDeal, aPipeline, aStage } from './board-data.ts';

export const aRef = (number: number, name: string, kind: 'person' | 'organisation' = 'person') => ({ id: idOf(number), kind, name, photo: null, hidden: false });

const ADA = aRef(701, 'Ada Lindqvist');

const PIPELINE = aPipeline(['Enquiry', 'In talks', 'Quoted'].map((name, place) => aStage(place + 1, { name })), { id: idOf(800) });

export const REASONS: CloseReason[] = [
  { id: idOf(601), outcome: 'won', origin: 'price', name: '', retired: false },
  { id: idOf(602), outcome: 'won', origin: '', name: 'Oiled larch', retired: false },
  { id: idOf(603), outcome: 'lost', origin: 'noAnswer', name: '', retired: false },
  { id: idOf(604), outcome: 'lost', origin: '', name: 'Too far', retired: true },
];

/** A deal of Ada's in the first stage, and what the story adds. */
export const aWholeDeal = (change: Partial<Deal> = {}): Deal => {
  const card = aDeal(1, { title: 'Boathouse decking', contact: ADA, amount: { minor: 18_400_00, currency: 'EUR' } });
  return {
    ...card,
    pipelineId: PIPELINE.id,
    source: '',
    notes: '',
    ownProbability: null,
    minor: 18_400_00,
    currency: 'EUR',
    lines: [],
    contacts: [{ contact: ADA, role: 'decides' }],
    competitors: [],
    steps: [],
    reason: null,
    reasonNote: '',
    fields: {},
    seen: {},
    history: [{ stageId: card.stageId, from: card.createdAt, to: null, outcome: null }],
    openReminders: 0,
    entryCounts: { all: 0, pinned: 0 },
    ...change,
  };
};

const DONE = { changeId: idOf(999) };

/** What any page with deals asks for. */
export const dealAnswers = (deal: () => Deal, answers: Answers = {}): Answers => ({
  ...answers,
  deals: {
    get: deal,
    update: () => DONE,
    move: () => DONE,
    setLines: () => DONE,
    setStep: () => DONE,
    setContact: () => DONE,
    reopen: () => DONE,
    plan: () => ({ ...DONE, reminderId: idOf(998) }),
    close: () => ({ ...DONE, reminderId: null }),
    create: () => ({ ...DONE, id: idOf(997), contactId: null, organisationId: null }),
    ...answers.deals,
  },
  pipelines: { list: () => [PIPELINE], ...answers.pipelines },
  closeReasons: { list: () => REASONS, ...answers.closeReasons },
  products: { list: () => [], ...answers.products },
  entries: { ...aTimeline(() => []), create: () => ({ ...DONE, id: idOf(996) }), ...answers.entries },
  drafts: { get: () => null, put: () => {}, discard: () => {}, ...answers.drafts },
  fields: { list: () => [], ...answers.fields },
  tags: { list: () => [], ...answers.tags },
  members: { list: () => [{ id: idOf(1), name: 'Maren', email: '', isMe: true }], ...answers.members },
  search: { recent: () => [], find: () => ({ contacts: [], entries: [], deals: [] }), ...answers.search },
  history: { undo: () => ({ ...DONE, code: 'test', params: {}, kept: [] }), ...answers.history },
});

/** Mounts the page of the deal, with the dialogs that it may open. */
export async function showDeal(deal: () => Deal, answers: Answers = {}, look: Parameters<typeof showFeature>[2] = {}): Promise<Shown> {
  const shown = await showFeature(
    <>
      <DealPage id={deal().id} />
      <DealDialogHost />
    </>,
    dealAnswers(deal, answers),
    look,
  );
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  return shown;
}

export const inputsOf = ({ calls }: Shown, wanted: string) => calls.filter(({ name }) => name === wanted).map(({ input }) => input);
