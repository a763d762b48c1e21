/** Ten times a second is as often as anybody sees; where `stepOf` gives another step it is told at once. */
export function tenTimesASecond<T>(stepOf: (value: T) => string, tell: (value: T) => void): (value: T) => void {
  let [told, step] = [0, ''];
  return (value) => {
    if (stepOf(value) === step && performance.now() - told < 100) return;
    told = performance.now();
    step = stepOf(value);
    tell(value);
  };
}
