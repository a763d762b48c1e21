import { useState } from 'react';
import { Search } from 'lucide-react';
import { useText } from '../i18n/use-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useCommands, useKeyWords } from './command-provider.tsx';
import { keysText } from './key-text.ts';
import { SECTIONS } from './sections.ts';

/** Every command that has keys, by section, as the registry has them now. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const text = useText();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={text('shell:shortcuts')} closeLabel={text('common:close')} size="large" closesOutside>
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  const text = useText();
  const words = useKeyWords();
  const { registry, platform } = useCommands();
  const [query, setQuery] = useState('');
  const rows = registry.commands
    .map((command) => ({ ...command, title: text(command.titleKey), texts: registry.keysOf(command.id).map((keys) => keysText(keys, platform, words)) }))
    .filter(({ texts, title }) => texts.length > 0 && `${title} ${texts.join(' ')}`.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()));
  return (
    <div className="flex flex-col gap-4 pb-2">
      <TextField label={text('shell:searchShortcuts')} hideLabel icon={Search} placeholder={text('shell:searchShortcuts')} value={query} onChange={setQuery} autoFocus />
      {rows.length === 0 && <p className="py-4 text-13 text-text3">{text('shell:noShortcut')}</p>}
      <div className="gap-8 min-[640px]:columns-2">
        {SECTIONS.map(([section, title]) => {
          const own = rows.filter((row) => row.section === section);
          if (own.length === 0) return null;
          return (
            <section key={section} className="mb-4 break-inside-avoid">
              <h3 className="py-1 text-11 font-medium text-text3">{text(title)}</h3>
              <ul>
                {own.map((row) => (
                  <li key={row.id} className="flex min-h-8 items-center gap-4 text-13">
                    <span className="min-w-0 flex-1 break-words">{row.title}</span>
                    <span className="flex flex-none gap-1">
                      {row.texts.map((keys) => <Kbd key={keys} isSpoken>{keys}</Kbd>)}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}
