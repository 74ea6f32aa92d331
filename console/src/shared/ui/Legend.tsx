import { Swatch } from './Swatch';

interface LegendProps {
  readonly items: readonly { readonly color: string; readonly label: string }[];
}

/** What the colours of a chart mean; it wraps where there is no room. */
export function Legend({ items }: LegendProps) {
  return (
    <ul className="tb-legend">
      {items.map(({ color, label }) => (
        <li key={label}>
          <Swatch color={color} />
          {label}
        </li>
      ))}
    </ul>
  );
}
