import { useEffect, useRef, useState } from 'react';
import { ArrowLeft, ArrowRight, EllipsisVertical, Pencil, Plus, Trash2 } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import { useErrorText } from '../api.ts';
import { useCommandContext, useCommandHandler } from '../commands/command-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { NameDialog } from './name-dialog.tsx';
import { placeBehind } from './place-behind.ts';
import { VIEW_KEYS } from './view-keys.ts';
import { useViewsText } from './words.ts';

export interface Tab<TabId extends string = string> {
  id: TabId;
  name: string;
  count?: string | undefined;
}

export interface ViewTabsProps {
  builtIns: readonly Tab[];
  saved: readonly Tab<Id>[];
  selected: string;
  onSelect: (viewId: string) => void;
  commands: { save: string; view: (place: number) => string };
  /** Keeps what is shown as a view of its own and gives its id. */
  onCreate: (name: string) => Promise<string>;
  onRename: (id: Id, name: string) => Promise<unknown>;
  onMove: (id: Id, after: Id | null) => Promise<unknown>;
  onRemove: (id: Id) => Promise<{ changeId: Id }>;
  /** After that the keys belong to the list again. */
  onDone: () => void;
}

/** The built-in views and the saved ones, with what can be done with a saved one. */
export function ViewTabs({ builtIns, saved, selected, onSelect, commands, onCreate, onRename, onMove, onRemove, onDone }: ViewTabsProps) {
  const t = useViewsText();
  const text = useText();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const tabs = [...builtIns, ...saved];
  const own = saved.find(({ id }) => id === selected);

  // Once the dialog has gone: while it is there the focus cannot leave it.
  const wasNaming = useRef(false);
  useEffect(() => {
    if (naming === null && wasNaming.current) onDone();
    wasNaming.current = naming !== null;
  });

  useCommandHandler(commands.save, () => setNaming('new'));

  async function guarded(act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  const move = (view: Tab<Id>, step: -1 | 1) => guarded(async () => {
    const after = placeBehind(saved, view.id, step);
    if (after !== undefined) await onMove(view.id, after);
  });

  const remove = (view: Tab<Id>) => guarded(async () => {
    const { changeId } = await onRemove(view.id);
    onSelect(builtIns[0]?.id ?? '');
    undoable(t('viewRemoved', { name: view.name }), changeId);
    onDone();
  });

  async function name(typed: string) {
    if (naming === 'rename' && own) await onRename(own.id, typed);
    else onSelect(await onCreate(typed));
  }

  return (
    <>
      {tabs.slice(0, VIEW_KEYS).map(({ id }, place) => <ViewKey key={id} command={commands.view(place)} onSelect={() => onSelect(id)} />)}
      <Tabs
        label={t('views')}
        className="-ms-2 min-w-0 flex-initial"
        tabs={tabs.map(({ id, name: label, count }) => ({ id, label, count }))}
        selected={selected}
        onSelect={onSelect}
        end={
          <>
            {own && (
              <Menu
                label={t('viewMenu', { name: own.name })}
                trigger={<IconButton icon={EllipsisVertical} label={t('viewMenu', { name: own.name })} />}
                entries={[
                  { id: 'rename', label: t('renameView'), icon: Pencil, onAction: () => setNaming('rename') },
                  { id: 'back', label: t('moveBack'), icon: ArrowLeft, isDisabled: placeBehind(saved, own.id, -1) === undefined, onAction: () => void move(own, -1) },
                  { id: 'on', label: t('moveOn'), icon: ArrowRight, isDisabled: placeBehind(saved, own.id, 1) === undefined, onAction: () => void move(own, 1) },
                  'separator',
                  { id: 'remove', label: t('removeView'), icon: Trash2, isDanger: true, onAction: () => void remove(own) },
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
        initial={naming === 'rename' ? (own?.name ?? '') : ''}
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
