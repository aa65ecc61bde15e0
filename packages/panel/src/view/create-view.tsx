import { useEffect, useRef } from "preact/hooks";
import { modelOf } from "../store/cell.ts";
import { fieldsOf } from "../store/model-fields.ts";
import type { PanelState } from "../store/state.ts";
import { useStore } from "./context.ts";
import { ErrorCard } from "./error-card.tsx";
import { Footer } from "./footer.tsx";
import { Form } from "./form.tsx";
import { Results } from "./results.tsx";

/** The form, what it makes, and the button between them. */
export function CreateView({ state }: { readonly state: PanelState }) {
  const store = useStore();
  const model = modelOf(store.models, state.form.model);
  const quote = store.quote();
  const scroll = useRef<HTMLDivElement>(null);
  const newest = state.jobs[0]?.run;
  useEffect(() => {
    // What was just asked for comes into sight; the form is one scroll away.
    if (newest !== undefined) scroll.current?.querySelector(".sk-results")?.scrollIntoView();
  }, [newest]);
  const submit = (event?: Event) => {
    event?.preventDefault();
    if (store.generate()) return;
    // The first field that is wrong, else the first of all.
    queueMicrotask(() => {
      const wrong = document.querySelector<HTMLElement>(".seedkit [aria-invalid=true]");
      (wrong ?? document.querySelector<HTMLElement>(".sk-notice"))?.focus();
    });
  };
  const keys = (event: KeyboardEvent) => {
    // An input method's own Enter confirms a word: 229 is how older engines tell it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form class="sk-create" noValidate aria-label="New image" onSubmit={submit} onKeyDown={keys}>
      <div class="sk-scroll" ref={scroll}>
        <Form form={state.form} fields={fieldsOf(model)} quote={quote} state={state} />
        {state.problem && (
          <div class="sk-notice" tabIndex={-1}>
            <ErrorCard error={state.problem} jobs={[]} onClose={store.dismissProblem} />
          </div>
        )}
        <Results jobs={state.jobs} now={state.now} />
      </div>
      <Footer quote={quote} />
    </form>
  );
}
