import { FileInput, FlaskConical, PenLine } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useErrorText, useJob } from '../../api.ts';
import { JobProgress } from '../../job-progress.tsx';
import { IMPORT_PATH } from '../../paths.ts';
import { AfterAMoment } from '../../ui/skeleton.tsx';
import { StepForm } from './step.tsx';

/** Whom somebody begins with: the address book they have, invented people, or nobody. */
export function PeopleStep({ hasSampleData, onDone, onImport }: { hasSampleData: boolean; onDone: () => void; onImport: (path: string) => void }) {
  const { t } = useTranslation('onboarding');
  const errorText = useErrorText();
  const loading = useJob('profile.loadSample', { outlives: true });
  const isLoading = loading.state.kind === 'running';

  async function loadSample() {
    if (hasSampleData || (await loading.start(undefined))) onDone();
  }

  return (
    <StepForm
      title={t('peopleTitle')}
      text={t('peopleText')}
      isBusy={isLoading}
      error={loading.state.kind === 'failed' ? errorText(loading.state.error) : undefined}
      onSkip={onDone}
    >
      <div className="flex flex-col gap-2">
        <Way icon={FileInput} title={t('import')} text={t('importText')} isDisabled={isLoading} onPress={() => onImport(IMPORT_PATH)} />
        <Way icon={FlaskConical} title={t('sample')} text={t('sampleText')} isDisabled={isLoading} onPress={() => void loadSample()} />
        <Way icon={PenLine} title={t('empty')} text={t('emptyText')} isDisabled={isLoading} onPress={onDone} />
        {isLoading && <AfterAMoment><JobProgress job={loading} label={t('loadingSample')} isUnstoppable /></AfterAMoment>}
      </div>
    </StepForm>
  );
}

interface WayProps {
  icon: LucideIcon;
  title: string;
  text: string;
  isDisabled: boolean;
  onPress: () => void;
}

function Way({ icon: Icon, title, text, isDisabled, onPress }: WayProps) {
  return (
    <AriaButton
      onPress={onPress}
      isDisabled={isDisabled}
      className="group flex items-center gap-3 rounded-card border border-border bg-raised p-3 text-start transition-colors duration-(--press-time) not-disabled:hover:border-accent not-disabled:hover:bg-accent-subtle data-pressed:bg-selected disabled:text-disabled"
    >
      <span aria-hidden className="grid size-9 flex-none place-items-center rounded-control bg-sunken text-text3 group-[:enabled:hover]:text-accent-text"><Icon /></span>
      <span className="min-w-0">
        <span className="block text-13 font-medium">{title}</span>
        <span className="block text-12 text-text2 group-disabled:text-disabled">{text}</span>
      </span>
    </AriaButton>
  );
}
