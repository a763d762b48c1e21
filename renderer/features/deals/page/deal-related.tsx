import { useRef } from 'react';
import type { Deal } from '../../../../core/deals.ts';
import type { Stage } from '../../../../core/pipelines.ts';
import { useDealsText } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useKeepFocus } from '../../../record/keep-focus.ts';
import { RecordFiles } from '../../../record/record-files.tsx';
import { Section } from '../../../record/section.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { useNarrow } from '../../../ui/media.ts';
import { DealNext } from './deal-next.tsx';
import { DealPeople } from './deal-people.tsx';
import { StageHistory } from './stage-history.tsx';
import type { DealEdits } from './use-deal-edits.ts';

/** What belongs to a deal: what comes next, what its stage asks to be done, who has a part in it, where it has been, its files. */
export function DealRelated({ deal, stages, edits }: { deal: Deal; stages: readonly Stage[]; edits: DealEdits }) {
  const isNarrow = useNarrow();
  const t = useDealsText();
  const formats = useFormats();
  const pane = useRef<HTMLDivElement>(null);
  useKeepFocus(pane);
  const done = deal.steps.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <div ref={pane} tabIndex={-1} className="ring-own flex flex-col">
      {/* Where the panes are tabs it stands above the timeline, which is seen first. */}
      {!isNarrow && <DealNext deal={deal} edits={edits} />}
      {deal.steps.length > 0 && (
        <Section title={t('checklist')} count={t('doneOf', { done: formats.number(done), all: formats.number(deal.steps.length) })}>
          <ul>
            {deal.steps.map(({ id, text, doneAt }) => (
              <li key={id} className="flex min-h-8 items-center">
                <Checkbox label={text} ticked={doneAt !== null} onChange={(isDone) => void edits.tick(id, isDone)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <DealPeople deal={deal} edits={edits} />
      <StageHistory deal={deal} stages={stages} />
      <RecordFiles of={{ dealId: deal.id }} />
      <p className="mt-4 border-t border-border pt-3 text-12 break-words text-text3">{t('createdOn', { date: formats.date(deal.createdAt) })}</p>
    </div>
  );
}
