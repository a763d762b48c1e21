import { lazy, Suspense, useEffect } from 'react';
import { afterMs } from '../api.ts';
import { useDealIntent } from './intent.ts';

const loadNewDeal = () => import('./new-deal-dialog.tsx');
const NewDealDialog = lazy(() => loadNewDeal().then(({ NewDealDialog: loaded }) => ({ default: loaded })));
const CloseDealDialog = lazy(() => import('./close-deal-dialog.tsx').then(({ CloseDealDialog: loaded }) => ({ default: loaded })));

/** Mount once, round all pages: the dialogs of deals, wherever they are asked for. */
export function DealDialogHost() {
  const { newDeal, closing } = useDealIntent();
  // Once the first page is there, so that the first letters of a line need not wait.
  useEffect(() => afterMs(1_500, () => void loadNewDeal()), []);
  return (
    <Suspense>
      {newDeal && <NewDealDialog prefill={newDeal} />}
      {closing && <CloseDealDialog key={`${closing.deal.id} ${closing.outcome}`} {...closing} />}
    </Suspense>
  );
}
