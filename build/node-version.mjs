// @ts-check
/** Kith runs its TypeScript as it stands, which Node does from here on. */
const OLDEST_NODE = 24;

/**
 * One line for a Node that is too old, else nothing. npm scripts get a Node of our own where there is one for
 * the platform, so that this is met elsewhere, or outside npm.
 * @param {string} version such as `20.1.0`
 * @returns {string | undefined}
 */
export function tooOldNode(version) {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return undefined;
  return `Kith needs Node ${OLDEST_NODE} or newer and this is Node ${version}: install a newer one from https://nodejs.org, then start again.`;
}
