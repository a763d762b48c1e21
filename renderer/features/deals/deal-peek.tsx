import type { Deal } from '../../../core/deals.ts';
import type { Id } from '../../../core/ids.ts';
import type { Stage } from '../../../core/pipelines.ts';
import { useApiQuery } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { daysSince } from '../../deals/attention.ts';
import { Amount } from '../../deals/deal-money.tsx';
import { NextActionLine } from '../../deals/next-action-line.tsx';
import { useDealsText, useDealWords, usePipelineWords } from '../../deals/words.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Loaded } from '../../loaded.tsx';
import { contactPath } from '../../paths.ts';
import { PeekLine } from '../../peek/peek-line.tsx';
import { PeekPanel } from '../../ui/peek-panel.tsx';
import { RichText } from '../../ui/rich-text/rich-text.tsx';
import { dotOf, Tag } from '../../ui/tag.tsx';
import { useContactText } from '../../words/contact-words.ts';
import { useBoardText } from './board-words.ts';

export interface DealPeekProps {
  /** Undefined while the row is loading. */
  id: Id | undefined;
  stages: readonly Stage[];
  nowMs: number;
  onClose: () => void;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

/** The essentials of a deal beside the board or the list that it is walked in. */
export function DealPeek({ id, stages, nowMs, onClose, previous, next }: DealPeekProps) {
  const t = useBoardText();
  const text = useText();
  const words = useDealWords();
  const query = useApiQuery('deals.get', { id: id ?? '' }, { isEnabled: id !== undefined, keepsPrevious: true });
  return (
    <PeekPanel
      label={t('peekOf', { title: query.data ? words.title(query.data) : '' })}
      closeLabel={text('common:close')}
      onClose={onClose}
      previous={{ label: text('common:previous'), onPress: () => previous?.(), isDisabled: !previous }}
      next={{ label: text('common:next'), onPress: () => next?.(), isDisabled: !next }}
      action={<CommandButton command="pipeline.open" kind="bare" size="small">{text('common:open')}</CommandButton>}
    >
      <Loaded query={query} lines={5}>{(deal) => <Essentials deal={deal} stages={stages} nowMs={nowMs} />}</Loaded>
    </PeekPanel>
  );
}

function Essentials({ deal, stages, nowMs }: { deal: Deal; stages: readonly Stage[]; nowMs: number }) {
  const t = useBoardText();
  const deals = useDealsText();
  const words = useDealWords();
  const { stageName } = usePipelineWords();
  const { civilDate, percent } = useFormats();
  const stage = stages.find(({ id }) => id === deal.stageId);
  const doneSteps = deal.steps.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <>
      <h2 className="text-20 font-semibold tracking-title break-words"><bdi>{words.title(deal)}</bdi></h2>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-3 text-13 text-text2">
        {deal.amount ? <Amount amount={deal.amount} className="figures text-16 font-semibold text-text" /> : <span>{t('noValue')}</span>}
        <span>{deal.outcome ? deals(deal.outcome) : stage && t('stageFor', { stage: stageName(stage), days: words.days(daysSince(deal.stageAt, nowMs)) })}</span>
      </p>
      <NextActionLine deal={deal} nowMs={nowMs} className="mt-4 rounded-control bg-canvas px-3 py-2" />
      <dl className="mt-2 grid grid-cols-[112px_minmax(0,1fr)] items-baseline gap-y-2 py-4 text-13">
        <PeekLine label={t('columnContact')} value={deal.contact && <Who contact={deal.contact} />} />
        <PeekLine label={t('organisation')} value={deal.organisation && <Who contact={deal.organisation} />} />
        <PeekLine label={t('columnClose')} value={deal.expectedClose && <span className="figures">{civilDate(deal.expectedClose, 'long')}</span>} />
        <PeekLine label={t('probability')} value={<span className="figures">{percent(deal.probability / 100)}</span>} />
        <PeekLine label={t('columnOwner')} value={deal.owner && <bdi>{deal.owner.name}</bdi>} />
        <PeekLine label={t('targetSource')} value={deal.source && <bdi>{deal.source}</bdi>} />
        <PeekLine label={t('targetTag')} value={deal.tags.length > 0 && <span className="flex min-w-0 flex-wrap gap-1">{deal.tags.map((tag) => <Tag key={tag.id} name={tag.name} dot={dotOf(tag.colour)} />)}</span>} />
        <PeekLine label={t('steps')} value={deal.steps.length > 0 && <span className="figures">{t('stepsDone', { done: doneSteps, total: deal.steps.length })}</span>} />
      </dl>
      {deal.notes && (
        <section className="border-t border-border pt-3">
          <h2 className="pb-1">{t('notes')}</h2>
          <RichText value={deal.notes} className="text-13" />
        </section>
      )}
    </>
  );
}

function Who({ contact }: { contact: NonNullable<Deal['contact']> }) {
  const unnamed = useContactText()('unnamed');
  return (
    <a href={`#${contactPath(contact.id)}`} className="inline-flex max-w-full min-w-0 items-center gap-2 align-bottom text-accent-text hover:underline">
      <ContactAvatar contact={contact} />
      <bdi className="min-w-0 truncate">{contact.name || unnamed}</bdi>
    </a>
  );
}
