import type { ReactNode } from 'react';
import { useKeyWords } from '../../commands/command-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { TextKey } from '../../i18n/namespaces.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { Row } from './rows.tsx';

/** Which keys do what at the moment; not on a narrow screen, where there are none. */
export function Footer({ active, typed }: { active: Row | undefined; typed: string }) {
  const text = useText();
  const { tab } = useKeyWords();
  const completes = active?.completion !== undefined && active.completion !== typed;
  return (
    <div aria-hidden className="flex h-10 flex-none items-center gap-4 border-t border-border px-5 text-12 text-text3 narrow:hidden">
      <Key caps={['↑', '↓']}>{text('palette:keysMove')}</Key>
      {completes && <Key caps={[tab]}>{text('palette:keysComplete')}</Key>}
      {active && <Key caps={['↵']}>{text(enterDoes(active))}</Key>}
      <span className="flex-1" />
      {active?.face.kind === 'act' && ['tag', 'note', 'snooze', 'done', 'remind'].includes(active.face.row.verb) && active.face.row.result !== '' && <span>{text('palette:canUndo')}</span>}
    </div>
  );
}

function Key({ caps, children }: { caps: readonly string[]; children: ReactNode }) {
  return <span className="flex items-center gap-1">{caps.map((cap) => <Kbd key={cap}>{cap}</Kbd>)}<span className="ms-0.5">{children}</span></span>;
}

function enterDoes({ face }: Row): TextKey {
  if (face.kind === 'act') return face.row.run ? 'palette:keysRun' : 'palette:keysGoOn';
  if (face.kind === 'item') return face.item.act.kind === 'begin' ? 'palette:keysGoOn' : face.item.act.kind === 'command' ? 'palette:keysRun' : 'palette:keysOpen';
  return 'palette:keysOpen';
}
