import { useState } from 'react';
import type { DealCard } from '../../../../core/deals.ts';
import { useApiQuery } from '../../../api.ts';
import { useDealWords } from '../../../deals/words.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TagInput } from '../../../ui/tag-input.tsx';
import { useViewsText } from '../../../views/words.ts';
import { useBoardText } from '../board-words.ts';

/** The tags of a deal, by their names. */
export function TagsDialog({ deal, onSave, onClose }: { deal: DealCard; onSave: (tags: string[]) => void; onClose: () => void }) {
  const t = useBoardText();
  const views = useViewsText();
  const text = useText();
  const words = useDealWords();
  const { data: tags } = useApiQuery('tags.list', undefined);
  const [chosen, setChosen] = useState(() => deal.tags.map(({ name }) => name));
  return (
    <Dialog
      isOpen
      size="small"
      title={t('tagsOf', { title: words.title(deal) })}
      closeLabel={text('common:close')}
      onClose={onClose}
      onSubmit={() => {
        onClose();
        onSave(chosen);
      }}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button type="submit" kind="main">{text('common:save')}</Button>
        </>
      }
    >
      <TagInput
        label={t('targetTag')}
        hideLabel
        autoFocus
        values={chosen.map((name) => ({ value: name, label: name }))}
        onChange={(values) => setChosen(values.map(({ value }) => value))}
        options={(tags ?? []).map(({ name }) => ({ value: name, label: name }))}
        onCreate={(name) => setChosen((before) => [...before.filter((each) => each !== name), name])}
        createLabel={(name) => views('newTag', { name })}
        removeLabel={(name) => text('common:remove', { what: name })}
        emptyText={views('noTags')}
      />
    </Dialog>
  );
}
