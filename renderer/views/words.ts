import { useTranslation } from 'react-i18next';

/** Of filters and views; they came with the list of contacts. */
export const useViewsText = () => useTranslation('contacts').t;
