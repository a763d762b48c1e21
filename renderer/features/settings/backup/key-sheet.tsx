import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/locale-provider.tsx';

export interface KeySheetProps {
  groups: readonly string[];
  /** Whose profile it opens; empty where it has no name. */
  profileName: string;
  madeAt: number;
}

/** What is printed instead of the screen while it is mounted: the key, and what somebody has to know who finds the sheet in ten years. */
export function KeySheet({ groups: [head, ...groups], profileName, madeAt }: KeySheetProps) {
  const { t } = useTranslation('backup');
  const { date, number } = useFormats();
  return createPortal(
    <article data-paper className="hidden max-w-180 flex-col gap-5 text-14 text-text print:flex">
      <h1 className="text-26">{t('paperTitle')}</h1>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <dt className="text-text3">{t('paperOf')}</dt>
        <dd className="break-words"><bdi>{profileName || 'Kith'}</bdi></dd>
        <dt className="text-text3">{t('paperMade')}</dt>
        <dd>{date(madeAt, 'long')}</dd>
        <dt className="text-text3">{t('paperKept')}</dt>
        <dd className="border-b border-border-strong" />
      </dl>
      <section>
        <h2 className="mb-2">{t('paperKey')}</h2>
        <div dir="ltr" className="break-inside-avoid rounded-card border border-border-strong p-4 font-mono">
          <p className="text-16 font-semibold">{head}</p>
          <ol className="mt-2 grid grid-cols-5 gap-x-4 gap-y-3">
            {groups.map((group, at) => (
              <li key={at} className="flex flex-col">
                <span className="text-11 text-text3">{number(at + 1)}</span>
                <span className="text-20 font-semibold tracking-widest">{group}</span>
              </li>
            ))}
          </ol>
        </div>
      </section>
      <Part title={t('paperWhat')}>{t('paperWhatText')}</Part>
      <Part title={t('paperWhere')}>{t('paperWhereText')}</Part>
      <section className="break-inside-avoid">
        <h2>{t('paperHow')}</h2>
        <p>{t('paperHowKith')}</p>
        <p className="mt-2">{t('paperHowAge')}</p>
        <pre dir="ltr" className="my-2 rounded-card border border-border p-3 font-mono text-12 whitespace-pre-wrap"><code>{COMMANDS}</code></pre>
        <p>{t('paperHowFound')}</p>
      </section>
    </article>,
    document.body,
  );
}

/** As docs/data-formats.md has them. */
const COMMANDS = `age --decrypt --identity key.txt "Kith ….kith-backup" > backup.tar.zst
zstd --decompress backup.tar.zst
tar --extract --file backup.tar`;

function Part({ title, children }: { title: string; children: string }) {
  return (
    <section className="break-inside-avoid">
      <h2>{title}</h2>
      <p>{children}</p>
    </section>
  );
}
