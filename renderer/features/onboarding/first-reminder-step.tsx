import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { late } from '../../late.ts';
import { StepForm } from './step.tsx';

/** Reading dates in words is no part of the first look. */
const QuickAddLine = late(() => import('../../quick-add/quick-add-line.tsx').then(({ QuickAddLine: part }) => part));

/** The first thing to be reminded of, by the line that is at hand everywhere later. */
export function FirstReminderStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('onboarding');
  return (
    <StepForm title={t('reminderTitle')} text={t('reminderText')} onSkip={onDone}>
      <div className="min-h-10.5">
        <Suspense>
          <QuickAddLine.Part autoFocus onDone={onDone} />
        </Suspense>
      </div>
    </StepForm>
  );
}
