import { useEffect, useRef, useState } from 'react';
import { Search, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { useApiQuery } from '../../api.ts';
import { useCommandHandler } from '../../commands/command-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Loaded } from '../../loaded.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { backupSection } from './backup/backup-section.tsx';
import { calendarSection } from './calendar-section.tsx';
import { dataSection } from './data-section.tsx';
import { useDealSections } from './deal-sections.tsx';
import { FieldList } from './fields/field-list.tsx';
import { keyboardSection } from './keyboard/keyboard-section.tsx';
import { appearanceSection } from './look-sections.tsx';
import { MappingList } from './mapping-list.tsx';
import { profileSection } from './profile-section.tsx';
import { regionSection } from './region-section.tsx';
import { remindersSection } from './reminders-section.tsx';
import { SECTION_IDS } from './section.tsx';
import { securitySection } from './security/security-section.tsx';
import type { SectionId, SettingsSection } from './section.tsx';
import { useSettingsText } from './settings-text.ts';
import { TagList } from './tag-list.tsx';
import { useSettings } from './use-settings.ts';

export interface SettingsPageProps {
  /** Of the address: which section to bring into sight. Any other text is no section. */
  section?: string | undefined;
}

/** Everything that can be set, in one page that can be searched. What is changed holds at once. */
export function SettingsPage({ section }: SettingsPageProps) {
  const t = useSettingsText();
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const query = useApiQuery('profile.info', undefined);
  useCommandHandler('settings.find', () => search.current?.focus());
  return (
    <Page
      title={t('title')}
      scrolls
      actions={
        <TextField
          ref={search}
          className="w-60 narrow:w-full"
          label={t('search')}
          hideLabel
          placeholder={t('search')}
          icon={Search}
          isQuiet
          value={words}
          onChange={setWords}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || words === '') return;
            event.preventDefault();
            setWords('');
          }}
        />
      }
    >
      <Loaded query={query}>{(profile) => <Sections profile={profile} words={words} section={section} />}</Loaded>
    </Page>
  );
}

function Sections({ profile, words, section }: { profile: ProfileInfo; words: string; section: string | undefined }) {
  const t = useSettingsText();
  const sections = useSections(profile);
  const shown = sections.map((each) => fitting(each, words)).filter(({ settings }) => settings.length > 0);
  const wanted = SECTION_IDS.find((id) => id === section);

  useEffect(() => {
    if (wanted) showSection(wanted);
  }, [wanted]);

  if (shown.length === 0) return <EmptyState icon={SearchX} text={t('nothingFits', { words: words.trim() })} />;
  return (
    <div className="grid grid-cols-[minmax(0,680px)] gap-12 min-[1000px]:grid-cols-[176px_minmax(0,680px)]">
      <nav aria-label={t('sections')} className="sticky top-0 -ms-2 hidden flex-col gap-px self-start pt-1 min-[1000px]:flex">
        {shown.map(({ id, title }) => (
          <Button key={id} kind="bare" size="small" className="justify-start! text-13!" onPress={() => showSection(id)}>{title}</Button>
        ))}
      </nav>
      <div className="flex min-w-0 flex-col gap-8 pb-16">
        {shown.map(({ id, title, settings }) => (
          <section key={id} id={domIdOf(id)} aria-labelledby={`${domIdOf(id)}-title`} className="scroll-mt-4">
            <h2 id={`${domIdOf(id)}-title`} tabIndex={-1} className="ring-own border-b border-border pb-2 text-16! leading-6!">{title}</h2>
            {settings.map((setting) => <div key={setting.id}>{setting.content}</div>)}
          </section>
        ))}
      </div>
    </div>
  );
}

const domIdOf = (id: SectionId) => `settings-${id}`;

function showSection(id: SectionId) {
  document.getElementById(domIdOf(id))?.scrollIntoView({ block: 'start' });
  document.getElementById(`${domIdOf(id)}-title`)?.focus({ preventScroll: true });
}

function useSections(profile: ProfileInfo): SettingsSection[] {
  const t = useSettingsText();
  const { i18n } = useTranslation();
  const edits = useSettings(profile);
  const text = useText();
  const fields = useApiQuery('fields.list', undefined);
  const tags = useApiQuery('tags.list', undefined);
  const dealSections = useDealSections(profile);
  const names = (named: readonly { name: string }[] | undefined) => (named ?? []).map(({ name }) => name).join(' ');
  return [
    profileSection(t, profile, edits),
    regionSection(t, profile, edits, i18n.language),
    appearanceSection(t, profile, edits),
    keyboardSection(t, profile, edits),
    remindersSection(t, profile, edits),
    calendarSection(t, profile),
    { id: 'fields', title: t('fields'), settings: [{ id: 'fields', words: names(fields.data), content: <FieldList /> }] },
    { id: 'tags', title: t('tags'), settings: [{ id: 'tags', words: names(tags.data), content: <TagList /> }] },
    ...dealSections,
    { id: 'mappings', title: t('mappings'), settings: [{ id: 'mappings', words: t('mappingsEmpty'), content: <MappingList /> }] },
    backupSection(text, profile),
    securitySection(text),
    dataSection(t, profile),
  ];
}

/** The section with the settings that have all the words; with all of them where its title has. */
function fitting(section: SettingsSection, words: string): SettingsSection {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
  const has = (text: string) => wanted.every((word) => text.toLocaleLowerCase().includes(word));
  if (has(section.title)) return section;
  return { ...section, settings: section.settings.filter((setting) => has(`${section.title} ${setting.words}`)) };
}
