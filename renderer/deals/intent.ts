import { create } from 'zustand';
import type { DealCard, Outcome } from '../../core/deals.ts';
import type { Id } from '../../core/ids.ts';
import { holdTyping } from '../commands/type-ahead.ts';

/** What a new deal begins with. */
export interface NewDealPrefill {
  stageId?: Id;
  contactId?: Id;
  contactName?: string;
  organisationId?: Id;
  title?: string;
}

export interface CloseIntent {
  deal: DealCard;
  outcome: Outcome;
}

/** Which dialog of a deal somebody wants. */
interface DealIntent {
  /** Null while none is made. */
  newDeal: NewDealPrefill | null;
  closing: CloseIntent | null;
}

export const useDealIntent = create<DealIntent>()(() => ({ newDeal: null, closing: null }));

export function openNewDeal(prefill: NewDealPrefill = {}): void {
  // What is typed before the dialog is there is its first words.
  holdTyping();
  useDealIntent.setState({ newDeal: prefill });
}

export function openCloseDeal(deal: DealCard, outcome: Outcome): void {
  holdTyping();
  useDealIntent.setState({ closing: { deal, outcome } });
}

export const closeNewDeal = (): void => useDealIntent.setState({ newDeal: null });

export const closeCloseDeal = (): void => useDealIntent.setState({ closing: null });
