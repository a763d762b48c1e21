import { useEffect, useMemo, useState } from 'react';
import { ArrowRight, BellPlus, Bookmark, Check, Clock, Command as CommandIcon, CornerDownRight, List, Mail, Merge, NotebookPen, Phone, Settings, Tag, UserPlus, UserRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../api.ts';
import { useCommands } from '../../commands/command-provider.tsx';
import type { CommandSection } from '../../commands/registry.ts';
import { SECTION_IDS } from '../../features/settings/section.tsx';
import { loadTexts } from '../../i18n/languages.ts';
import type { TextKey } from '../../i18n/namespaces.ts';
import { useText } from '../../i18n/use-text.ts';
import { settingsPath, viewPath } from '../../paths.ts';
import { COMMAND_ICONS } from './command-icons.ts';
import type { Findable } from './rank.ts';
import { VERBS } from './verbs.ts';
import type { VerbId } from './verbs.ts';

/** Something of ours that can be found by its words: it is there at once, whatever the records take. */
export interface Item extends Findable {
  icon: LucideIcon;
  group: 'views' | 'commands';
  act: { kind: 'command'; command: string } | { kind: 'go'; path: string } | { kind: 'begin'; text: string };
}

const SECTION_ICONS: Record<CommandSection, LucideIcon> = { general: CommandIcon, go: ArrowRight, record: UserRound, list: List };
const SECTION_NAMES: Record<CommandSection, TextKey | null> = { general: null, go: 'shell:sectionGo', record: 'shell:sectionRecord', list: 'shell:sectionList' };
export const VERB_ICONS: Record<VerbId, LucideIcon> = { open: CornerDownRight, call: Phone, mail: Mail, note: NotebookPen, tag: Tag, snooze: Clock, done: Check, remind: BellPlus, merge: Merge, newContact: UserPlus };
export const VERB_TITLES: Record<VerbId, TextKey> = {
  open: 'palette:verbOpen',
  call: 'palette:verbCall',
  mail: 'palette:verbMail',
  note: 'palette:verbNote',
  tag: 'palette:verbTag',
  snooze: 'palette:verbSnooze',
  done: 'palette:verbDone',
  remind: 'palette:verbRemind',
  merge: 'palette:verbMerge',
  newContact: 'palette:verbNewContact',
};
const VERB_HINTS: Record<VerbId, TextKey> = {
  open: 'palette:hintName',
  call: 'palette:hintName',
  mail: 'palette:hintName',
  note: 'palette:hintNote',
  tag: 'palette:hintTag',
  snooze: 'palette:hintSnooze',
  done: 'palette:hintName',
  remind: 'palette:hintRemind',
  merge: 'palette:hintMerge',
  newContact: 'palette:hintName',
};
const BUILT_IN_VIEWS = [['people', 'contacts:viewPeople'], ['organisations', 'contacts:viewOrganisations']] as const;

/** What the palette does itself, or shows in another way: a view has its name. */
const LEFT_OUT = /^(palette\.open|contacts\.view\d|contact\.new)$/;

/** The commands that can be run here and now, the verbs, the views, and the parts of the settings. */
export function useItems(): Item[] {
  const text = useText();
  const english = useEnglish();
  const { i18n } = useTranslation();
  const { registry } = useCommands();
  const version = registry.version();
  const { data: views } = useApiQuery('views.list', { record: 'contacts' });
  return useMemo(() => {
    const titles = (key: TextKey) => ({ title: text(key), english: english(key) });
    const commands = registry.commands
      .filter(({ id }) => !LEFT_OUT.test(id) && registry.isEnabled(id))
      .map(({ id, titleKey, section }): Item => {
        const name = SECTION_NAMES[section];
        return { id, ...titles(titleKey), also: name === null ? undefined : text(name), icon: COMMAND_ICONS[id] ?? SECTION_ICONS[section], group: 'commands', act: { kind: 'command', command: id } };
      })
      // Where two have the same name, it is said where each belongs.
      .map((item, _, all) => (all.some(({ id, title }) => id !== item.id && title === item.title) ? { ...item, note: item.also } : item))
      // What this screen can do before what can be done anywhere.
      .toSorted((a, b) => placeOf(registry.command(a.id).section) - placeOf(registry.command(b.id).section));
    const newContact: Item = { id: 'contact.new', ...titles('contacts:new'), icon: UserPlus, group: 'commands', act: { kind: 'command', command: 'contact.new' } };
    const verbs = VERBS.filter(({ id }) => id !== 'newContact').map(({ id, words }): Item => ({
      id: `verb.${id}`,
      ...titles(VERB_TITLES[id]),
      note: text(VERB_HINTS[id]),
      icon: VERB_ICONS[id],
      group: 'commands',
      act: { kind: 'begin', text: `${(i18n.language === 'de' ? words.de : words.en)[0]} ` },
    }));
    const shown = [
      ...BUILT_IN_VIEWS.map(([id, key]): Item => ({ id: `view.${id}`, ...titles(key), note: text('app:contacts'), icon: List, group: 'views', act: { kind: 'go', path: viewPath(id) } })),
      ...(views ?? []).map(({ id, name }): Item => ({ id: `view.${id}`, title: name, note: text('palette:view'), icon: Bookmark, group: 'views', act: { kind: 'go', path: viewPath(id) } })),
    ];
    const settings = SECTION_IDS.map((id): Item => ({ id: `section.${id}`, ...titles(`settings:${id}`), note: text('app:settings'), icon: Settings, group: 'commands', act: { kind: 'go', path: settingsPath(id) } }));
    return [newContact, ...commands, ...verbs, ...shown, ...settings];
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what the registry says
  }, [registry, version, views, english, i18n.language]);
}

const placeOf = (section: CommandSection): number => (['record', 'list', 'go', 'general'] as const).indexOf(section);

/** The English words of a key on a page that speaks another language: undefined until they are there, and on an English page. */
function useEnglish(): (key: TextKey) => string | undefined {
  const { i18n } = useTranslation();
  const [texts, setTexts] = useState<Record<string, Record<string, string>>>();
  const isEnglish = i18n.language === 'en';
  useEffect(() => {
    if (isEnglish) return;
    let isCurrent = true;
    void loadTexts('en').then((loaded) => {
      if (isCurrent) setTexts(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [isEnglish]);
  return useMemo(
    () => (key) => {
      const [namespace = '', name = ''] = key.split(':');
      return isEnglish ? undefined : texts?.[namespace]?.[name];
    },
    [texts, isEnglish],
  );
}
