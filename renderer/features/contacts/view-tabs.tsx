import { useEffect, useRef, useState } from 'react';
import { ArrowLeft, ArrowRight, EllipsisVertical, Pencil, Plus, Trash2 } from 'lucide-react';
import type { View } from '../../../core/api/lists.ts';
import { useApi, useErrorText } from '../../api.ts';
import { useCommandContext, useCommandHandler } from '../../commands/command-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { VIEW_KEYS, viewCommand } from './commands.ts';
import { BUILT_IN_VIEWS } from './definition.ts';
import { NameDialog } from './name-dialog.tsx';
import { placeBehind } from './use-list.ts';
import type { List } from './use-list.ts';
import { builtInViewName, useContactsText } from './words.ts';

/** The built-in views and the saved ones, with what can be done with a saved one. After that the keys belong to the list again. */
export function ViewTabs({ list, onSelect, onDone }: { list: List; onSelect: (viewId: string) => void; onDone: () => void }) {
  const t = useContactsText();
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const ids = [...BUILT_IN_VIEWS, ...list.savedViews.map(({ id }) => id)];

  // Once the dialog has gone: while it is there the focus cannot leave it.
  const wasNaming = useRef(false);
  useEffect(() => {
    if (naming === null && wasNaming.current) onDone();
    wasNaming.current = naming !== null;
  });

  useCommandHandler('contacts.saveView', () => setNaming('new'));

  async function guarded(act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  const move = (view: View, step: -1 | 1) => guarded(async () => {
    const after = placeBehind(list.savedViews, view.id, step);
    if (after !== undefined) await api.views.update({ id: view.id, after });
  });

  const remove = (view: View) => guarded(async () => {
    const { changeId } = await api.views.remove({ id: view.id });
    onSelect(BUILT_IN_VIEWS[0]);
    undoable(t('viewRemoved', { name: view.name }), changeId);
    onDone();
  });

  async function name(typed: string) {
    if (naming === 'rename' && list.view) await api.views.update({ id: list.view.id, name: typed });
    else {
      const { id } = await api.views.create({ record: 'contacts', name: typed, definition: { ...list.definition, filter: list.filter } });
      list.reset();
      onSelect(id);
    }
  }

  return (
    <>
      {ids.slice(0, VIEW_KEYS).map((id, place) => <ViewKey key={id} command={viewCommand(place)} onSelect={() => onSelect(id)} />)}
      <Tabs
        label={t('views')}
        className="-ms-2 min-w-0 flex-initial"
        tabs={[
          ...BUILT_IN_VIEWS.map((id) => ({ id: id as string, label: builtInViewName(id, t) })),
          ...list.savedViews.map((view) => ({ id: view.id as string, label: view.name })),
        ]}
        selected={list.viewId}
        onSelect={onSelect}
        end={
          <>
            {list.view && (
              <Menu
                label={t('viewMenu', { name: list.view.name })}
                trigger={<IconButton icon={EllipsisVertical} label={t('viewMenu', { name: list.view.name })} />}
                entries={[
                  { id: 'rename', label: t('renameView'), icon: Pencil, onAction: () => setNaming('rename') },
                  { id: 'back', label: t('moveBack'), icon: ArrowLeft, isDisabled: placeBehind(list.savedViews, list.view.id, -1) === undefined, onAction: () => void move(list.view!, -1) },
                  { id: 'on', label: t('moveOn'), icon: ArrowRight, isDisabled: placeBehind(list.savedViews, list.view.id, 1) === undefined, onAction: () => void move(list.view!, 1) },
                  'separator',
                  { id: 'remove', label: t('removeView'), icon: Trash2, isDanger: true, onAction: () => void remove(list.view!) },
                ]}
              />
            )}
            <IconButton icon={Plus} label={t('saveView')} onPress={() => setNaming('new')} />
          </>
        }
      />
      <NameDialog
        isOpen={naming !== null}
        title={naming === 'rename' ? t('renameView') : t('saveView')}
        label={t('viewName')}
        initial={naming === 'rename' ? (list.view?.name ?? '') : ''}
        submitLabel={text('common:save')}
        onSubmit={name}
        onClose={() => setNaming(null)}
      />
    </>
  );
}

function ViewKey({ command, onSelect }: { command: string; onSelect: () => void }) {
  useCommandHandler(command, onSelect);
  return null;
}
