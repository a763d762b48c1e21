import { CircleAlert, FileInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../../core/call.ts';
import { useApi } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { FileButton } from '../../ui/file-drop.tsx';
import { useRefusals } from './file-words.ts';
import { useImportSession } from './session.ts';
import type { Stage } from './session.ts';
import { WholeFolder } from './whole/whole-folder.tsx';

/** Files that Kith reads. Others can be chosen as well: what counts is what is in them. */
const ACCEPTED = '.csv,.tsv,.txt,.vcf,.vcard,.json,.ics,.vcs,.zip,text/csv,text/vcard,text/calendar';

/** Where an import begins, and where it comes back to with a file that could not be taken. */
export function ChooseFile({ failure }: Pick<Extract<Stage, { kind: 'choosing' }>, 'failure'>) {
  const { t } = useTranslation('import');
  const api = useApi();
  const { send, readAsTable } = useImportSession();
  const refusal = useRefusals();
  const file = failure?.file;
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto px-6 pb-6 narrow:px-4">
      <div className="flex w-full max-w-160 flex-col gap-4">
        {failure && (
          <div role="alert" className="flex gap-2 rounded-card bg-danger-subtle p-3 text-13 text-danger-text">
            <CircleAlert aria-hidden className="mt-0.5" />
            <p className="min-w-0 flex-1 break-words"><b className="font-semibold"><bdi>{failure.name}</bdi></b> {refusal(failure.error)}</p>
            {file && hasCode(failure.error, 'not-contacts') && <Button size="small" className="flex-none" onPress={() => readAsTable(file)}>{t('mapAnyway')}</Button>}
          </div>
        )}
        <div className="flex flex-col items-center gap-4 rounded-card border border-dashed border-border-strong px-6 py-14 text-center">
          <span aria-hidden className="grid size-12 place-items-center rounded-card bg-sunken text-text3">
            <FileInput className="size-6! stroke-[1.5]" />
          </span>
          <p className="max-w-100 text-14 text-balance text-text2">{t('choose')}</p>
          <div className="flex flex-wrap items-center justify-center gap-2">
            <FileButton kind="main" autoFocus accept={ACCEPTED} onFiles={([file]) => file && void send(api, file)}>{t('chooseFile')}</FileButton>
            <WholeFolder />
          </div>
        </div>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-13 narrow:grid-cols-1 narrow:gap-y-0">
          <dt className="text-text3">{t('known')}</dt>
          <dd className="text-text2 narrow:pb-2">{t('knownPrograms')}</dd>
          <dt className="text-text3">{t('others')}</dt>
          <dd className="text-text2 narrow:pb-2">{t('othersText')}</dd>
          <dt className="text-text3">{t('wholeWord')}</dt>
          <dd className="text-text2 narrow:pb-2">{t('wholeKnown')}</dd>
          <dt className="text-text3">{t('safe')}</dt>
          <dd className="text-text2">{t('safeText')}</dd>
        </dl>
      </div>
    </div>
  );
}
