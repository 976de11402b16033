/** The value below which `share` (0 to 1) of the values lie; the nearest one that was measured. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** The middle value and the two ends. */
export function summary(values: number[]): { value: number; range: [number, number] } {
  return { value: percentile(values, 0.5), range: [Math.min(...values), Math.max(...values)] };
}
