import { useId } from 'react';
import { STAGE_COLOUR_KEYS, StageDot } from '../../../deals/stage-dot.tsx';
import { useDealSettingsText } from '../deal-settings-text.ts';

/** The colours of stages as dots. A group of radio buttons: one tab stop, arrows move, each has its name. */
export function StageColours({ value, onChange }: { value: number; onChange: (colour: number) => void }) {
  const t = useDealSettingsText();
  const group = useId();
  return (
    <div role="radiogroup" aria-labelledby={`${group}-label`} className="flex flex-col gap-1">
      <span id={`${group}-label`} className="text-12 font-medium text-text2">{t('colour')}</span>
      <div className="grid w-fit grid-cols-[repeat(12,auto)] narrow:grid-cols-[repeat(6,auto)]">
        {STAGE_COLOUR_KEYS.map((key, colour) => (
          <label
            key={key}
            title={t(key)}
            className="relative grid size-8 cursor-pointer place-items-center rounded-control border border-transparent hover:bg-hover has-checked:border-accent has-checked:bg-selected has-focus-visible:ring-box has-focus-visible:ring-inside"
          >
            <input type="radio" name={group} checked={colour === value} onChange={() => onChange(colour)} aria-label={t(key)} className="absolute inset-0 cursor-pointer opacity-0" />
            <StageDot colour={colour} />
          </label>
        ))}
      </div>
    </div>
  );
}
