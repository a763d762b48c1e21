import { CircleAlert, RotateCw } from 'lucide-react';
import type { CalendarFailure, CalendarFile, CalendarStatus } from '../../../core/api/calendar.ts';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { useApi, useApiQuery, useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Loaded } from '../../loaded.tsx';
import { Button } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Select } from '../../ui/select.tsx';
import { SettingRow } from './section.tsx';
import type { SettingsSection } from './section.tsx';
import { useSettingsText } from './settings-text.ts';
import type { SettingsText } from './settings-text.ts';

/** A calendar file that other programs read. */
export function calendarSection(t: SettingsText, { host }: ProfileInfo): SettingsSection {
  return {
    id: 'calendar',
    title: t('calendar'),
    settings: [{ id: 'calendar', words: `${t('calendarFile')} ${t('calendarFileHint')} ${t('calendarForm')} ics iCalendar Thunderbird`, content: <CalendarSetting host={host} /> }],
  };
}

function CalendarSetting({ host }: { host: ProfileInfo['host'] }) {
  const query = useApiQuery('calendar.status', undefined);
  return <Loaded query={query}>{(status) => <CalendarRows status={status} host={host} onLookAgain={() => void query.refetch()} />}</Loaded>;
}

const OFF = 'off';
const USUAL: Omit<CalendarFile, 'folder'> = { whose: 'mine', form: 'todo' };

function CalendarRows({ status, host, onLookAgain }: { status: CalendarStatus; host: ProfileInfo['host']; onLookAgain: () => void }) {
  const t = useSettingsText();
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const { file, folders } = status;
  const isGone = file !== null && !folders.some(({ token }) => token === file.folder);

  async function attempt(act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  const set = (next: CalendarFile | null) =>
    attempt(async () => {
      await api.calendar.setFile(next);
      showToast({ text: t(next ? 'calendarChanged' : 'calendarOff', { name: status.name }), action: { label: text('common:undo'), onPress: () => void attempt(() => api.calendar.setFile(isGone ? null : file)) } });
    });

  const choose = () =>
    attempt(async () => {
      const folder = await api.calendar.chooseFolder();
      if (folder) await set({ ...(file ?? USUAL), folder: folder.token });
    });

  return (
    <>
      <SettingRow label={t('calendarFile')} hint={t('calendarFileHint', { name: status.name })} isWide>
        <div className="flex flex-col gap-2">
          {(folders.length > 0 || file) && (
            <Select
              label={t('calendarFolder')}
              hideLabel
              value={file && !isGone ? file.folder : file ? null : OFF}
              onChange={(token) => void set(token === OFF ? null : { ...(file ?? USUAL), folder: token })}
              options={[{ value: OFF, label: t('calendarNone') }, ...folders.map(({ token, name }) => ({ value: token, label: name }))]}
              placeholder={t('calendarFolder')}
            />
          )}
          {host === 'window' && <Button onPress={() => void choose()}>{t('calendarChoose')}</Button>}
          {host === 'browser' && folders.length === 0 && (
            <>
              <p className="text-12 text-text2">{t('calendarGrant')} <code dir="ltr" className="rounded-chip bg-sunken px-1 break-all">kith folder add DIR</code></p>
              <Button icon={RotateCw} onPress={onLookAgain}>{t('calendarLookAgain')}</Button>
            </>
          )}
        </div>
      </SettingRow>
      {file && (
        <>
          <SettingRow label={t('calendarWhose')}>
            <SegmentedControl
              label={t('calendarWhose')}
              value={file.whose}
              onChange={(whose) => void set({ ...file, whose })}
              segments={[{ value: 'mine', label: t('calendarMine') }, { value: 'everybody', label: t('calendarEverybody') }]}
            />
          </SettingRow>
          <SettingRow label={t('calendarForm')} hint={t('calendarFormHint')}>
            <SegmentedControl
              label={t('calendarForm')}
              value={file.form}
              onChange={(form) => void set({ ...file, form })}
              segments={[{ value: 'todo', label: t('calendarTodos') }, { value: 'event', label: t('calendarEvents') }]}
            />
          </SettingRow>
          <WrittenRow status={status} onWrite={() => attempt(() => api.calendar.writeNow())} />
        </>
      )}
    </>
  );
}

const FAILURES = {
  'folder-gone': 'calendarFolderGone',
  'not-granted': 'calendarNotGranted',
  'not-allowed': 'calendarNotAllowed',
  'disk-full': 'calendarDiskFull',
  'in-the-way': 'calendarInTheWay',
  'not-written': 'calendarNotWritten',
} as const satisfies Record<CalendarFailure, string>;

function WrittenRow({ status: { name, writtenAt, failure }, onWrite }: { status: CalendarStatus; onWrite: () => Promise<void> }) {
  const t = useSettingsText();
  const { dateTime } = useFormats();
  return (
    <div className="flex min-h-14 items-center gap-6 border-b border-border/55 py-3 narrow:flex-col narrow:items-stretch narrow:gap-2">
      <div className="min-w-0 flex-1">
        <p role="status" className="figures text-13 text-text2">{writtenAt === null ? (failure === null ? t('calendarWriting') : t('calendarNeverWritten')) : t('calendarWritten', { when: dateTime(writtenAt) })}</p>
        {failure !== null && (
          <p role="alert" className="mt-1 flex gap-2 text-12 text-danger-text">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5! flex-none" />
            <span className="min-w-0 break-words">{t(FAILURES[failure], { name })} {t('calendarRetry')}</span>
          </p>
        )}
      </div>
      <Button onPress={() => void onWrite()}>{t('calendarWriteNow')}</Button>
    </div>
  );
}
