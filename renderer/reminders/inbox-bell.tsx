import { useTranslation } from 'react-i18next';
import { Bell } from 'lucide-react';
import { useApiQuery } from '../api.ts';
import { useCommand } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { IconButton } from '../ui/button.tsx';

/** From here on it says only that they are more. */
const MOST_SAID = 99;

/** Opens the inbox, and shows how many in it nobody has looked at. */
export function InboxBell() {
  const { t } = useTranslation('inbox');
  const { number } = useFormats();
  const { title, keys, keyShortcuts, isEnabled, run } = useCommand('inbox.open');
  const { data } = useApiQuery('reminders.inbox', { limit: 1 }, { keepsPrevious: true });
  const unseen = data?.unseen ?? 0;
  return (
    <span className="relative flex flex-none">
      <IconButton
        icon={Bell}
        label={unseen === 0 ? title : t('withNew', { count: unseen, formatted: number(unseen) })}
        keys={keys}
        keyShortcuts={keyShortcuts}
        isDisabled={!isEnabled}
        onPress={run}
        className="narrow:size-10!"
      />
      {unseen > 0 && (
        <span
          aria-hidden
          className="figures pointer-events-none absolute -end-1 -top-1 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-11 leading-none font-semibold text-on-accent forced-colors:border narrow:end-0 narrow:top-0.5"
        >
          {unseen > MOST_SAID ? `${number(MOST_SAID)}+` : number(unseen)}
        </span>
      )}
    </span>
  );
}
