/** A small table that answers one question: the same from the command line, the REST API and here. */
export interface Answer {
  readonly brand: string;
  readonly as_of: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** One row of an answer, read by column name. */
export interface Row {
  /** A code, a date or a decimal: decimals travel as text and stay text until they are drawn. */
  text(column: string): string;
  count(column: string): number;
}

export function rowsOf<T>(answer: Answer, read: (row: Row) => T): T[] {
  const position = new Map(answer.columns.map((column, index) => [column, index]));
  const at = (cells: readonly unknown[], column: string): unknown => {
    const index = position.get(column);
    if (index === undefined) {
      throw new Error(`The answer has no column '${column}', only ${answer.columns.join(', ')}`);
    }
    return cells[index];
  };
  return answer.rows.map((cells) =>
    read({
      text: (column) => String(at(cells, column) ?? ''),
      count: (column) => Number(at(cells, column) ?? 0),
    }),
  );
}
