import { sparkPath } from './sparkPath';

interface SparklineProps {
  readonly values: readonly number[];
  readonly label: string;
  readonly color: string;
  readonly height?: number;
}

const WIDTH = 240;

/** A small line, or the point of a single value, without axes, drawn with nothing but SVG, so that the cards need no chart library. */
export function Sparkline({ values, label, color, height = 36 }: SparklineProps) {
  if (values.length === 0) {
    return <div style={{ height }} />;
  }
  const { line, area } = sparkPath(values, WIDTH, height);
  return (
    <svg
      role="img"
      aria-label={label}
      className="tb-spark"
      viewBox={`0 0 ${String(WIDTH)} ${String(height)}`}
      preserveAspectRatio="none"
      style={{ height }}
    >
      <path d={area} fill={color} opacity={0.12} />
      <path
        d={line}
        fill="none"
        stroke={color}
        strokeWidth={values.length === 1 ? 7 : 1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
