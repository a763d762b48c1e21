import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useRemindersText } from './reminder-words.ts';
import type { Whose } from './whose.ts';

export function WhoseSwitch({ whose, onChange }: { whose: Whose; onChange: (whose: Whose) => void }) {
  const t = useRemindersText();
  return <SegmentedControl<Whose> label={t('whose')} value={whose} onChange={onChange} segments={[{ value: 'mine', label: t('mine') }, { value: 'everybody', label: t('everybody') }]} />;
}
