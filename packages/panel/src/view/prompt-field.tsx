import type { Field } from "@seedkit/core";
import { fieldValue } from "../store/form.ts";
import type { FormState } from "../store/state.ts";
import { useStore } from "./context.ts";

type Props = { readonly field: Field; readonly form: FormState; readonly problem: string | undefined };

export function PromptField({ field, form, problem }: Props) {
  const store = useStore();
  return (
    <div class="sk-prompt">
      <label class="sk-label" for={`sk-${field.name}`}>
        {field.label}
      </label>
      <textarea
        id={`sk-${field.name}`}
        class="sk-input"
        rows={3}
        placeholder={field.help}
        value={String(fieldValue(form, field) ?? "")}
        required={field.required}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `sk-${field.name}-problem`}
        onInput={(event) => store.setField(field.name, event.currentTarget.value)}
      />
      {problem && (
        <p class="sk-problem" id={`sk-${field.name}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
