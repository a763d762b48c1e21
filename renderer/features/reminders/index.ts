export { RemindersPage } from './reminders-page.tsx';
