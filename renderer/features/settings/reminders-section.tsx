import { useState } from 'react';
import type { DeviceSettings, ProfileInfo } from '../../../core/api/profile.ts';
import { NAMES_IN_NOTICES } from '../../../core/window-protocol.ts';
import { usePreference } from '../../api.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SettingRow } from './section.tsx';
import type { SettingsSection } from './section.tsx';
import { useSettingsText } from './settings-text.ts';
import type { SettingsText } from './settings-text.ts';
import type { SettingsEdits } from './use-settings.ts';

type Hours = DeviceSettings['hours'];

/** When one hears of what is due, and when one is left alone. */
export function remindersSection(t: SettingsText, { device: { hours }, host }: ProfileInfo, edits: SettingsEdits): SettingsSection {
  const set = (change: Partial<Hours>) => void edits.setDevice({ hours: { ...hours, ...change } }, t('hoursChanged'));
  return {
    id: 'reminders',
    title: t('reminders'),
    settings: [
      {
        id: 'notify',
        words: `${t('notify')} ${t('notifyHint')}`,
        content: host === 'window' ? <SettingRow label={t('notify')} hint={t('notifyHint')}><span className="text-13 text-text2">{t('notifyBySystem')}</span></SettingRow> : <Notify />,
      },
      {
        id: 'noticeNames',
        words: `${t('noticeNames')} ${t('noticeNamesHint')}`,
        content: <NoticeNames />,
      },
      {
        id: 'allDayAt',
        words: `${t('allDayAt')} ${t('allDayAtHint')}`,
        content: (
          <SettingRow label={t('allDayAt')} hint={t('allDayAtHint')}>
            <Time label={t('allDayAt')} value={hours.allDayAt} onChange={(allDayAt) => set({ allDayAt })} />
          </SettingRow>
        ),
      },
      {
        id: 'work',
        words: `${t('work')} ${t('workHint')}`,
        content: (
          <SettingRow label={t('work')} hint={t('workHint')}>
            <span className="flex gap-2">
              <Time label={t('workFrom')} value={hours.workFrom} onChange={(workFrom) => workFrom < hours.workTo && set({ workFrom })} />
              <Time label={t('workTo')} value={hours.workTo} onChange={(workTo) => hours.workFrom < workTo && set({ workTo })} />
            </span>
          </SettingRow>
        ),
      },
      {
        id: 'workingDays',
        words: t('workingDays'),
        content: (
          <SettingRow label={t('workingDays')}>
            <Days days={hours.workingDays} onChange={(workingDays) => set({ workingDays })} />
          </SettingRow>
        ),
      },
      {
        id: 'quiet',
        words: `${t('quiet')} ${t('quietHint')}`,
        content: (
          <SettingRow label={t('quiet')} hint={t('quietHint')}>
            <span className="flex gap-2">
              <Time label={t('quietFrom')} value={hours.quietFrom} onChange={(quietFrom) => set({ quietFrom })} />
              <Time label={t('quietTo')} value={hours.quietTo} onChange={(quietTo) => set({ quietTo })} />
            </span>
          </SettingRow>
        ),
      },
      {
        id: 'quietOnDaysOff',
        words: t('quietOnDaysOff'),
        content: (
          <div className="flex min-h-14 flex-col justify-center border-b border-border/55 py-3">
            <Switch label={t('quietOnDaysOff')} isOn={hours.quietOnDaysOff} onChange={(quietOnDaysOff) => set({ quietOnDaysOff })} className="[&>label]:font-medium [&>label>span]:font-normal" />
          </div>
        ),
      },
    ],
  };
}

/** Saved when the field is left: half a time is none. */
function Time({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      hideLabel
      type="time"
      value={typed ?? value}
      onChange={setTyped}
      onBlur={() => {
        if (typed !== null && /^\d\d:\d\d$/.test(typed) && typed !== value) onChange(typed);
        setTyped(null);
      }}
      className="w-32"
    />
  );
}

function Days({ days, onChange }: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const { civilDate } = useFormats();
  return (
    <span className="flex flex-wrap gap-1">
      {[1, 2, 3, 4, 5, 6, 7].map((day) => {
        const isOn = days.includes(day);
        return (
          <button
            key={day}
            type="button"
            aria-pressed={isOn}
            onClick={() => onChange(isOn ? days.filter((each) => each !== day) : [...days, day].toSorted((a, b) => a - b))}
            className={classes('h-7 min-w-9 rounded-control border px-1.5 text-12', isOn ? 'border-accent bg-selected text-text' : 'border-border-strong text-text2 hover:bg-hover')}
          >
            <time>{civilDate(`2024-01-0${day}`, 'dayName')}</time>
          </button>
        );
      })}
    </span>
  );
}

/** What the browser allows is its own to say; asking takes a press of a button. */
function Notify() {
  const t = useSettingsText();
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'unsupported'));
  return (
    <SettingRow label={t('notify')} hint={t('notifyHint')}>
      {permission === 'default' ? (
        <Button onPress={() => void Notification.requestPermission().then(setPermission)}>{t('notifyAllow')}</Button>
      ) : (
        <span className="text-13 text-text2">{t(permission === 'granted' ? 'notifyOn' : permission === 'denied' ? 'notifyDenied' : 'notifyUnsupported')}</span>
      )}
    </SettingRow>
  );
}

/** A screen that others see should not say whom one deals with. */
function NoticeNames() {
  const t = useSettingsText();
  const { value, set } = usePreference(NAMES_IN_NOTICES, (stored) => stored !== false);
  return (
    <div className="flex min-h-14 flex-col justify-center border-b border-border/55 py-3">
      <Switch label={t('noticeNames')} hint={t('noticeNamesHint')} isOn={value !== false} onChange={set} className="[&>label]:font-medium [&>label>span]:font-normal" />
    </div>
  );
}
