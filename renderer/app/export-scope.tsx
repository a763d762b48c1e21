import { createContext, lazy, Suspense, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import type { Exported } from '../features/contacts/index.ts';
import { useApiQuery } from '../api.ts';
import { useCommandHandler } from '../commands/command-provider.tsx';

const ExportDialog = lazy(() => import('../features/export/index.ts').then(({ ExportDialog: loaded }) => ({ default: loaded })));

/** What is to go out, and how many those are; an empty `what` is everything. */
type Export = (what: Exported | Record<never, never>, count: number) => void;

const ExportContext = createContext<Export>(() => {});

/** Opens the dialog of export from any page. */
export const useExport = (): Export => useContext(ExportContext);

export function ExportScope({ children }: { children: ReactNode }) {
  const { data: profile } = useApiQuery('profile.info', undefined);
  const [wanted, setWanted] = useState<{ what: Exported | Record<never, never>; count: number } | null>(null);
  const start = useCallback<Export>((what, count) => setWanted({ what, count }), []);
  useCommandHandler('export.everything', () => start({}, profile?.contacts ?? 0), (profile?.contacts ?? 0) > 0);
  return (
    <ExportContext value={start}>
      {children}
      {wanted && (
        <Suspense>
          <ExportDialog what={wanted.what} count={wanted.count} onClose={() => setWanted(null)} />
        </Suspense>
      )}
    </ExportContext>
  );
}
