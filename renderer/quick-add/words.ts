import { useTranslation } from 'react-i18next';

export const useQuickAddText = () => useTranslation('quickAdd').t;
