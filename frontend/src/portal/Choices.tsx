/** A few words of which one is chosen, such as a state to filter by. */
interface Props<Value extends string> {
  label: string;
  value: Value;
  choices: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}

export function Choices<Value extends string>({ label, value, choices, onChange }: Props<Value>) {
  return (
    <div className="choices" role="group" aria-label={label}>
      {choices.map(([one, words]) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === value}
          onClick={() => {
            onChange(one);
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
