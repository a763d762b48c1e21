import { useQueryClient } from '@tanstack/react-query';
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useMonthName } from '../../../deals/month-name.ts';
import { useDealWords } from '../../../deals/words.ts';
import { useUndoToast } from '../../../undo-toast.ts';
import { useForecastText } from './forecast-words.ts';
import { dayInMonth } from './months.ts';
import { paintClose } from './paint-close.ts';

/** Lets a deal close in another month: shown at once, said, and with the way back. */
export function useCloseMoves(pipelineOf: (deal: DealCard) => Id | undefined): (deal: DealCard, month: string) => Promise<void> {
  const t = useForecastText();
  const monthName = useMonthName();
  const words = useDealWords();
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { announce, showToast } = useCommandContext();
  return async (deal, month) => {
    const day = dayInMonth(month, deal.expectedClose);
    if (day === deal.expectedClose) return;
    const takeOff = paintClose(queries, deal, day, pipelineOf(deal));
    const said = t('moved', { title: words.title(deal), month: monthName(month) });
    announce(said);
    try {
      const { changeId } = await api.deals.update({ id: deal.id, fields: { expectedClose: day } });
      undoable(said, changeId);
    } catch (error) {
      takeOff();
      showToast({ text: errorText(error), tone: 'danger' });
    }
  };
}
