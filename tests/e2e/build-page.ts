import { buildIfStale } from '../../build/page-build.mjs';

export default function buildPage(): void {
  if (!buildIfStale('renderer')) throw new Error('the page could not be built');
}
