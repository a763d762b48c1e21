import { useRef, useState } from 'react';
import { Archive, DatabaseZap, History, Trash2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Aside } from '../../core/api/restore.ts';
import { useApi, useApiQuery, useErrorText } from '../api.ts';
import { useBackupWords } from '../backup/words.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Failed } from '../loaded.tsx';
import { useMinute } from '../reminders/use-minute.ts';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';

/** What lies in the profile of databases that are no longer in use, and the way to be rid of each. Where there is nothing, nothing is said. */
export function Asides({ className }: { className?: string }) {
  const { t } = useTranslation('restore');
  const { data, error, refetch } = useApiQuery('restore.asides', undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  const [hasRemoved, setRemoved] = useState(false);
  if (!data && !error) return null;
  if (data?.length === 0 && !hasRemoved) return null;

  async function removed() {
    setRemoved(true);
    announce(t('asideRemoved'));
    // The button that was pressed goes with its row.
    heading.current?.focus({ preventScroll: true });
    await refetch();
  }

  return (
    <section aria-labelledby="asides" className={classes('flex flex-col gap-2 rounded-card border border-border p-4', className)}>
      <h2 id="asides" ref={heading} tabIndex={-1} className="ring-own">{t('asidesTitle')}</h2>
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data?.length === 0 ? (
        <p role="status" className="text-13 text-text2">{t('asidesNone')}</p>
      ) : (
        <>
          <p className="text-13 text-text2">{t('asidesText')}</p>
          <ul className="flex flex-col">{data?.map((aside) => <Row key={aside.name} aside={aside} onRemoved={removed} />)}</ul>
        </>
      )}
    </section>
  );
}

const ICONS = { replaced: History, damaged: DatabaseZap, 'before-update': Archive } as const;

function Row({ aside: { name, why, at, bytes, erasedSince }, onRemoved }: { aside: Aside; onRemoved: () => Promise<void> }) {
  const { t } = useTranslation('restore');
  const words = useBackupWords();
  const formats = useFormats();
  const nowMs = useMinute();
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const Icon = ICONS[why];
  const when = words.when(at, nowMs);
  return (
    <li className="flex min-w-0 flex-col gap-2 border-b border-border/55 py-2 last:border-0">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <Icon aria-hidden className="flex-none text-text3 narrow:hidden" />
        <div className="min-w-50 flex-1">
          <p className="text-13 font-medium">{t(`aside_${why}`)}</p>
          <p className="figures text-12 text-text3">{t('asideFacts', { age: formats.relative(at, nowMs), when, size: formats.bytes(bytes) })}</p>
        </div>
        {!isAsking && (
          <Button ref={button} size="small" icon={Trash2} onPress={() => setAsking(true)}>
            <span aria-hidden>{t('asideRemove')}</span>
            <span className="sr-only">{t('asideRemoveOf', { what: t(`aside_${why}`), when })}</span>
          </Button>
        )}
      </div>
      {erasedSince !== null && erasedSince > 0 && (
        <p className="flex items-start gap-2 rounded-control bg-warning-subtle px-2 py-1.5 text-12 text-warning-text">
          <TriangleAlert aria-hidden className="mt-0.5 flex-none" />
          <span>{t('asideErased', { count: erasedSince, formatted: formats.number(erasedSince) })}</span>
        </p>
      )}
      {isAsking && (
        <Asking
          name={name}
          size={formats.bytes(bytes)}
          onRemoved={onRemoved}
          onKeep={() => {
            setAsking(false);
            // It is there again when this has been drawn.
            requestAnimationFrame(() => button.current?.focus());
          }}
        />
      )}
    </li>
  );
}

/** In its row, so that it can be answered before the gate as well, where no dialog reaches. */
function Asking({ name, size, onRemoved, onKeep }: { name: string; size: string; onRemoved: () => Promise<void>; onKeep: () => void }) {
  const { t } = useTranslation('restore');
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function remove() {
    setBusy(true);
    setError(undefined);
    try {
      await api.restore.removeAside({ name });
      await onRemoved();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  }

  return (
    <div
      role="group"
      aria-label={t('asideAsk')}
      className="flex flex-col gap-2 rounded-control bg-sunken p-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onKeep();
      }}
    >
      <p className="figures text-13 text-text2">{t('asideAskText', { size })}</p>
      {error !== undefined && <p role="alert" className="text-13 text-danger-text">{errorText(error)}</p>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button autoFocus size="small" isDisabled={isBusy} onPress={onKeep}>{text('common:cancel')}</Button>
        <Button kind="danger" size="small" isDisabled={isBusy} onPress={() => void remove()}>{t('asideRemoveNow')}</Button>
      </div>
    </div>
  );
}
