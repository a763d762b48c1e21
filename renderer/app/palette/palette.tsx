import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { ContactRef } from '../../../core/contacts.ts';
import { parseWhen } from '../../../core/quick-add.ts';
import { apiKey, apiQuery, useApi, useApiQuery, useErrorText, usePreference } from '../../api.ts';
import type { InputOf } from '../../api.ts';
import { useCommandContext, useCommands } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { contactPath, dealPath } from '../../paths.ts';
import { useLineContext } from '../../reminders/line-context.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { PANEL } from '../../ui/dialog.tsx';
import { AfterAMoment, SkeletonBar } from '../../ui/skeleton.tsx';
import { pathOfEntry } from '../global-search/hits.ts';
import { Box } from './box.tsx';
import { Footer } from './footer.tsx';
import { rank, stillFits } from './rank.ts';
import { GroupedRows } from './rows.tsx';
import type { Group, Row } from './rows.tsx';
import { useItems, VERB_TITLES } from './use-items.ts';
import type { Item } from './use-items.ts';
import { useSentence } from './use-sentence.ts';
import type { ActRow } from './use-sentence.ts';
import { parse, pieces } from './verbs.ts';
import type { Chosen } from './verbs.ts';

const CONTACTS = 6;
const ENTRIES = 4;
const DEALS = 4;
const BEST = 3;
const RECENT = 6;
const ITEMS = 8;
const USED = 12;

export interface PaletteProps {
  /** Takes the palette away at once; the focus goes back to where it was, or is left for the next page. */
  onClose: (refocuses: boolean) => void;
  onNewContact: (name: string) => void;
}

/** Everything by name: people, deals and what was written, views, settings, commands, and verbs with what they are about. */
export function Palette({ onClose, onNewContact }: PaletteProps) {
  const text = useText();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => { if (!isOpen) onClose(true); }}
      className="fixed inset-0 z-40 flex items-start justify-center bg-backdrop px-4 pt-28 pb-4 narrow:px-2 narrow:pt-2 [@media(height<560px)]:pt-4"
    >
      <Modal className={classes(PANEL, 'w-160 max-h-full')}>
        <AriaDialog aria-label={text('palette:title')} className="ring-own flex min-h-0 flex-1 flex-col">
          <Finder onClose={onClose} onNewContact={onNewContact} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onClose, onNewContact }: PaletteProps) {
  const text = useText();
  const id = useId();
  const { number } = useFormats();
  const errorText = useErrorText();
  const { registry } = useCommands();
  const { goTo } = useCommandContext();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const { value: kept, set: setUsed } = usePreference('palette.used', readUsed);
  const used = kept ?? NONE;

  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  /** The row that was pointed at by hand, until something else is typed. */
  const [pointed, setPointed] = useState<string | null>(null);
  /** Enter came before the answer: what then stands first is meant. */
  const [isHasty, setHasty] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isBusy = useRef(false);

  const api = useApi();
  const queries = useQueryClient();
  const items = useItems();
  const query = typed.trim();
  const isAsking = query !== '';
  const recent = useRecent(here);
  const found = useApiQuery('search.find', searchFor(query), { isEnabled: isAsking, keepsPrevious: true });
  const context = useLineContext();
  const parsed = useMemo(() => parse(typed, (words) => parseWhen(words, context) !== undefined), [typed, context]);
  const understood = useSentence(parsed, chosen, recent.contacts, context, go, onNewContact);
  const isAnswered = isAsking ? (found.isError || (found.isSuccess && !found.isPlaceholderData)) && understood.isAnswered : recent.isAnswered;

  function use(name: string) {
    setUsed([name, ...used.filter((other) => other !== name)].slice(0, USED));
  }

  function go(path: string) {
    onClose(path.split('?')[0] === here);
    goTo(path);
  }

  function type(next: string, picked: Chosen | null = chosen) {
    // Asked before the rows are drawn anew, which takes as long as half the answer.
    if (next.trim() !== '') void queries.prefetchQuery(apiQuery(api, 'search.find', searchFor(next.trim())));
    setTyped(next);
    setChosen(picked);
    setPointed(null);
    setHasty(false);
    setProblem(null);
  }

  async function act({ run, completion, leaves, opensDialog, verb }: ActRow) {
    if (!run) {
      if (completion) type(completion.text, completion.chosen);
      return;
    }
    if (isBusy.current) return;
    use(`verb.${verb}`);
    if (verb === 'newContact' || opensDialog) {
      // Another dialog: the palette must be gone before it comes.
      onClose(true);
      void run();
      return;
    }
    isBusy.current = true;
    try {
      // What fails leaves the line as it stands, so that nothing typed is lost.
      const refusal = await run();
      if (refusal === undefined) onClose(!leaves);
      else setProblem(refusal);
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      isBusy.current = false;
    }
  }

  function take(item: Item) {
    if (item.act.kind === 'begin') {
      type(item.act.text);
      return;
    }
    use(item.id);
    if (item.act.kind === 'go') {
      go(item.act.path);
      return;
    }
    onClose(true);
    registry.run(item.act.command);
  }

  const itemRow = (item: Item): Row => ({ key: item.id, face: { kind: 'item', item }, run: () => take(item), completion: item.act.kind === 'begin' ? item.act.text : undefined });
  const contactRow = (contact: ContactRef, detail = ''): Row => ({ key: contact.id, face: { kind: 'contact', contact, detail }, run: () => go(contactPath(contact.id)) });

  const groups = isAsking ? askedGroups() : idleGroups();
  const rows = groups.flatMap((group) => group.rows);
  const place = Math.max(0, rows.findIndex(({ key }) => key === pointed));
  const active = rows[place];
  const isSure = active !== undefined && (isAnswered || active.key === pointed || active.leads === true);

  function idleGroups(): Group[] {
    const rest = [...items].toSorted((a, b) => placeIn(used, a) - placeIn(used, b));
    return [
      { id: 'recent', title: text('palette:recent'), rows: recent.contacts.slice(0, RECENT).map((contact) => contactRow(contact)) },
      { id: 'commands', title: text('palette:commands'), rows: rest.filter(({ group, id: item }) => group === 'commands' && !item.startsWith('section.')).map(itemRow) },
      { id: 'views', title: text('palette:views'), rows: rest.filter(({ group }) => group === 'views').map(itemRow) },
    ];
  }

  function askedGroups(): Group[] {
    const { sentence, rows: acts } = understood;
    // Whoever has typed a verb needs it no more.
    const ranked = rank(items, ownWords(query, parsed), used).filter(({ item }) => !(parsed && item.act.kind === 'begin'));
    const best = ranked.filter(({ leads }) => leads && (!parsed || parsed.verb.id === 'open')).slice(0, BEST).map(({ item }) => item);
    const others = ranked.map(({ item }) => item).filter((item) => !best.includes(item)).slice(0, ITEMS);
    const isOld = !found.data || found.isPlaceholderData;
    const before = found.data?.contacts ?? recent.contacts.map((contact) => ({ ...contact, detail: '' }));
    const people = isOld ? before.filter(({ name, detail }) => stillFits(`${name} ${detail}`, query)) : (found.data?.contacts ?? []);
    const entries = (found.data?.entries ?? []).filter(({ subject, excerpt }) => !isOld || stillFits(`${subject} ${excerpt}`, query));
    const deals = (found.data?.deals ?? []).filter(({ title, contact, organisation }) => !isOld || stillFits(`${title} ${contact?.name ?? ''} ${organisation?.name ?? ''}`, query));
    const isNothing = isAnswered && !found.isError && acts.length + ranked.length + people.length + deals.length + entries.length === 0;
    return [
      { id: 'act', title: sentence ? text(VERB_TITLES[sentence.verb.id]) : '', rows: acts.map((row): Row => ({ key: row.key, face: { kind: 'act', row }, run: () => void act(row), completion: row.completion?.text, chosen: row.completion?.chosen ?? null, leads: understood.isAnswered })) },
      { id: 'best', title: text('palette:bestMatch'), rows: best.map((item) => ({ ...itemRow(item), leads: true })) },
      { id: 'people', title: text('palette:people'), rows: people.map(({ detail, ...contact }) => contactRow(contact, detail)) },
      { id: 'views', title: text('palette:views'), rows: others.filter(({ group }) => group === 'views').map(itemRow) },
      { id: 'deals', title: text('deals:deals'), rows: deals.map((deal) => ({ key: deal.id, face: { kind: 'deal', deal } as const, run: () => go(dealPath(deal.id)) })) },
      {
        id: 'entries',
        title: text('palette:entries'),
        rows: entries.flatMap((entry) => {
          const path = pathOfEntry(entry);
          return path === null ? [] : [{ key: entry.id, face: { kind: 'entry', entry } as const, run: () => go(path) }];
        }),
      },
      { id: 'commands', title: text('palette:commands'), rows: others.filter(({ group }) => group === 'commands').map(itemRow) },
      {
        id: 'create',
        title: text('palette:createTitle'),
        rows: isNothing
          ? [{ key: 'create', face: { kind: 'item', item: { id: 'create', title: text('palette:create', { name: query }), icon: UserPlus, group: 'commands', act: { kind: 'command', command: 'contact.new' } } }, run: () => { onClose(true); onNewContact(query); } }]
          : [],
      },
    ];
  }

  const runsNow = isHasty && isAnswered;
  useEffect(() => {
    if (!runsNow) return;
    setHasty(false);
    // The palette goes at once, which it may not while it is being rendered.
    queueMicrotask(() => active?.run());
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what stands first when the answer comes
  }, [runsNow]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const step = (by: 1 | -1) => setPointed(rows[(place + by + rows.length) % Math.max(1, rows.length)]?.key ?? null);
    if (event.key === 'ArrowDown' && isPlain) step(1);
    else if (event.key === 'ArrowUp' && isPlain) step(-1);
    else if (event.key === 'Enter' && isPlain) {
      if (isSure) active.run();
      else if (!isAnswered) setHasty(true);
    } else if (event.key === 'Tab' && isPlain && active?.completion !== undefined && active.completion !== typed) {
      type(active.completion, active.chosen ?? chosen);
    } else if (event.key === 'Tab' && isPlain && !found.isError) {
      // The line is all there is to go to: going there again would select it.
    } else if (event.key !== 'Enter' && !(event.repeat && (event.ctrlKey || event.metaKey || event.key === 'F8'))) return;
    event.preventDefault();
    // The dialog's own way with Tab does not ask whether the key was used.
    if (event.key === 'Tab') event.stopPropagation();
  }

  const isNothing = isAsking && isAnswered && !found.isError && (rows.length === 0 || rows[0]?.key === 'create');
  const status = isAsking && isAnswered && !found.isError ? (isNothing ? text('palette:nothing', { text: query }) : text('palette:count', { count: rows.length, formatted: number(rows.length) })) : '';
  const spokenStatus = useDeferredValue(status);
  const tinted = understood.sentence ? pieces(understood.sentence, active?.face.kind === 'act' ? active.face.row.nameLength : understood.rows[0]?.nameLength) : [];
  return (
    <>
      <Box
        value={typed}
        onChange={(next) => type(next)}
        onKeyDown={onKeyDown}
        tinted={tinted}
        listId={`${id}-list`}
        activeId={active && `${id}-${active.key}`}
      />
      <p role="status" className="sr-only">{spokenStatus}</p>
      {isNothing && <p aria-hidden className="px-5 pt-3 text-13 break-words text-text3 narrow:px-4"><bdi>{text('palette:nothing', { text: query })}</bdi></p>}
      {problem !== null && <p role="alert" className="px-5 pt-3 text-13 break-words text-danger-text narrow:px-4">{problem}</p>}
      <GroupedRows id={id} groups={groups} query={query} nameQuery={nameOf(typed, understood.sentence, understood.rows[0]?.nameLength)} active={active?.key} isAnswered={isAnswered} isPointed={pointed !== null} onPoint={setPointed} />
      {!isAnswered && rows.length === 0 && (
        <AfterAMoment className="flex flex-col gap-4 px-5 py-4">
          {['w-40', 'w-56', 'w-48'].map((width) => <SkeletonBar key={width} className={`h-3 ${width}`} />)}
        </AfterAMoment>
      )}
      {isAsking && found.isError && (
        <div className="flex flex-none items-center gap-3 border-t border-border px-5 py-2 narrow:px-4">
          <p role="alert" className="min-w-0 flex-1 text-13 break-words text-danger-text">{text('palette:failed')} {errorText(found.error)}</p>
          <Button size="small" onPress={() => void found.refetch()}>{text('common:retry')}</Button>
        </div>
      )}
      <Footer active={active} typed={typed} />
    </>
  );
}

const searchFor = (query: string): InputOf<'search.find'> => ({ text: query.slice(0, 1_000), contacts: CONTACTS, entries: ENTRIES, deals: DEALS });

const NONE: readonly string[] = [];

const readUsed = (stored: unknown): string[] | null => (Array.isArray(stored) ? stored.filter((name) => typeof name === 'string').slice(0, USED) : null);

const placeIn = (used: readonly string[], { id }: Item): number => (used.includes(id) ? used.indexOf(id) : used.length);

/** What our own things are sought by: "open settings" means the settings, and behind any other verb stands nothing of ours. */
function ownWords(query: string, sentence: ReturnType<typeof parse>): string {
  if (!sentence) return query;
  const { verb, verbSpan: { from, to }, words } = sentence;
  return verb.id === 'open' ? sentence.text.slice(words[0]?.from ?? to, words.at(-1)?.to ?? to) : sentence.text.slice(from, to);
}

/** What the names in the rows are marked by. */
function nameOf(typed: string, sentence: ReturnType<typeof parse>, nameLength: number | undefined): string {
  const [first, last] = [sentence?.words[0], sentence?.words[(nameLength ?? 0) - 1]];
  return first && last ? typed.slice(first.from, last.to) : '';
}

/** Who was opened last, without whose page this is: Enter goes back and forth between two. */
function useRecent(here: string): { contacts: ContactRef[]; isAnswered: boolean } {
  const queries = useQueryClient();
  const { data, isFetching } = useApiQuery('search.recent', undefined);
  const [isFresh, setFresh] = useState(false);
  useEffect(() => {
    // Which were opened last is logged nowhere, so no event tells of it.
    void queries.invalidateQueries({ queryKey: apiKey('search.recent') }).finally(() => setFresh(true));
  }, [queries]);
  return { contacts: (data ?? []).filter((contact) => !contact.hidden && contactPath(contact.id) !== here), isAnswered: isFresh && !isFetching };
}
