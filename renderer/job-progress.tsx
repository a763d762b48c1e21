import type { Job, JobName, JobState, ProgressOf } from './api.ts';
import { useFormats } from './i18n/locale-provider.tsx';
import { useText } from './i18n/use-text.ts';
import { ProgressPanel } from './ui/progress-panel.tsx';
import { timeLeftMs } from './ui/time-left.ts';

type CountingJob = { [Name in JobName]: ProgressOf<Name> extends { done: number; total: number } ? Name : never }[JobName];

export interface JobProgressProps<Name extends CountingJob> {
  job: Job<Name>;
  label: string;
  /** How a count is written; as a number unless said. */
  format?: (count: number) => string;
  /** It runs to its end once begun. */
  isUnstoppable?: boolean;
  className?: string;
}

/** How far a job is, how long it will take, and Cancel; nothing while it does not run. */
export function JobProgress<Name extends CountingJob>({ job, label, format, isUnstoppable = false, className }: JobProgressProps<Name>) {
  const text = useText();
  const { number } = useFormats();
  const { state } = job;
  const timeLeft = useTimeLeft(state);
  const write = format ?? number;
  if (state.kind !== 'running') return null;
  const { done, total } = state.progress ?? { done: 0, total: 0 };
  return (
    <ProgressPanel
      label={label}
      done={done}
      total={total > 0 ? total : null}
      countText={total > 0 ? text('common:progress', { done: write(done), total: write(total) }) : text('common:loading')}
      {...(timeLeft === undefined ? {} : { timeLeftText: timeLeft })}
      cancelLabel={text('common:cancel')}
      {...(state.isCancelling || isUnstoppable ? {} : { onCancel: job.cancel })}
      className={className}
    />
  );
}

function useTimeLeft<Name extends CountingJob>(state: JobState<Name>): string | undefined {
  const text = useText();
  const { duration } = useFormats();
  if (state.kind !== 'running' || !state.progress) return undefined;
  const left = timeLeftMs(state.startedAtMs, Date.now(), state.progress.done, state.progress.total);
  return left === undefined ? undefined : text('common:timeLeft', { time: duration(left) });
}
