import { buildIfStale } from '../../build/page-build.mjs';

/** Before the first test: what they start beside themselves. */
export default function build() {
  if (!buildIfStale('tests')) throw new Error('what the tests start could not be built');
}
