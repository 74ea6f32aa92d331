/** The small square that ties a word to a colour of a chart. */
export function Swatch({ color }: { color: string }) {
  return <span className="tb-swatch" style={{ background: color }} aria-hidden="true" />;
}
