import type { ReactNode } from 'react';
import type { TextKey } from '../../i18n/namespaces.ts';
import { useText } from '../../i18n/use-text.ts';
import { FoundContact, FoundDeal, FoundEntry, FoundRow } from './found-row.tsx';
import type { Hit } from './hits.ts';

export interface FoundListProps {
  /** Of the whole list; that of a row is made of it and its place. */
  id: string;
  groups: readonly { titleKey: TextKey; hits: readonly Hit[] }[];
  /** The place of the row that is pointed at, counted through all groups. */
  active: number;
  /** What is set off in the rows. */
  query: string;
  onPoint: (at: number) => void;
  onOpen: (hit: Hit) => void;
}

/** What was found, by kind. */
export function FoundList({ id, groups, active, query, onPoint, onOpen }: FoundListProps) {
  const hits = groups.flatMap((group) => group.hits);
  return groups.map(({ titleKey, hits: own }) => (
    <HitGroup key={titleKey} id={`${id}-${titleKey}`} titleKey={titleKey}>
      {own.map((hit) => {
        const at = hits.indexOf(hit);
        return (
          <FoundRow key={hit.id} id={`${id}-${at}`} isActive={at === active} onPoint={() => { if (at !== active) onPoint(at); }} onOpen={() => onOpen(hit)}>
            <HitFace hit={hit} query={query} />
          </FoundRow>
        );
      })}
    </HitGroup>
  ));
}

function HitFace({ hit: { found }, query }: { hit: Hit; query: string }) {
  switch (found.kind) {
    case 'contact':
      return <FoundContact contact={found.contact} detail={found.detail} query={query} />;
    case 'deal':
      return <FoundDeal deal={found.deal} query={query} />;
    case 'entry':
      return <FoundEntry entry={found.entry} query={query} />;
  }
}

function HitGroup({ id, titleKey, children }: { id: string; titleKey: TextKey; children: ReactNode }) {
  const text = useText();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className="px-2 pt-2 pb-1 text-11 font-medium text-text3">{text(titleKey)}</p>
      {children}
    </div>
  );
}
