import { Suspense, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, useNavigate, useRouterState } from '@tanstack/react-router';
import type { AsyncRouteComponent, RouteComponent } from '@tanstack/react-router';
import type { KeptItem } from '../../core/api/history.ts';
import { Id } from '../../core/ids.ts';
import { afterMs } from '../api.ts';
import type { Parcel } from '../i18n/languages.ts';
import { late, withWords } from '../late.ts';
import { CONTACTS_PATH, PIPELINE_PATH, TODAY_PATH } from '../paths.ts';
import type { ToastsState } from '../ui/toasts.tsx';
import { useExport } from './export-scope.tsx';
import { Frame } from './frame.tsx';
import { KeptDialog } from './kept-dialog.tsx';
import { PageMissing, routerOptions } from './shell/router.tsx';

// A page comes as a chunk of its own, with its words, when it is first shown. It knows no routes: what its address
// says is handed to it here.
const TodayPage = pageOf(() => import('../features/today/index.ts'), 'TodayPage', ['contact', 'reminders']);
const RemindersPage = pageOf(() => import('../features/reminders/index.ts'), 'RemindersPage');
const ContactsPage = pageOf(() => import('../features/contacts/index.ts'), 'ContactsPage', ['contact', 'contacts', 'grid']);
const ContactPage = pageOf(() => import('../features/contact/index.ts'), 'ContactPage');
const DealPage = pageOf(() => import('../features/deals/page/deal-page.tsx'), 'DealPage');
const PipelinePage = pageOf(() => import('../features/deals/pipeline-page.tsx'), 'PipelinePage');
const ReportsPage = pageOf(() => import('../features/reports/index.ts'), 'ReportsPage');
const MergePage = pageOf(() => import('../features/merge/index.ts'), 'MergePage');
const ImportPage = pageOf(() => import('../features/import/index.ts'), 'ImportPage');
const BinPage = pageOf(() => import('../features/bin/index.ts'), 'BinPage');
const HistoryPage = pageOf(() => import('../features/history/index.ts'), 'HistoryPage');
const RestorePage = pageOf(() => import('../features/restore/index.ts'), 'RestorePage');
const SettingsPage = pageOf(() => import('../features/settings/index.ts'), 'SettingsPage');

function pageOf<Module extends Record<string, unknown>, Name extends keyof Module & string>(fetchPage: () => Promise<Module>, name: Name, words?: readonly Parcel[]) {
  return lazyRouteComponent(() => withWords(fetchPage, words), name);
}

/** Begins to fetch the page of an address (`#/contacts/ID`) while the rest of the app starts. */
export function preloadPage(hash: string): void {
  const page = /^#\/contacts\/./.test(hash) ? ContactPage : /^#\/contacts\b/.test(hash) ? ContactsPage : /^(#?\/?|#\/today\b.*|#in=.*)$/.test(hash) ? TodayPage : undefined;
  preload(page);
}

/** Fetches the pages that are gone to most, so that the first way to each is as short as the next. */
function preloadPages(): void {
  for (const page of [TodayPage, ContactsPage, ContactPage, PipelinePage, DealPage, RemindersPage]) preload(page);
}

/** Where it cannot be had now it is asked for again when it is gone to. */
function preload(page: AsyncRouteComponent<never> | undefined): void {
  page?.preload?.()?.catch(() => {});
}

/** The page before stays this long for the answers to the next one, which is then put up once, with all that is on it. */
const STAY_MS = 150;

export interface RoutePorts {
  toasts: ToastsState;
  /** Asks for what the page of this contact shows, which somebody goes to, and there to this entry. Never rejects. */
  askForContact: (id: Id, entry: Id | undefined) => Promise<void>;
  /** The same for what is due today. Never rejects. */
  askForToday: () => Promise<void>;
  /** The same for the pipeline that is shown first. Never rejects. */
  askForPipeline: () => Promise<void>;
}

/** Every address of the app. */
export function createAppRouter({ toasts, askForContact, askForToday, askForPipeline }: RoutePorts) {
  const root = createRootRoute({ component: () => <Frame toasts={toasts} onSettled={preloadPages} /> });
  const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

  const start = createRoute({
    ...at('/'),
    beforeLoad: () => {
      throw redirect({ to: TODAY_PATH });
    },
  });

  const today = createRoute({ ...at('/today'), loader: () => stay(askForToday()), component: preloading(TodayPage, () => <TodayPage quickAdd={<QuickAddSlot />} />) });
  const reminders = createRoute({ ...at('/reminders'), component: preloading(RemindersPage, () => <RemindersPage />) });
  const contacts = createRoute({ ...at('/contacts'), validateSearch: readView, component: preloading(ContactsPage, () => <Contacts viewId={contacts.useSearch().view ?? 'all'} />) });
  const pipeline = createRoute({ ...at('/pipeline'), validateSearch: readPipeline, loader: () => stay(askForPipeline()), component: preloading(PipelinePage, () => <Pipeline {...pipeline.useSearch()} />) });
  const contact = createRoute({
    ...at('/contacts/$id'),
    validateSearch: readEntry,
    loaderDeps: ({ search }) => search,
    async loader({ params, deps }) {
      const id = Id.safeParse(params.id).data;
      if (id) await stay(askForContact(id, deps.entry));
    },
    component: preloading(ContactPage, function Contact() {
      const sought = useSought(contact.useSearch().entry);
      return <WithId text={contact.useParams().id} renderPage={(id) => <ContactPage key={id} id={id} sought={sought} />} />;
    }),
  });
  const deal = createRoute({ ...at('/deal/$id'), component: preloading(DealPage, () => <WithId text={deal.useParams().id} renderPage={(id) => <DealPage key={id} id={id} />} />) });
  const reports = createRoute({ ...at('/reports'), component: preloading(ReportsPage, () => <ReportsPage />) });
  const mergeOne = createRoute({ ...at('/merge/$a'), component: preloading(MergePage, () => <WithId text={mergeOne.useParams().a} renderPage={(a) => <MergePage a={a} />} />) });
  const mergeTwo = createRoute({
    ...at('/merge/$a/$b'),
    component: preloading(MergePage, function MergeTwo() {
      const { a, b } = mergeTwo.useParams();
      return <WithId text={a} renderPage={(one) => <WithId text={b} renderPage={(other) => <MergePage a={one} b={other} />} />} />;
    }),
  });
  const importing = createRoute({ ...at('/import'), component: preloading(ImportPage, () => <ImportPage />) });
  const bin = createRoute({ ...at('/bin'), component: preloading(BinPage, () => <BinPage />) });
  const history = createRoute({ ...at('/history'), component: preloading(HistoryPage, () => <History />) });
  const restore = createRoute({ ...at('/restore'), component: preloading(RestorePage, () => <RestorePage />) });
  const settings = createRoute({ ...at('/settings'), component: preloading(SettingsPage, () => <SettingsPage />) });
  const settingsSection = createRoute({ ...at('/settings/$section'), component: preloading(SettingsPage, () => <SettingsPage section={settingsSection.useParams().section} />) });

  return createRouter({
    routeTree: root.addChildren([start, today, reminders, pipeline, contacts, contact, deal, reports, mergeOne, mergeTwo, importing, bin, history, restore, settings, settingsSection]),
    ...routerOptions(),
  });
}

const readView = (search: Record<string, unknown>): { view?: string } => (typeof search['view'] === 'string' ? { view: search['view'] } : {});

const readPipeline = (search: Record<string, unknown>): { view?: string; pipeline?: Id | undefined } => ({ ...readView(search), pipeline: Id.safeParse(search['pipeline']).data });

/** The page before stays until what was asked for is there, and not for ever. */
const stay = (asked: Promise<void>): Promise<void> => Promise.race([asked, new Promise<void>((resolve) => void afterMs(STAY_MS, resolve))]);

/** What is no id names no entry: the page then opens as it does without. It is said to be undefined, since what is left out stays as it was typed. */
const readEntry = (search: Record<string, unknown>): { entry?: Id | undefined } => ({ entry: Id.safeParse(search['entry']).data });

/** The entry of the address: sought anew at every arrival, even where the address stays the same. */
function useSought(entry: Id | undefined) {
  const arrival = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.state.__TSR_key });
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- each arrival makes one of its own
  return useMemo(() => (entry ? { id: entry } : undefined), [entry, arrival]);
}

/** The page before stays until the chunk of the next one is here. */
function preloading<Props>(lazy: AsyncRouteComponent<Props>, page: () => ReactNode): RouteComponent {
  return Object.assign(page, { preload: lazy.preload });
}

function Contacts({ viewId }: { viewId: string }) {
  const navigate = useNavigate();
  const exportContacts = useExport();
  return <ContactsPage viewId={viewId} onViewChange={(view) => void navigate({ to: CONTACTS_PATH, search: view === 'all' ? {} : { view } })} onExport={exportContacts} />;
}

function Pipeline({ view = 'all', pipeline }: { view?: string; pipeline?: Id | undefined }) {
  const navigate = useNavigate();
  return <PipelinePage viewId={view} pipelineId={pipeline} onViewChange={(next) => void navigate({ to: PIPELINE_PATH, search: next === 'all' ? {} : { view: next } })} />;
}

function History() {
  const [kept, setKept] = useState<readonly KeptItem[]>([]);
  return (
    <>
      <HistoryPage onKept={setKept} />
      <KeptDialog kept={kept} onClose={() => setKept([])} />
    </>
  );
}

const QuickAddLine = late(() => import('../quick-add/quick-add-line.tsx').then(({ QuickAddLine: part }) => part), ['reminders']);

/** Keeps its room until it is there. */
function QuickAddSlot() {
  return (
    <Suspense fallback={<div className="h-10.5" />}>
      <QuickAddLine.Part />
    </Suspense>
  );
}

/** An address that was typed or is broken names no record. */
function WithId({ text, renderPage }: { text: string; renderPage: (id: Id) => ReactNode }) {
  const id = useMemo(() => Id.safeParse(text).data, [text]);
  return id ? renderPage(id) : <PageMissing />;
}
