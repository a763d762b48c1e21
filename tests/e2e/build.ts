import { buildIfStale } from '../../build/page-build.mjs';

export default function build(): void {
  for (const part of ['renderer', 'main'] as const) if (!buildIfStale(part)) throw new Error(`${part} could not be built`);
}
