import { Columns3, Trash2 } from 'lucide-react';
import { useApi, useApiQuery, useErrorText } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { Loaded } from '../../loaded.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Clip } from '../../ui/clip.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { focusBeside } from './focus-beside.ts';
import { useSettingsText } from './settings-text.ts';
import type { OutputOf } from '../../api.ts';

type Mapping = OutputOf<'transfer.mappings'>[number];

/** How the columns of files were read, kept by name. They are made while importing; here they can be removed. */
export function MappingList() {
  const t = useSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const query = useApiQuery('transfer.mappings', undefined);

  async function remove({ id, name }: Mapping) {
    focusBeside();
    try {
      const { changeId } = await api.transfer.removeMapping({ id });
      undoable(t('mappingRemoved', { name }), changeId);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <Loaded query={query} lines={2}>
      {(mappings) =>
        mappings.length === 0 ? (
          <div className="flex flex-col items-start gap-3 py-3">
            <p className="max-w-120 text-13 text-text2">{t('mappingsEmpty')}</p>
            <CommandButton command="import.open" />
          </div>
        ) : (
          <ul>
            {mappings.map((mapping) => (
              <li key={mapping.id} className="flex min-h-11 items-center gap-3 border-b border-border/55">
                <Columns3 aria-hidden className="text-text3" />
                <Clip className="flex-1 text-13 font-medium"><bdi>{mapping.name}</bdi></Clip>
                <IconButton icon={Trash2} label={t('mappingRemove', { name: mapping.name })} onPress={() => void remove(mapping)} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
