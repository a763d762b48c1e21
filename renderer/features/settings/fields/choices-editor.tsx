import { RotateCcw } from 'lucide-react';
import type { Choice } from '../../../../core/fields.ts';
import { Button } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { LinesEditor, nextKeyOf } from '../lines-editor.tsx';
import type { DraftLine } from '../lines-editor.tsx';
import { useSettingsText } from '../settings-text.ts';

export interface ChoicesEditorProps {
  choices: readonly DraftLine[];
  onChange: (choices: DraftLine[]) => void;
  /** Choices that were taken off; they can come back with what was stored under them. */
  retired: readonly Choice[];
  error: string | undefined;
}

/** The choices of a field, one a line, and below them those that were taken off. */
export function ChoicesEditor({ choices, onChange, retired, error }: ChoicesEditorProps) {
  const t = useSettingsText();
  const isBack = (choice: Choice) => choices.some(({ id }) => id === choice.id);
  return (
    <div className="flex flex-col">
      <LinesEditor label={t('choices')} lines={choices} onChange={onChange} lineLabel={(number) => t('choiceNumber', { number })} addLabel={t('addChoice')} error={error} />
      {retired.some((choice) => !isBack(choice)) && (
        <div className="mt-2 flex flex-col">
          <span className="text-11 font-medium text-text3">{t('retiredChoices')}</span>
          <ul>
            {retired.filter((choice) => !isBack(choice)).map((choice) => (
              <li key={choice.id} className="flex min-h-8 items-center gap-2 text-13 text-text3">
                <Clip className="flex-1"><bdi>{choice.name}</bdi></Clip>
                <Button kind="bare" size="small" icon={RotateCcw} onPress={() => onChange([...choices, { key: nextKeyOf(choices), id: choice.id, name: choice.name }])}>
                  {t('bringBack')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
