import { useState } from 'react';
import type { FormEvent } from 'react';
import { Archive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BackupItem, Secret } from '../../../../core/api/restore.ts';
import { useApi, useApiQuery, useErrorText, useJob } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { usePlacing } from './placing.ts';

/** As many as somebody chooses between here: the newest. */
const SHOWN = 5;

/** Backups that are at hand, the proven ones marked, and the way to put one in the place of what cannot be opened. */
export function Backups({ isDisabled }: { isDisabled: boolean }) {
  const { t } = useTranslation('gate');
  const { data } = useApiQuery('restore.list', {});
  const errorText = useErrorText();
  const failure = usePlacing((placing) => placing.failure);
  const [chosen, setChosen] = useState<BackupItem | null>(null);
  if (!data) return null;
  const gone = data.destinations.filter(({ isThere }) => !isThere);
  // A file that was never read back may be anything: those that were come first.
  const shown = data.backups.slice(0, SHOWN);
  const proven = data.backups.find(({ provenAt }) => provenAt !== null);
  const all = proven && !shown.includes(proven) ? [...shown, proven] : shown;
  return (
    <section aria-labelledby="backups" className="flex flex-col gap-2 rounded-card border border-border bg-raised p-4">
      <h2 id="backups" className="text-16 font-semibold">{t('backupsTitle')}</h2>
      {failure !== undefined && <p role="alert" className="rounded-card bg-danger-subtle p-3 text-13 break-words text-danger-text">{t('backupFailed')} {errorText(failure)}</p>}
      {all.length === 0 && <p className="text-13 text-text2">{t('backupsNone')}</p>}
      {gone.map(({ id, name }) => <p key={id} className="text-13 text-warning-text">{t('backupsAway', { name })}</p>)}
      <ul className="flex flex-col">
        {all.map((backup) => (
          <BackupRow key={backup.name} backup={backup} isChosen={chosen === backup} isDisabled={isDisabled} hasKey={data.hasKey} onChoose={() => setChosen(backup)} />
        ))}
      </ul>
    </section>
  );
}

interface BackupRowProps {
  backup: BackupItem;
  isChosen: boolean;
  isDisabled: boolean;
  hasKey: boolean;
  onChoose: () => void;
}

function BackupRow({ backup, isChosen, isDisabled, hasKey, onChoose }: BackupRowProps) {
  const { t } = useTranslation('gate');
  const { dateTime } = useFormats();
  const { at, verifiedAt, provenAt } = backup;
  const known = provenAt !== null ? t('backupProven', { when: dateTime(provenAt) }) : verifiedAt !== null ? t('backupVerified', { when: dateTime(verifiedAt) }) : t('backupUnknown');
  return (
    <li className="flex flex-col gap-2 border-t border-border py-2 first:border-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1">
          <p className="text-13 font-medium">{dateTime(at)}</p>
          <p className={provenAt === null ? 'text-12 text-text3' : 'text-12 text-success-text'}>{known}</p>
        </div>
        {!isChosen && <Button size="small" icon={Archive} isDisabled={isDisabled} onPress={onChoose}>{t('backupOpen')}</Button>}
      </div>
      {isChosen && <Restore backup={backup} hasKey={hasKey} />}
    </li>
  );
}

/** Asks for what opens the backup where that is not at hand, and puts it in place. */
function Restore({ backup, hasKey }: { backup: BackupItem; hasKey: boolean }) {
  const { t } = useTranslation('gate');
  const errorText = useErrorText();
  const { bytes } = useFormats();
  const api = useApi();
  const opening = useJob('restore.open');
  const { isRunning: isPlacing, place, forget } = usePlacing();
  const [typed, setTyped] = useState('');
  const isRunning = opening.state.kind === 'running' || isPlacing;

  async function restore(secret: Secret) {
    forget();
    const opened = await opening.start({ from: backup.place, secret });
    if (opened) await place(api, opened.id);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void restore(hasKey ? { kind: 'kept' } : secretOf(typed));
  }

  return (
    <form className="flex flex-col gap-2" onSubmit={submit}>
      {!hasKey && <TextField label={t('backupKey')} hint={t('backupKeyHint')} value={typed} onChange={setTyped} autoFocus isDisabled={isRunning} />}
      <p className="text-12 text-text3">{t('backupText')}</p>
      {opening.state.kind === 'running' && <JobProgress job={opening} label={t('backupReading')} format={bytes} />}
      {opening.state.kind === 'failed' && <p role="alert" className="text-13 text-danger-text">{errorText(opening.state.error)}</p>}
      <Button kind="main" type="submit" className="self-start" isDisabled={isRunning || (!hasKey && typed.trim() === '')}>{t('backupUse')}</Button>
    </form>
  );
}

/** What somebody has at hand: the printed key, known by how it begins, or a passphrase. */
function secretOf(typed: string): Secret {
  return /^\s*age-?secret-?key/i.test(typed) ? { kind: 'key', text: typed } : { kind: 'passphrase', text: typed };
}
