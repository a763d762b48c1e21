export { ImportPage } from './import-page.tsx';
export { useImportSession } from './session.ts';
