import type { ProfileInfo } from '../../../core/api/profile.ts';
import { NEEDS } from '../../../core/pipelines.ts';
import { useApiQuery } from '../../api.ts';
import { useNeedWords } from '../../deals/need-words.ts';
import { TargetsEditor } from '../../deals/targets-editor.tsx';
import { usePipelineWords } from '../../deals/words.ts';
import { useDealSettingsText } from './deal-settings-text.ts';
import { PipelineList } from './pipelines/pipeline-list.tsx';
import { ProductList } from './products/product-list.tsx';
import { RateList } from './rates/rate-list.tsx';
import { ReasonList } from './reasons/reason-list.tsx';
import type { SettingsSection } from './section.tsx';
import { useSettingsText } from './settings-text.ts';

/** What deals are set up with: pipelines, reasons, products, rates and targets. */
export function useDealSections({ team: { currency } }: ProfileInfo): SettingsSection[] {
  const settings = useSettingsText();
  const t = useDealSettingsText();
  const { pipelineName, stageName, reasonName } = usePipelineWords();
  const needName = useNeedWords([]);
  const { data: pipelines = [] } = useApiQuery('pipelines.list', undefined);
  const { data: reasons = [] } = useApiQuery('closeReasons.list', undefined);
  const { data: products = [] } = useApiQuery('products.list', undefined);
  const { data: rates = [] } = useApiQuery('exchangeRates.list', undefined);
  const ofPipelines = pipelines.flatMap((pipeline) => [pipelineName(pipeline), ...pipeline.stages.flatMap((stage) => [stageName(stage), ...stage.steps.map(({ text }) => text)])]);
  const reasonWords = (outcome: 'won' | 'lost') => reasons.filter((reason) => reason.outcome === outcome).map(reasonName);
  const words = (...all: readonly string[]) => all.join(' ');
  return [
    {
      id: 'pipelines',
      title: settings('pipelines'),
      settings: [
        {
          id: 'pipelines',
          words: words(t('pipelinesHint'), t('pipelineNew'), t('probability'), t('staleDays'), t('colour'), t('checklist'), t('needs'), ...NEEDS.map(needName), ...ofPipelines),
          content: <PipelineList />,
        },
      ],
    },
    {
      id: 'reasons',
      title: settings('reasons'),
      settings: (['won', 'lost'] as const).map((outcome) => ({
        id: outcome,
        words: words(t(outcome === 'won' ? 'reasonsWon' : 'reasonsLost'), ...reasonWords(outcome)),
        content: <ReasonList outcome={outcome} />,
      })),
    },
    {
      id: 'products',
      title: settings('products'),
      settings: [
        { id: 'products', words: words(t('productsEmpty'), t('productPrice'), t('productCost'), t('productUnit'), ...products.map(({ name }) => name)), content: <ProductList currency={currency} /> },
      ],
    },
    {
      id: 'rates',
      title: settings('rates'),
      settings: [{ id: 'rates', words: words(t('ratesHint', { currency }), ...rates.map((rate) => rate.currency)), content: <RateList base={currency} /> }],
    },
    {
      id: 'targets',
      title: settings('targets'),
      settings: [
        {
          id: 'targets',
          words: t('targetsHint'),
          content: (
            <>
              <p className="max-w-120 pt-3 text-12 text-text3">{t('targetsHint')}</p>
              <TargetsEditor currency={currency} />
            </>
          ),
        },
      ],
    },
  ];
}
