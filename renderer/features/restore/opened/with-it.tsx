import { useTranslation } from 'react-i18next';
import type { RecordLook } from '../../../../core/api/restore.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { TickLine } from './tick-line.tsx';

const ATTACHED = ['entries', 'reminders', 'deals'] as const;
export type Attached = (typeof ATTACHED)[number];

const WORDS = { entries: 'withEntries', reminders: 'withReminders', deals: 'withDeals' } as const;

/** What else comes with a record, unless somebody leaves it. */
export function WithIt({ missing, without, onChange }: { missing: RecordLook['missing']; without: ReadonlySet<Attached>; onChange: (without: ReadonlySet<Attached>) => void }) {
  const { t } = useTranslation('restore');
  const { number } = useFormats();
  const coming = ATTACHED.filter((each) => missing[each] > 0);
  if (coming.length === 0) return null;
  return (
    <section aria-labelledby="with-it" className="flex flex-col">
      <h3 id="with-it" className="pb-1 text-12 font-medium text-text3">{t('withIt')}</h3>
      {coming.map((each) => (
        <TickLine
          key={each}
          label={t(WORDS[each], { count: missing[each], formatted: number(missing[each]) })}
          isTicked={!without.has(each)}
          onTick={(isTicked) => {
            const next = new Set(without);
            if (isTicked) next.delete(each);
            else next.add(each);
            onChange(next);
          }}
        />
      ))}
    </section>
  );
}
