import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { IMPORT_PATH } from '../../paths.ts';
import { useImportSession } from './session.ts';

/** Mount once, beside the pages: says what came of an import whose page was left. */
export function ImportEnd() {
  const { t } = useTranslation('import');
  const errorText = useErrorText();
  const { number } = useFormats();
  const { goTo, showToast } = useCommandContext();
  useEffect(
    () =>
      useImportSession.subscribe(({ stage }, { stage: before }) => {
        if (before.kind !== 'writing' || stage.kind === 'writing' || isOnPage()) return;
        const action = { label: t('show'), onPress: () => goTo(IMPORT_PATH) };
        if (stage.kind === 'done') {
          const { created, updated, doubtful } = stage.report;
          const count = created + updated + doubtful;
          showToast({ text: t('doneTitle', { count, formatted: number(count) }), tone: 'success', action });
        } else if (stage.kind === 'reviewing' && stage.failure !== null) {
          showToast({ text: t('brokeOff', { why: errorText(stage.failure) }), tone: 'danger', action });
        }
      }),
    [t, errorText, number, goTo, showToast],
  );
  return null;
}

const isOnPage = () => location.hash.startsWith(`#${IMPORT_PATH}`);
