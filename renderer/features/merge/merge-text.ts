import { useTranslation } from 'react-i18next';

/** The texts of this feature. */
export const useMergeText = () => useTranslation('merge').t;
