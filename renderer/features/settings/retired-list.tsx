import { RotateCcw } from 'lucide-react';
import type { Id } from '../../../core/ids.ts';
import { StageDot } from '../../deals/stage-dot.tsx';
import { Button } from '../../ui/button.tsx';
import { Clip } from '../../ui/clip.tsx';
import { useDealSettingsText } from './deal-settings-text.ts';
import { focusBeside } from './focus-beside.ts';

export interface RetiredListProps<Item extends { id: Id }> {
  items: readonly Item[];
  nameOf: (item: Item) => string;
  /** Of what has one. */
  colourOf?: (item: Item) => number;
  onBringBack: (item: Item) => void;
}

/** What is out of use, each with the way back. Nothing where there is none. */
export function RetiredList<Item extends { id: Id }>({ items, nameOf, colourOf, onBringBack }: RetiredListProps<Item>) {
  const t = useDealSettingsText();
  if (items.length === 0) return null;
  return (
    <div className="pt-1 pb-3">
      <p className="text-11 font-medium text-text3">{t('retired')}</p>
      <ul aria-label={t('retired')}>
        {items.map((item) => (
          <li key={item.id} className="flex min-h-11 items-center gap-3 border-b border-border/55 text-text3">
            {colourOf && <StageDot colour={colourOf(item)} className="opacity-60" />}
            <Clip className="flex-1 text-13"><bdi>{nameOf(item)}</bdi></Clip>
            <Button
              kind="bare"
              size="small"
              icon={RotateCcw}
              onPress={() => {
                focusBeside();
                onBringBack(item);
              }}
            >
              {t('bringBack')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
