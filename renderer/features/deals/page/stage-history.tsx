import type { Deal } from '../../../../core/deals.ts';
import type { Stage } from '../../../../core/pipelines.ts';
import { useDealsText, useDealWords, usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Section } from '../../../record/section.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Clip } from '../../../ui/clip.tsx';
import { staysDays } from './stage-stays.ts';

/** Where the deal has been and for how long, the last first. */
export function StageHistory({ deal, stages }: { deal: Deal; stages: readonly Stage[] }) {
  const t = useDealsText();
  const words = useDealWords();
  const { stageName } = usePipelineWords();
  const formats = useFormats();
  const nowMs = useMinute();
  const names = new Map(stages.map((stage) => [stage.id, stageName(stage)]));
  return (
    <Section title={t('stageHistory')}>
      <ol>
        {deal.history.toReversed().map((stay, place) => (
          <li key={`${stay.stageId} ${stay.from} ${place}`} className="py-1 text-13">
            <span className="flex items-baseline gap-3">
              <Clip className="flex-1"><bdi>{names.get(stay.stageId) ?? t('otherPipeline')}</bdi></Clip>
              <span className="figures flex-none text-12 text-text2">{words.days(staysDays([stay], nowMs))}</span>
            </span>
            <span className="figures block text-12 text-text3">
              {stay.to === null ? t('since', { date: formats.date(stay.from) }) : t('fromTo', { from: formats.date(stay.from), to: formats.date(stay.to) })}
              {stay.outcome !== null && ` · ${t(stay.outcome)}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
