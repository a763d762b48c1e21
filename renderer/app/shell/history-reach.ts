import { useEffect, useState } from 'react';
import { useRouter } from '@tanstack/react-router';
import type { RouterHistory } from '@tanstack/react-router';

/** Whether there is a page to go back or forward to. The browser does not say; the router numbers its entries. */
export function useHistoryReach(): { canGoBack: boolean; canGoForward: boolean } {
  const history: RouterHistory = useRouter().history;
  const [reach, setReach] = useState(() => ({ at: indexOf(history.location.state), last: indexOf(history.location.state) }));
  useEffect(
    () =>
      history.subscribe(({ location, action }) => {
        const at = indexOf(location.state);
        setReach(({ last }) => ({ at, last: action.type === 'PUSH' ? at : Math.max(last, at) }));
      }),
    [history],
  );
  return { canGoBack: reach.at > 0, canGoForward: reach.at < reach.last };
}

function indexOf(state: { __TSR_index?: number }): number {
  return state.__TSR_index ?? 0;
}
