import { fileURLToPath } from 'node:url';

/** The folder of the built page; from the sources it lies elsewhere than from what was built of them. */
export const PAGE_ROOT: string = fileURLToPath(new URL('../out/renderer/', import.meta.url));
