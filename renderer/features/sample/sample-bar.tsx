import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { apiKey, useApiQuery, useErrorText, useJob } from '../../api.ts';
import type { JobState } from '../../api.ts';
import { useCommandContext, useCommandHandler } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Mount once, above the pages: loads and removes the sample data, and says quietly while there is some. */
export function SampleBar() {
  const { t } = useTranslation('sample');
  const text = useText();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { announce, showToast } = useCommandContext();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const loading = useJob('profile.loadSample', { outlives: true });
  const removing = useJob('profile.removeSample', { outlives: true });
  const [isAsking, setAsking] = useState(false);
  const isBusy = loading.state.kind === 'running' || removing.state.kind === 'running';
  const hasSampleData = profile?.hasSampleData ?? false;

  async function load() {
    await loading.start(undefined);
    await queries.invalidateQueries({ queryKey: apiKey('profile.info') });
    announce(t('loaded'));
  }

  async function remove() {
    setAsking(false);
    const removed = await removing.start(undefined);
    // What lay behind every screen is gone, tags included.
    await queries.invalidateQueries();
    if (removed) showToast({ text: t('removed') });
  }

  useCommandHandler('sample.load', () => void load(), profile !== undefined && !hasSampleData && !isBusy);
  useCommandHandler('sample.remove', () => setAsking(true), hasSampleData && !isBusy);

  const failure = [loading.state, removing.state].find((state) => state.kind === 'failed');
  if (!hasSampleData && !isBusy && !failure) return null;
  return (
    <div className="flex min-h-9 flex-none flex-wrap items-center gap-x-3 border-b border-border bg-canvas px-6 py-1 text-12 text-text2 narrow:px-4 print:hidden">
      <span role="status" className="figures min-w-0 break-words">
        {failure ? errorText(failure.error) : <Doing loading={loading.state} removing={removing.state} />}
      </span>
      {hasSampleData && !isBusy && (
        <Button kind="bare" size="small" className="-mx-2 h-6! text-accent-text!" onPress={() => setAsking(true)}>{t('removeShort')}</Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('removeTitle')}
        confirmLabel={t('removeShort')}
        cancelLabel={text('common:cancel')}
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        {t('removeText')}
      </ConfirmDialog>
    </div>
  );
}

function Doing({ loading, removing }: { loading: JobState<'profile.loadSample'>; removing: JobState<'profile.removeSample'> }) {
  const { t } = useTranslation('sample');
  const { percent } = useFormats();
  const share = ({ done, total }: { done: number; total: number }) => percent(total === 0 ? 0 : Math.floor((100 * done) / total) / 100);
  if (loading.kind === 'running') return t('loading', { share: share(loading.progress ?? { done: 0, total: 0 }) });
  if (removing.kind === 'running') return t('removing', { share: share(removing.progress ?? { done: 0, total: 0 }) });
  return t('bar');
}
