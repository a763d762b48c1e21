import { useState } from 'react';
import { Plus, Trophy, XCircle } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import type { DealCard } from '../../../../core/deals.ts';
import { useApiQuery } from '../../../api.ts';
import { useCommandHandler } from '../../../commands/command-provider.tsx';
import { Amount } from '../../../deals/deal-money.tsx';
import { openNewDeal } from '../../../deals/intent.ts';
import { NextActionLine } from '../../../deals/next-action-line.tsx';
import { useDealsText, useDealWords, usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Failed } from '../../../loaded.tsx';
import { dealPath } from '../../../paths.ts';
import { Section } from '../../../record/section.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';

/** More than anybody has with one contact at a time. */
const MOST = 100;

/** The deals of a contact, and of an organisation those of its people too: the open ones with what comes next, the closed ones folded. */
export function Deals({ contact, isReadOnly }: { contact: ContactDetail; isReadOnly: boolean }) {
  const t = useDealsText();
  const formats = useFormats();
  const { data, error, refetch } = useApiQuery('deals.ofContact', { contactId: contact.id, limit: MOST });
  const [showsClosed, setShowsClosed] = useState(false);
  const open = data?.rows.filter(({ outcome }) => outcome === null) ?? [];
  const closed = data?.rows.filter(({ outcome }) => outcome !== null) ?? [];
  const make = () => openNewDeal({ ...(contact.kind === 'person' ? { contactId: contact.id } : { organisationId: contact.id }), contactName: contact.name });
  useCommandHandler('deal.new', make, !isReadOnly);
  if (isReadOnly && data?.rows.length === 0) return null;
  return (
    <Section
      title={t('deals')}
      {...(data && data.total > 0 ? { count: formats.number(data.total) } : {})}
      action={
        !isReadOnly && (
          <IconButton icon={Plus} label={t('newDeal')} onPress={make} className="-me-1.5 print:hidden" />
        )
      }
    >
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      <ul>{open.map((deal) => <DealRow key={deal.id} deal={deal} contactId={contact.id} />)}</ul>
      {closed.length > 0 &&
        (showsClosed ? (
          <ul>{closed.map((deal) => <DealRow key={deal.id} deal={deal} contactId={contact.id} />)}</ul>
        ) : (
          <Button kind="bare" size="small" onPress={() => setShowsClosed(true)} className="-ms-2 print:hidden">{t('showClosed', { count: closed.length, formatted: formats.number(closed.length) })}</Button>
        ))}
    </Section>
  );
}

function DealRow({ deal, contactId }: { deal: DealCard; contactId: string }) {
  const t = useDealsText();
  const words = useDealWords();
  const { stageName } = usePipelineWords();
  const formats = useFormats();
  const nowMs = useMinute();
  const { data: pipelines } = useApiQuery('pipelines.list', undefined);
  const stage = pipelines?.flatMap(({ stages }) => stages).find(({ id }) => id === deal.stageId);
  const OutcomeIcon = deal.outcome === 'won' ? Trophy : XCircle;
  const who = deal.contact && deal.contact.id !== contactId ? deal.contact.name : '';
  return (
    <li>
      <a href={`#${dealPath(deal.id)}`} className="ring-inside -mx-2 block rounded-control px-2 py-1.5 hover:bg-hover">
        <span className="flex items-baseline gap-3 text-13">
          <Clip className="flex-1 font-medium"><bdi>{words.title(deal)}</bdi></Clip>
          {deal.amount && <Amount amount={deal.amount} className="figures flex-none font-medium" />}
        </span>
        {deal.outcome === null ? (
          <>
            <span className="flex items-baseline gap-3 text-12 text-text3">
              <Clip className="flex-1"><bdi>{[stage && stageName(stage), who].filter(Boolean).join(' · ')}</bdi></Clip>
              {deal.expectedClose !== '' && <span className="figures flex-none">{t('closes', { date: formats.civilDate(deal.expectedClose, 'day') })}</span>}
            </span>
            <NextActionLine deal={deal} nowMs={nowMs} className="pt-0.5" />
          </>
        ) : (
          <span className={deal.outcome === 'won' ? 'flex items-center gap-1 text-12 text-success-text' : 'flex items-center gap-1 text-12 text-text3'}>
            <OutcomeIcon aria-hidden className="size-3.5!" />
            <span className="figures">{t('closedOn', { outcome: t(deal.outcome), date: deal.closedAt === null ? '' : formats.date(deal.closedAt) })}</span>
          </span>
        )}
      </a>
    </li>
  );
}
