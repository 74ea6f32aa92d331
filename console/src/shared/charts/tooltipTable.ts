interface TooltipRow {
  readonly color?: string;
  readonly label: string;
  readonly value: string;
}

/** The box beside the pointer: a heading, and rows of label and value. Names come from files, so they are escaped. */
export function tooltipTable(heading: string, rows: readonly TooltipRow[]): string {
  const lines = rows.map(
    ({ color, label, value }) =>
      `<tr><td style="padding:2px 16px 2px 0">${color ? dot(color) : ''}${escape(label)}</td>` +
      `<td style="text-align:right;font-variant-numeric:tabular-nums;font-weight:600">${escape(value)}</td></tr>`,
  );
  return `<div style="margin-bottom:4px;opacity:.75">${escape(heading)}</div><table>${lines.join('')}</table>`;
}

const DOT = 'display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:8px';

const dot = (color: string): string => `<span style="${DOT};background:${escape(color)}"></span>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (words: string): string => words.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** The index that an axis tooltip points at. */
export function pointedAt(points: unknown): number {
  const [first] = Array.isArray(points) ? (points as { dataIndex?: number }[]) : [];
  return first?.dataIndex ?? 0;
}
