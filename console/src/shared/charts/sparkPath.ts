/** The line through the values, and the area under it, in a box of the given size. */
export function sparkPath(values: readonly number[], width: number, height: number): { line: string; area: string } {
  if (values.length === 1) {
    return { line: `M${round(width / 2)} ${round(height / 2)}h0`, area: '' };
  }
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const padding = 3;
  const points = values.map((value, index) => {
    const across = (index / (values.length - 1)) * width;
    const up = high === low ? 0.5 : (value - low) / (high - low);
    return `${round(across)} ${round(height - padding - up * (height - 2 * padding))}`;
  });
  const line = `M${points.join('L')}`;
  return { line, area: `${line}L${round(width)} ${round(height)}L0 ${round(height)}Z` };
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
