import { useTranslation } from 'react-i18next';
import { useApi } from '../../api.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { timeLeftMs } from '../../ui/time-left.ts';
import { ChooseFile } from './choose-file.tsx';
import { Done } from './done.tsx';
import { Review } from './review/review.tsx';
import { Taken } from './whole/taken.tsx';
import { Taking } from './whole/taking.tsx';
import { Whole } from './whole/whole.tsx';
import { useImportSession } from './session.ts';
import type { Stage } from './session.ts';

/** From a file of another program to contacts: choose it, see what would happen, let it happen. */
export function ImportPage() {
  const { t } = useTranslation('import');
  const api = useApi();
  const { stage, send } = useImportSession();
  const takesFile = stage.kind === 'choosing' || stage.kind === 'reviewing' || stage.kind === 'done' || stage.kind === 'whole' || stage.kind === 'taken';
  return (
    <Page title={t('title')}>
      <FileDrop
        label={t('drop')}
        isDisabled={!takesFile}
        onFiles={([file]) => file && void send(api, file)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <StageFace stage={stage} />
      </FileDrop>
    </Page>
  );
}

function StageFace({ stage }: { stage: Stage }) {
  switch (stage.kind) {
    case 'choosing':
      return <ChooseFile failure={stage.failure} />;
    case 'sending':
      return <Sending stage={stage} />;
    case 'reviewing':
      return <Review key={stage.file.uploadId} file={stage.file} as={stage.as} failure={stage.failure} />;
    case 'writing':
      return <Writing stage={stage} />;
    case 'done':
      return <Done report={stage.report} fileName={stage.file.name} />;
    case 'whole':
      return <Whole key={JSON.stringify(stage.source.from)} source={stage.source} failure={stage.failure} />;
    case 'taking':
      return <Taking stage={stage} />;
    case 'taken':
      return <Taken stage={stage} />;
  }
}

function Sending({ stage }: { stage: Extract<Stage, { kind: 'sending' }> }) {
  const { t } = useTranslation('import');
  const text = useText();
  const { bytes, duration } = useFormats();
  const cancel = useImportSession((session) => session.cancel);
  const left = timeLeftMs(stage.startedAtMs, Date.now(), stage.sent, stage.size);
  return (
    <div className="mx-auto w-full max-w-140 px-6 pt-12 narrow:px-4">
      <ProgressPanel
        label={t('sending', { name: stage.name })}
        done={stage.sent}
        total={stage.size}
        countText={text('common:progress', { done: bytes(stage.sent), total: bytes(stage.size) })}
        {...(left === undefined ? {} : { timeLeftText: text('common:timeLeft', { time: duration(left) }) })}
        cancelLabel={text('common:cancel')}
        onCancel={cancel}
      />
    </div>
  );
}

/** How far the writing is. Reading and writing are parts of one way, so one bar says how far that is. */
function Writing({ stage }: { stage: Extract<Stage, { kind: 'writing' }> }) {
  const { t } = useTranslation('import');
  const text = useText();
  const { percent, duration } = useFormats();
  const cancel = useImportSession((session) => session.cancel);
  const { progress, startedAtMs, isCancelling } = stage;
  const { done, total } = progress ?? { done: 0, total: 0 };
  const left = timeLeftMs(startedAtMs, Date.now(), done, total);
  const isUndoing = isCancelling || progress?.phase === 'undoing';
  return (
    <div className="mx-auto flex w-full max-w-140 flex-col gap-3 px-6 pt-12 narrow:px-4">
      <ProgressPanel
        label={t(isUndoing ? 'takingBack' : 'writing', { name: stage.file.name })}
        done={done}
        total={total > 0 && !isUndoing ? total : null}
        countText={isUndoing ? t('takingBackHint') : total > 0 ? percent(Math.floor((100 * done) / total) / 100) : text('common:loading')}
        {...(left === undefined || isUndoing ? {} : { timeLeftText: text('common:timeLeft', { time: duration(left) }) })}
        cancelLabel={text('common:cancel')}
        {...(isUndoing ? {} : { onCancel: cancel })}
      />
      {!isUndoing && <p className="text-12 text-balance text-text3">{t('writingHint')}</p>}
    </div>
  );
}
