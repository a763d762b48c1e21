import { create } from 'zustand';
import type { DealFilter } from '../../core/deal-filters.ts';

/** Which deals somebody wants as a file; null for none. */
interface DealExport {
  filter: DealFilter | null;
}

export const useDealExport = create<DealExport>()(() => ({ filter: null }));

/** Opens the dialog of export with the deals that match. */
export function openDealExport(filter: DealFilter): void {
  useDealExport.setState({ filter });
}

export const closeDealExport = (): void => useDealExport.setState({ filter: null });
