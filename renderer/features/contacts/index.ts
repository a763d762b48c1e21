export { ContactsPage } from './contacts-page.tsx';
export type { Exported } from './use-ticks.ts';
