import type { ComponentChildren } from "preact";
import { Dialog, type DialogProps } from "./dialog.tsx";

type Props = DialogProps & {
  readonly source: string | undefined;
  /** Size, model and the like. */
  readonly facts: readonly (string | false)[];
  /** What is wrong, if something is. */
  readonly problem?: string | false;
  readonly children: ComponentChildren;
};

/** One image as large as the panel, with what made it and what can be done with it. */
export function ImageDialog({ source, facts, problem, children, ...dialog }: Props) {
  return (
    <Dialog {...dialog}>
      {source && <img class="sk-large" src={source} alt={dialog.label} />}
      <p class="sk-dialog-prompt">{dialog.label}</p>
      <p class="sk-hint">{facts.filter(Boolean).join(" · ")}</p>
      {problem && <p class="sk-problem">{problem}</p>}
      <div class="sk-actions">{children}</div>
    </Dialog>
  );
}
