interface ChangeProps {
  /** Which way it went; its size is in the text. */
  readonly amount: number;
  /** Whether up is good and down is bad, or neither. */
  readonly tone?: 'signal' | 'plain';
  readonly children: string;
}

/** A signed change with an arrow, so that it does not depend on colour; flat if it rounds to nothing. */
export function Change({ amount, tone = 'signal', children }: ChangeProps) {
  const visible = /[1-9]/.test(children);
  const direction = !visible ? 'flat' : amount > 0 ? 'up' : amount < 0 ? 'down' : 'flat';
  return (
    <span className={`tb-change tb-${tone === 'plain' ? 'flat' : direction}`}>
      <span aria-hidden="true">{{ up: '▲', down: '▼', flat: '–' }[direction]}</span> {children}
    </span>
  );
}
