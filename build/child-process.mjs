// @ts-check
/**
 * Ctrl+C reaches a child by the terminal; a signal to this process alone does not. Either way the child says
 * when it has ended, and this process waits for it.
 * @param {import('node:child_process').ChildProcess} child
 */
export function passSignalsTo(child) {
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
}
