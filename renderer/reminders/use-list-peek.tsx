import { Suspense, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import type { Id } from '../../core/ids.ts';
import { late } from '../late.ts';
import { useNarrow } from '../ui/media.ts';

const ContactPeek = late(() => import('../peek/contact-peek.tsx').then(({ ContactPeek: part }) => part));

/** What a list can be asked for from beside it. */
export interface ListHandle {
  move: (by: 1 | -1) => void;
  focus: () => void;
}

/** Where one is in the list, as far as the peek needs to know it. */
export interface ListPlace {
  contactId: Id | undefined;
  isFirst: boolean;
  isLast: boolean;
}

/** For the list whose current line is peeked at. */
export interface ListPeek {
  handle: Ref<ListHandle>;
  isOpen: boolean;
  toggle: () => void;
  onPlace: (place: ListPlace) => void;
}

/** A look at whom the current line is about, beside the list. On a narrow screen there is no room for it: undefined. */
export function useListPeek(nowMs: number): { list: ListPeek | undefined; panel: ReactNode } {
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState<ListPlace | null>(null);
  const handle = useRef<ListHandle>(null);
  if (isNarrow) return { list: undefined, panel: null };
  const isShown = isOpen && place?.contactId !== undefined;
  const panel = isShown && (
    <Suspense>
      <ContactPeek.Part
        id={place.contactId}
        nowMs={nowMs}
        openCommand="reminder.open"
        onClose={() => {
          setOpen(false);
          handle.current?.focus();
        }}
        previous={place.isFirst ? undefined : () => handle.current?.move(-1)}
        next={place.isLast ? undefined : () => handle.current?.move(1)}
      />
    </Suspense>
  );
  return { list: { handle, isOpen, toggle: () => setOpen(!isOpen), onPlace: setPlace }, panel };
}
