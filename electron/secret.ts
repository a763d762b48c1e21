import { Buffer } from 'node:buffer';
import { createHash, timingSafeEqual } from 'node:crypto';

/** That many unguessable bytes. */
export type Random = (count: number) => Uint8Array;

/** 256 bits, as 43 characters that may stand in an address. */
export const newSecret = (random: Random): string => Buffer.from(random(32)).toString('base64url');

/** Takes the same time wherever the two differ; hashing first makes their lengths equal. */
export const isSameSecret = (given: string, expected: string): boolean => timingSafeEqual(sha256(given), sha256(expected));

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest();
