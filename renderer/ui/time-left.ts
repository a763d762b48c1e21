/** Milliseconds still to go if the rest takes as long as what is done; undefined in the first second or before anything is done. */
export function timeLeftMs(startedAtMs: number, nowMs: number, done: number, total: number): number | undefined {
  const elapsedMs = nowMs - startedAtMs;
  if (done <= 0 || elapsedMs < 1_000) return undefined;
  return Math.max(0, (elapsedMs / done) * (total - done));
}
