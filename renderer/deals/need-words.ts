import { useTranslation } from 'react-i18next';
import type { Id } from '../../core/ids.ts';
import { NEEDS } from '../../core/pipelines.ts';
import type { Need } from '../../core/pipelines.ts';

const FIELD = 'field:';

export const fieldNeed = (id: Id): Need => `${FIELD}${id}`;

/** What a stage asks for, as people call it; a custom field by its name. */
export function useNeedWords(fields: readonly { id: Id; name: string }[]): (need: Need) => string {
  const { t } = useTranslation('dealSettings');
  return (need) => {
    const own = NEEDS.find((known) => known === need);
    if (own) return t(`need_${own}`);
    return fields.find(({ id }) => need === fieldNeed(id))?.name ?? t('need_gone');
  };
}
