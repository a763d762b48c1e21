import type { KeptItem } from '../../core/api/history.ts';
import { useApiQuery } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import type { TextKey } from '../i18n/namespaces.ts';
import { contactPath } from '../paths.ts';
import { Dialog } from '../ui/dialog.tsx';

const REASONS: Record<KeptItem['reason'], TextKey> = {
  'changed-since': 'app:keptChanged',
  'has-dependants': 'app:keptDependants',
  erased: 'app:keptErased',
};

/** What an undo left as it is, and why. */
export function KeptDialog({ kept, onClose }: { kept: readonly KeptItem[]; onClose: () => void }) {
  const text = useText();
  return (
    <Dialog isOpen={kept.length > 0} onClose={onClose} title={text('app:keptTitle')} closeLabel={text('common:close')} closesOutside>
      <ul className="flex flex-col pb-2">
        {kept.slice(0, MOST_SHOWN).map((item) => (
          <li key={`${item.table} ${item.id} ${item.field ?? ''}`} className="flex min-h-9 flex-wrap items-center gap-x-2 border-b border-border/55 py-1 text-13 last:border-0">
            <KeptRecord item={item} />
            <span className="flex-1" />
            <span className="text-12 text-text3">{text(REASONS[item.reason])}</span>
          </li>
        ))}
      </ul>
      {kept.length > MOST_SHOWN && <p className="pb-2 text-12 text-text3">{text('app:keptMore', { count: kept.length - MOST_SHOWN })}</p>}
    </Dialog>
  );
}

const MOST_SHOWN = 100;

const KEPT: Readonly<Record<string, TextKey>> = { entries: 'app:keptEntry', reminders: 'app:keptReminder', deals: 'app:keptDeal' };

function KeptRecord({ item }: { item: KeptItem }) {
  const text = useText();
  const { data: contact } = useApiQuery('contacts.get', { id: item.id }, { isEnabled: item.table === 'contacts' && item.reason !== 'erased' });
  if (contact) return <a href={`#${contactPath(item.id)}`} className="min-w-0 font-medium break-words text-accent-text hover:underline"><bdi>{contact.name}</bdi></a>;
  return <span className="font-medium">{text(KEPT[item.table] ?? 'app:keptPart')}</span>;
}
