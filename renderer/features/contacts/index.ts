export { ContactsPage } from './contacts-page.tsx';
export type { Exported } from './use-ticks.ts';
export { NewContactDialog } from './new-contact-dialog.tsx';
