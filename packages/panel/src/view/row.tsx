import type { ComponentChildren } from "preact";

type RowProps = {
  readonly label: string;
  /** The control's id; without one the row is a group of several. */
  readonly control?: string;
  readonly help?: string | undefined;
  readonly problem?: string | undefined;
  readonly children: ComponentChildren;
};

/** A label beside its control, and what is wrong below. */
export function Row({ label, control, help, problem, children }: RowProps) {
  const wrong = problem && (
    <p class="sk-problem" id={control && `${control}-problem`}>
      {problem}
    </p>
  );
  if (control === undefined) {
    return (
      <fieldset class="sk-row" title={help}>
        <legend class="sk-label">{label}</legend>
        <div class="sk-control">
          {children}
          {wrong}
        </div>
      </fieldset>
    );
  }
  return (
    <div class="sk-row" title={help}>
      <label class="sk-label" for={control}>
        {label}
      </label>
      <div class="sk-control">
        {children}
        {wrong}
      </div>
    </div>
  );
}
