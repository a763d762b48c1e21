export { MergePage } from './merge-page.tsx';
