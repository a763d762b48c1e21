import { useTranslation } from 'react-i18next';

/** The texts of what deals are set up with. */
export const useDealSettingsText = () => useTranslation('dealSettings').t;
