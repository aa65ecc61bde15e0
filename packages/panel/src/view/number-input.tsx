import { useState } from "preact/hooks";

type Props = {
  readonly id: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly value: string | number | null;
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
};

/** A whole number. What is out of range stays as it was typed: the form says what is wrong with it. */
export function NumberInput({ id, min, max, value, problem, placeholder, onChange }: Props) {
  // While it is typed the text is the user's: an emptied field must not jump back to its default.
  const [draft, setDraft] = useState<string>();
  return (
    <input
      id={id}
      class="sk-input sk-number"
      type="number"
      inputMode="numeric"
      {...{ min, max, placeholder }}
      value={draft ?? value ?? ""}
      aria-invalid={problem !== undefined}
      aria-describedby={problem && `${id}-problem`}
      onInput={(event) => {
        const { value: text, valueAsNumber } = event.currentTarget;
        setDraft(text);
        onChange(Number.isNaN(valueAsNumber) ? null : valueAsNumber);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
