import { useApiQuery, usePreference } from '../api.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useRemindersText } from './reminder-words.ts';
import type { Whose } from './today-query.ts';

/** Whose reminders are shown, as chosen on this device; one's own where there is nobody else. Undefined until it is known. */
export function useWhose(): { whose: Whose | undefined; setWhose: (whose: Whose) => void; isTeam: boolean } {
  const { data: members } = useApiQuery('members.list', undefined);
  const { value, set } = usePreference<Whose>('reminders.whose', (stored) => (stored === 'mine' || stored === 'everybody' ? stored : null));
  const isTeam = members !== undefined && members.length > 1;
  return { whose: value === undefined || members === undefined ? undefined : isTeam ? (value ?? 'mine') : 'mine', setWhose: set, isTeam };
}

export function WhoseSwitch({ whose, onChange }: { whose: Whose; onChange: (whose: Whose) => void }) {
  const t = useRemindersText();
  return <SegmentedControl<Whose> label={t('whose')} value={whose} onChange={onChange} segments={[{ value: 'mine', label: t('mine') }, { value: 'everybody', label: t('everybody') }]} />;
}
