import { useState } from 'react';
import { ArrowLeftRight, GitMerge } from 'lucide-react';
import type { MergePreview } from '../../../core/api/contacts.ts';
import { hasCode } from '../../../core/call.ts';
import { Id } from '../../../core/ids.ts';
import { useApi, useApiQuery, useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { useContactSearch } from '../../contact-search.tsx';
import { Failed } from '../../loaded.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { contactPath, CONTACTS_PATH, mergePath } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { mergeRows } from './merge-rows.ts';
import { MergeTable } from './merge-table.tsx';
import { useMergeText } from './merge-text.ts';

/** Two contacts side by side, and which value of each field the one that stays will have. */
export function MergePage({ a, b }: { a: Id; b?: Id }) {
  return b === undefined ? <ChooseOther a={a} /> : <Compare key={`${a} ${b}`} a={a} b={b} />;
}

function ChooseOther({ a }: { a: Id }) {
  const t = useMergeText();
  const text = useText();
  const { goTo } = useCommandContext();
  const { data: contact, error } = useApiQuery('contacts.get', { id: a });
  const { options, onSearch } = useContactSearch({ without: [a], ...(contact ? { kind: contact.kind } : {}) });
  return (
    <Page title={t('title')} scrolls>
      {error ? (
        <EmptyState text={t('notFound')} action={<Button kind="main" onPress={() => goTo(CONTACTS_PATH)}>{t('toContacts')}</Button>} />
      ) : !contact ? (
        <Skeleton label={text('common:loading')} />
      ) : (
        <div className="flex max-w-120 flex-col gap-4">
          <p className="flex min-w-0 items-center gap-2 text-14">
            <ContactAvatar contact={contact} size="large" />
            <bdi className="min-w-0 font-medium break-words">{contact.name}</bdi>
          </p>
          <ComboBox
            label={t('chooseOther')}
            hint={t(contact.kind === 'person' ? 'samePersonOnly' : 'sameOrganisationOnly')}
            value={null}
            options={options}
            onSearch={onSearch}
            onChange={(option) => {
              if (option) goTo(mergePath(a, Id.parse(option.value)));
            }}
            emptyText={t('nobodyFound')}
            autoFocus
          />
        </div>
      )}
    </Page>
  );
}

function Compare({ a, b }: { a: Id; b: Id }) {
  const t = useMergeText();
  const text = useText();
  const errorText = useErrorText();
  const { goTo } = useCommandContext();
  const { data: preview, error, refetch } = useApiQuery('contacts.mergePreview', { a, b });
  if (preview) return <Loaded preview={preview} />;
  if (!error) return <Page title={t('title')}><Skeleton label={text('common:loading')} className="px-6" /></Page>;
  return (
    <Page title={t('title')}>
      {hasCode(error, 'contact-not-found') || hasCode(error, 'same-contact') ? (
        <EmptyState text={errorText(error)} action={<Button kind="main" onPress={() => goTo(hasCode(error, 'same-contact') ? contactPath(a) : CONTACTS_PATH)}>{t(hasCode(error, 'same-contact') ? 'toContact' : 'toContacts')}</Button>} />
      ) : (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

function Loaded({ preview }: { preview: MergePreview }) {
  const api = useApi();
  const t = useMergeText();
  const formats = useFormats();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { goTo, showToast, announce } = useCommandContext();
  const { data: fields } = useApiQuery('fields.list', undefined);
  const [isSwapped, setSwapped] = useState(false);
  /** Of each field to choose, whose value is taken; the first contact's unless said. */
  const [chosen, setChosen] = useState<Readonly<Record<string, 0 | 1>>>({});
  const [isMerging, setMerging] = useState(false);
  const [first, second] = preview.contacts;
  const [winner, loser] = isSwapped ? [second, first] : [first, second];
  const side = isSwapped ? 1 : 0;
  const rows = mergeRows(preview);
  const choices = rows.filter(({ outcome }) => outcome === 'choice');

  async function merge() {
    setMerging(true);
    try {
      const take = choices.filter(({ id }) => (chosen[id] ?? side) !== side).map(({ id }) => id);
      const { changeId } = await api.contacts.merge({ winner: winner.id, loser: loser.id, take });
      goTo(contactPath(winner.id));
      undoable(t('merged', { loser: loser.name, winner: winner.name }), changeId);
    } catch (error) {
      setMerging(false);
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  if (first.kind !== second.kind) {
    return <Page title={t('title')}><EmptyState text={t('differentKinds')} action={<Button kind="main" onPress={() => goTo(mergePath(first.id))}>{t('chooseAnother')}</Button>} /></Page>;
  }
  return (
    <Page
      title={t('title')}
      scrolls
      actions={
        <>
          <Button
            icon={ArrowLeftRight}
            onPress={() => {
              setSwapped(!isSwapped);
              announce(t('staysNow', { name: loser.name }));
            }}
          >
            {t('swap')}
          </Button>
          <Button kind="main" icon={GitMerge} onPress={() => void merge()} isDisabled={isMerging}>{t('merge')}</Button>
        </>
      }
    >
      <p className="pb-4 text-13 text-text2">
        {choices.length === 0 ? t('nothingToChoose') : t('choose', { count: choices.length, formatted: formats.number(choices.length) })} {t('listsUnited')}
      </p>
      <MergeTable
        contacts={preview.contacts}
        side={side}
        rows={rows}
        fields={fields ?? []}
        chosen={chosen}
        onChoose={(id, of) => setChosen({ ...chosen, [id]: of })}
        onSide={(of) => setChosen(Object.fromEntries(choices.map(({ id }) => [id, of])))}
      />
    </Page>
  );
}
