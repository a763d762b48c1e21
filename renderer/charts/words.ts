import { useTranslation } from 'react-i18next';

/** What can be done with a chart, in words. */
export const useChartText = () => useTranslation('charts').t;
