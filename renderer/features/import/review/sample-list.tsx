import { useTranslation } from 'react-i18next';
import type { ImportLook } from '../../../../core/api/transfer.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Clip } from '../../../ui/clip.tsx';

/** The first contacts as they would be, to see at a glance whether names and numbers stand where they belong. */
export function SampleList({ sample }: { sample: ImportLook['sample'] }) {
  const { t } = useTranslation('import');
  if (sample.length === 0) return <p className="px-6 py-6 text-13 text-text2 narrow:px-4">{t('noSample')}</p>;
  return (
    <div className="px-6 pb-8 narrow:px-4">
      <p className="py-3 text-13 text-text2">{t('sampleText')}</p>
      <ul>
        {sample.map(({ name, kind, email, phone, organisation }, place) => (
          <li key={place} className="grid min-h-11 grid-cols-[20px_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1fr)] items-center gap-x-3 border-b border-border/55 text-13 text-text2 narrow:grid-cols-[20px_minmax(0,1fr)] narrow:py-2">
            <Avatar id={name} name={name} shape={kind} size="small" />
            <Clip className="font-medium text-text"><bdi>{name || t('noName')}</bdi></Clip>
            {[organisation, email, phone].map((value, part) => (
              <Clip key={part} className="narrow:col-start-2 narrow:text-12 narrow:empty:hidden">{value && <bdi>{value}</bdi>}</Clip>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
