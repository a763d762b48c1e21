import { useRef, useState } from 'react';
import { Plus, Search, Trash2 } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Tag } from '../../../core/api/lists.ts';
import { useApi, useApiQuery, useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { Loaded } from '../../loaded.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Popover } from '../../ui/popover.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { focusBeside } from './focus-beside.ts';
import { SavedText } from './saved-text.tsx';
import { useSettingsText } from './settings-text.ts';

/** Every tag with how many carry it: make, rename, colour, remove. */
export function TagList() {
  const t = useSettingsText();
  const query = useApiQuery('tags.list', undefined);
  return (
    <Loaded query={query} lines={3}>
      {(tags) => (
        <>
          {tags.length === 0 && <p className="max-w-120 py-3 text-13 text-text2">{t('tagsEmpty')}</p>}
          <Tags tags={tags} />
        </>
      )}
    </Loaded>
  );
}

/** From this many on there is a search, and only the first are shown. */
const SEARCHED_FROM = 12;
const MOST_SHOWN = 100;

function Tags({ tags }: { tags: readonly Tag[] }) {
  const t = useSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const { number } = useFormats();
  const [words, setWords] = useState('');
  const fitting = tags.filter(({ name }) => name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase()));
  const shown = fitting.slice(0, MOST_SHOWN);

  async function remove(tag: Tag) {
    focusBeside();
    try {
      const { changeId } = await api.tags.remove({ id: tag.id });
      undoable(t('tagRemoved', { name: tag.name }), changeId);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <>
      {tags.length >= SEARCHED_FROM && (
        <TextField className="max-w-70 py-3" label={t('searchTags')} hideLabel placeholder={t('searchTags')} icon={Search} value={words} onChange={setWords} />
      )}
      <ul>
        {shown.map((tag) => <TagRow key={tag.id} tag={tag} onRemove={() => void remove(tag)} />)}
      </ul>
      {fitting.length > shown.length && <p className="py-2 text-12 text-text3">{t('moreTags', { count: fitting.length - shown.length, formatted: number(fitting.length - shown.length) })}</p>}
      {fitting.length === 0 && tags.length > 0 && <p className="py-2 text-13 text-text3">{t('noneFound')}</p>}
      <NewTag />
    </>
  );
}

function TagRow({ tag, onRemove }: { tag: Tag; onRemove: () => void }) {
  const t = useSettingsText();
  const api = useApi();
  const undoable = useUndoToast();
  const { number } = useFormats();
  return (
    <li className="flex min-h-11 items-center gap-2 border-b border-border/55">
      <ColourButton tag={tag} />
      <SavedText
        className="flex-1 [&_input]:bg-transparent [&_input:not(:hover):not(:focus)]:border-transparent"
        label={t('tagName', { name: tag.name })}
        value={tag.name}
        isRequired
        onSave={async (name) => undoable(t('tagRenamed', { name }), (await api.tags.update({ id: tag.id, name })).changeId)}
      />
      <span className="figures flex-none text-12 text-text3">{t('tagCount', { count: tag.count, formatted: number(tag.count) })}</span>
      <IconButton icon={Trash2} label={t('tagRemove', { name: tag.name })} onPress={onRemove} />
    </li>
  );
}

const COLOURS = ['colourBlue', 'colourOrange', 'colourTeal', 'colourWine', 'colourViolet', 'colourOlive'] as const;

function ColourButton({ tag }: { tag: Tag }) {
  const t = useSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  // Twelve colours can be stored, of which each two are shown alike.
  const shown = tag.colour % COLOURS.length;

  async function choose(colour: number) {
    try {
      await api.tags.update({ id: tag.id, colour });
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <Popover
      label={t('tagColour', { name: tag.name })}
      trigger={
        <AriaButton aria-label={t('tagColourNow', { name: tag.name, colour: t(COLOURS[shown]!) })} className="grid size-7 flex-none place-items-center rounded-control hover:bg-hover aria-expanded:bg-hover">
          <Dot place={shown} />
        </AriaButton>
      }
      className="min-w-0! p-1"
    >
      {(close) => (
        <div className="flex gap-0.5">
          {COLOURS.map((colour, place) => (
            <AriaButton
              key={colour}
              aria-label={t(colour)}
              aria-pressed={place === shown}
              autoFocus={place === shown}
              onPress={() => {
                close();
                if (place !== shown) void choose(place);
              }}
              className={classes('ring-inside grid size-8 place-items-center rounded-control hover:bg-hover', place === shown && 'bg-selected')}
            >
              <Dot place={place} />
            </AriaButton>
          ))}
        </div>
      )}
    </Popover>
  );
}

function Dot({ place }: { place: number }) {
  return <span aria-hidden data-dot={place + 1} className="size-3 rounded-full bg-(--dot)" />;
}

function NewTag() {
  const input = useRef<HTMLInputElement>(null);
  const t = useSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();

  async function add() {
    const wanted = name.trim();
    if (wanted === '') return;
    try {
      const { changeId } = await api.tags.create({ name: wanted });
      undoable(t('tagAdded', { name: wanted }), changeId);
      setName('');
      setError(undefined);
    } catch (failure) {
      setError(errorText(failure));
    }
    input.current?.focus();
  }

  return (
    <form
      className="flex items-start gap-2 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField ref={input} className="w-70 max-w-full" label={t('tagNew')} hideLabel placeholder={t('tagNew')} value={name} onChange={setName} error={error} maxLength={1_000} />
      <Button type="submit" icon={Plus} isDisabled={name.trim() === ''}>{t('tagAdd')}</Button>
    </form>
  );
}
