/** Round numbers from 0 up to a maximum, about as many as asked for. */
export function niceTicks(max: number, about: number): number[] {
  if (!(max > 0)) return [0];
  const rough = max / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough) ?? rough;
  const whole = Math.max(step, 1);
  return Array.from({ length: Math.floor(max / whole + 1e-9) + 1 }, (_, index) => index * whole);
}
