import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { usePreference, useSetDevice } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { presetsOf } from '../../locale-choices.ts';
import type { Presets } from '../../locale-choices.ts';
import { TODAY_PATH } from '../../paths.ts';
import { LiveRegion } from '../../ui/announcer.tsx';
import { useSetPageTitle } from '../../ui/page-title.tsx';
import { FirstReminderStep } from './first-reminder-step.tsx';
import { PeopleStep } from './people-step.tsx';
import { RegionStep } from './region-step.tsx';

const Step = z.enum(['region', 'people', 'reminder']);
type Step = z.infer<typeof Step>;

const readStep = (stored: unknown): Step | null => Step.safeParse(stored).data ?? null;

/** The first start: where somebody is, whom they know, and the first thing to be reminded of. Every step can be skipped. */
export function Onboarding({ profile }: { profile: ProfileInfo }) {
  const { value: step, set: setStep } = usePreference('onboarding', readStep);
  const setDevice = useSetDevice();
  const { goTo } = useCommandContext();
  const [presets] = useState(() => presetsOf(navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone));
  const isFirstLook = step === null;

  // The page speaks the browser's language from the first word; a choice made later is not overruled by a reload.
  useEffect(() => {
    if (!isFirstLook) return;
    setStep('region');
    void setDevice({ locale: presets.locale });
  }, [isFirstLook, setStep, setDevice, presets]);

  /** `path` is where Kith goes on. */
  async function finish(path: string) {
    goTo(path);
    await setDevice({ onboarded: true });
  }

  if (step === null || step === undefined) return null;
  return <Steps step={step} profile={profile} presets={presets} onStep={setStep} onFinish={(path) => void finish(path)} />;
}

interface StepsProps {
  step: Step;
  profile: ProfileInfo;
  presets: Presets;
  onStep: (step: Step) => void;
  onFinish: (path: string) => void;
}

function Steps({ step, profile, presets, onStep, onFinish }: StepsProps) {
  const { t } = useTranslation('onboarding');
  useSetPageTitle({ title: t('title') });
  useEffect(() => {
    document.title = `${t('title')} · Kith`;
  }, [t]);
  const place = Step.options.indexOf(step);
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-canvas px-4 py-12 narrow:py-6">
      <div className="my-auto flex w-full max-w-130 flex-col gap-4">
        <p className="flex items-center gap-3 px-1 text-12 text-text3">
          <bdi className="font-semibold text-text">Kith</bdi>
          <span className="figures flex-1 text-end">{t('step', { step: place + 1, total: Step.options.length })}</span>
          <span aria-hidden className="flex gap-1">
            {Step.options.map((each, at) => <span key={each} data-is-done={at <= place ? '' : undefined} className="h-1 w-6 rounded-full bg-border data-is-done:bg-accent" />)}
          </span>
        </p>
        <div className="rounded-dialog border border-border bg-surface p-8 shadow-e1 narrow:p-5">
          {step === 'region' && <RegionStep profile={profile} presets={presets} onDone={() => onStep('people')} />}
          {step === 'people' && <PeopleStep hasSampleData={profile.hasSampleData} onDone={() => onStep('reminder')} onImport={onFinish} />}
          {step === 'reminder' && <FirstReminderStep onDone={() => onFinish(TODAY_PATH)} />}
        </div>
      </div>
      <LiveRegion />
    </main>
  );
}
