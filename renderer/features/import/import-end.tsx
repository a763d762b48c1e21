import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { IMPORT_PATH } from '../../paths.ts';
import { useReportWords } from './report-words.ts';
import { useImportSession } from './session.ts';

/** Mount once, beside the pages: says what came of an import whose page was left. */
export function ImportEnd() {
  const { t } = useTranslation('import');
  const errorText = useErrorText();
  const { doneTitle } = useReportWords();
  const { goTo, showToast } = useCommandContext();
  useEffect(
    () =>
      useImportSession.subscribe(({ stage }, { stage: before }) => {
        const wasUnderWay = before.kind === 'writing' || before.kind === 'taking';
        if (!wasUnderWay || stage.kind === before.kind || isOnPage()) return;
        const action = { label: t('show'), onPress: () => goTo(IMPORT_PATH) };
        if (stage.kind === 'taken') showToast({ text: t('takenTitle'), tone: 'success', action });
        if (stage.kind === 'whole' && stage.failure !== null) showToast({ text: t('takeBrokeOff', { why: errorText(stage.failure) }), tone: 'danger', action });
        if (stage.kind === 'done') {
          showToast({ text: doneTitle(stage.report), tone: 'success', action });
        } else if (stage.kind === 'reviewing' && stage.failure !== null) {
          showToast({ text: t('brokeOff', { why: errorText(stage.failure) }), tone: 'danger', action });
        }
      }),
    [t, errorText, doneTitle, goTo, showToast],
  );
  return null;
}

const isOnPage = () => location.hash.startsWith(`#${IMPORT_PATH}`);
