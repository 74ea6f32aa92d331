import type { ReactNode } from 'react';

interface StepProps {
  readonly title: string;
  readonly state: 'later' | 'now' | 'done' | 'warned';
  readonly children?: ReactNode;
}

/** One step of the wizard; its number is drawn by the list. */
export function Step({ title, state, children }: StepProps) {
  return (
    <li className={`tb-step tb-step-${state}`} data-state={state}>
      <h3>{title}</h3>
      {children}
    </li>
  );
}
