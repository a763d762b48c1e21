import { useTranslation } from 'react-i18next';

/** The texts of the board and of the list of deals. */
export function useBoardText() {
  return useTranslation('board').t;
}
export type BoardText = ReturnType<typeof useBoardText>;
