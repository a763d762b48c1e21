import { useTranslation } from 'react-i18next';

/** The texts of this feature. */
export const useSettingsText = () => useTranslation('settings').t;
export type SettingsText = ReturnType<typeof useSettingsText>;
