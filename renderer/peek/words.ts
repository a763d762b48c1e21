import { useTranslation } from 'react-i18next';

/** Those of the list of contacts, whose columns it names. */
export const usePeekText = () => useTranslation('contacts').t;
