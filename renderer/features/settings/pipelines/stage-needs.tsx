import { NEEDS } from '../../../../core/pipelines.ts';
import type { Need } from '../../../../core/pipelines.ts';
import { useApiQuery } from '../../../api.ts';
import { fieldNeed, useNeedWords } from '../../../deals/need-words.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { useDealSettingsText } from '../deal-settings-text.ts';

/** What a deal has to say before it may enter: of its own, and of the custom fields of deals. */
export function StageNeeds({ value, onChange }: { value: readonly Need[]; onChange: (needs: Need[]) => void }) {
  const t = useDealSettingsText();
  const { data: fields = [] } = useApiQuery('fields.list', undefined);
  const nameOf = useNeedWords(fields);
  const ofFields = fields.filter(({ record, retired }) => record === 'deal' && !retired).map(({ id }) => fieldNeed(id));
  const offered: Need[] = [...NEEDS, ...ofFields];
  // What it asks for stays in sight when its field was retired, so that it can be taken off.
  const gone = value.filter((need) => !offered.includes(need));
  return (
    <div role="group" aria-label={t('needs')} className="flex flex-col gap-1">
      <span className="text-12 font-medium text-text2">{t('needs')}</span>
      <p className="text-12 text-text3">{t('needsHint')}</p>
      <div className="grid grid-cols-2 gap-x-4 narrow:grid-cols-1">
        {[...offered, ...gone].map((need) => (
          <Checkbox
            key={need}
            label={nameOf(need)}
            ticked={value.includes(need)}
            onChange={(ticked) => onChange(ticked ? [...value, need] : value.filter((other) => other !== need))}
          />
        ))}
      </div>
    </div>
  );
}
