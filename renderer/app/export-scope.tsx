import { createContext, Suspense, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { useApiQuery } from '../api.ts';
import type { InputOf } from '../api.ts';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { closeDealExport, openDealExport, useDealExport } from '../deals/export-intent.ts';
import { late } from '../late.ts';

const ExportDialog = late(() => import('../features/export/index.ts').then(({ ExportDialog: part }) => part));

type Exported = Omit<InputOf<'transfer.exportContacts'>, 'format'>;

/** What is to go out, and how many those are; without ids or a filter it is everything. */
type Export = (what: Exported, count: number) => void;

const ExportContext = createContext<Export>(() => {});

/** Opens the dialog of export from any page. */
export const useExport = (): Export => useContext(ExportContext);

export function ExportScope({ children }: { children: ReactNode }) {
  const { data: profile } = useApiQuery('profile.info', undefined);
  const [wanted, setWanted] = useState<{ what: Exported; count: number; first: 'everything' | 'contacts' } | null>(null);
  const deals = useDealExport(({ filter }) => filter);
  const start = useCallback<Export>((what, count) => setWanted({ what, count, first: 'contacts' }), []);
  useCommandHandler('export.everything', () => setWanted({ what: {}, count: profile?.contacts ?? 0, first: 'everything' }), (profile?.contacts ?? 0) > 0);
  useCommandHandler('export.deals', () => openDealExport([]));
  return (
    <ExportContext value={start}>
      {children}
      {wanted && (
        <Suspense>
          <ExportDialog.Part contacts={wanted} deals={isEverything(wanted.what) ? [] : null} first={wanted.first} onClose={() => setWanted(null)} />
        </Suspense>
      )}
      {deals && (
        <Suspense>
          <ExportDialog.Part contacts={null} deals={deals} first="deals" onClose={closeDealExport} />
        </Suspense>
      )}
    </ExportContext>
  );
}

const isEverything = ({ ids, filter, except }: Exported): boolean => ids === undefined && (filter ?? []).length === 0 && (except ?? []).length === 0;
