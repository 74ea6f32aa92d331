interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly testId: string;
}

/** A drop-down list: the browser's own, which is light, accessible, and good on a phone. */
export function Choice<T extends string>({ label, value, options, onChange, testId }: ChoiceProps<T>) {
  return (
    <select
      className="tb-choice"
      aria-label={label}
      data-testid={testId}
      value={value}
      onChange={(event) => {
        onChange(event.target.value as T);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
