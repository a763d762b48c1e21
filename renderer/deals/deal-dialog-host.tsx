import { Suspense } from 'react';
import { late } from '../late.ts';
import { useDealIntent } from './intent.ts';

const NewDealDialog = late(() => import('./new-deal-dialog.tsx').then(({ NewDealDialog: part }) => part));
const CloseDealDialog = late(() => import('./close-deal-dialog.tsx').then(({ CloseDealDialog: part }) => part));

/** Mount once, round all pages: the dialogs of deals, wherever they are asked for. */
export function DealDialogHost() {
  const { newDeal, closing } = useDealIntent();
  // So that the first letters of a line need not wait.
  NewDealDialog.useFetchAhead();
  return (
    <Suspense>
      {newDeal && <NewDealDialog.Part prefill={newDeal} />}
      {closing && <CloseDealDialog.Part key={`${closing.deal.id} ${closing.outcome}`} {...closing} />}
    </Suspense>
  );
}
