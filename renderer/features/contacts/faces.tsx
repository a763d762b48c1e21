import { Building2, SearchX, Users } from 'lucide-react';
import { useApiQuery } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { IMPORT_PATH } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { List } from './use-list.ts';
import { useContactsText } from './words.ts';

export interface EmptyFaceProps {
  list: List;
  onCreate: (name: string) => void;
  onClearFilters: () => void;
}

/** Why there is nothing to see, and what to do about it. */
export function EmptyFace({ list, onCreate, onClearFilters }: EmptyFaceProps) {
  const t = useContactsText();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { filter } = list.definition;
  const words = filter.find((condition) => condition.field === 'text')?.words;

  if (words !== undefined && filter.length === 1) {
    return (
      <EmptyState
        icon={SearchX}
        text={t('noMatch', { words })}
        action={<Button kind="main" onPress={() => onCreate(words)}>{t('createNamed', { name: words })}</Button>}
        others={<Button onPress={onClearFilters}>{t('clearFilters')}</Button>}
      />
    );
  }
  if (filter.length > 0) return <EmptyState icon={SearchX} text={t('noneFiltered')} action={<Button onPress={onClearFilters}>{t('clearFilters')}</Button>} />;
  if (profile && profile.contacts === 0) return <NoContactsYet />;
  return <EmptyState icon={list.viewId === 'organisations' ? Building2 : Users} text={t('noneInView')} action={<CommandButton command="contact.new" kind="main" />} />;
}

function NoContactsYet() {
  const t = useContactsText();
  const { goTo } = useCommandContext();
  return (
    <EmptyState
        icon={Users}
        text={t('noContacts')}
        action={<Button kind="main" onPress={() => goTo(IMPORT_PATH)}>{t('import')}</Button>}
        others={
          <>
            <CommandButton command="contact.new" />
            <CommandButton command="sample.load" kind="bare" />
          </>
        }
      />
  );
}
