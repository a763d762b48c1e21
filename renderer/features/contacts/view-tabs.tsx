import { useApi } from '../../api.ts';
import { ViewTabs as Tabs } from '../../views/view-tabs.tsx';
import { viewCommand } from './commands.ts';
import { BUILT_IN_VIEWS } from './definition.ts';
import type { List } from './use-list.ts';
import { builtInViewName, useContactsText } from './words.ts';

/** The views of the list of contacts. After that the keys belong to the list again. */
export function ViewTabs({ list, onSelect, onDone }: { list: List; onSelect: (viewId: string) => void; onDone: () => void }) {
  const t = useContactsText();
  const api = useApi();
  return (
    <Tabs
      builtIns={BUILT_IN_VIEWS.map((id) => ({ id, name: builtInViewName(id, t) }))}
      saved={list.savedViews}
      selected={list.viewId}
      onSelect={onSelect}
      commands={{ save: 'contacts.saveView', view: viewCommand }}
      onCreate={async (name) => {
        const { id } = await api.views.create({ record: 'contacts', name, definition: { ...list.definition, filter: list.filter } });
        list.reset();
        return id;
      }}
      onRename={(id, name) => api.views.update({ id, name })}
      onMove={(id, after) => api.views.update({ id, after })}
      onRemove={(id) => api.views.remove({ id })}
      onDone={onDone}
    />
  );
}
