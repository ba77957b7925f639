/** The middle of the values, or the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  return (quantile(values, 0.5, Math.floor) + quantile(values, 0.5, Math.ceil)) / 2;
}

/** The smallest of the values that at least `share` of them do not exceed: p99 is `percentile(values, 0.99)`. NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function quantile(values: readonly number[], share: number, round: (position: number) => number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[round(share * (sorted.length - 1))] ?? Number.NaN;
}
