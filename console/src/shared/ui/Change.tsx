interface ChangeProps {
  /** Which way it went; its size is in the text. */
  readonly amount: number;
  readonly children: string;
}

/** A signed change with an arrow, so that it does not depend on colour. */
export function Change({ amount, children }: ChangeProps) {
  const direction = amount > 0 ? 'up' : amount < 0 ? 'down' : 'flat';
  return (
    <span className={`tb-change tb-${direction}`}>
      <span aria-hidden="true">{{ up: '▲', down: '▼', flat: '–' }[direction]}</span> {children}
    </span>
  );
}
