import { useRef } from "preact/hooks";
import type { PanelState } from "../store/state.ts";
import { Button } from "./button.tsx";
import { useStore } from "./context.ts";

const keysPage = "https://cloud.segmind.com/console/api-keys";

/** Entry, test and removal of the key. What is saved is never shown again. */
export function KeyForm({ state }: { readonly state: PanelState }) {
  const store = useStore();
  const input = useRef<HTMLInputElement>(null);
  const { keyTest, hasKey } = state;
  const failed = keyTest.status === "failed" ? keyTest.error : undefined;
  const rejected = failed?.code === "unauthenticated" || failed?.code === "forbidden";
  const save = async (untested = false) => {
    const field = input.current;
    if (!field?.value.trim()) {
      field?.focus();
      return;
    }
    if (!(await store.keys.save(field.value, { untested }))) return;
    field.value = "";
    // The first run's view is gone with its field: the next thing to do is the prompt.
    setTimeout(() => {
      if (!field.isConnected) document.querySelector<HTMLElement>("#sk-prompt")?.focus();
    });
  };
  return (
    <form
      class="sk-key"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="sk-field-head">
        <label class="sk-label" for="sk-key">
          API key
        </label>
        <Button kind="link" onClick={() => store.host.openExternal(keysPage)}>
          Get a key
        </Button>
      </div>
      <div class="sk-line">
        <input
          ref={input}
          id="sk-key"
          class="sk-input"
          type="password"
          autoComplete="off"
          spellcheck={false}
          placeholder={hasKey ? "Saved. Enter another to replace it" : "SG_…"}
          aria-invalid={failed !== undefined}
          aria-describedby="sk-key-status"
        />
        <button type="submit" class="sk-button sk-main" disabled={keyTest.status === "testing"}>
          {keyTest.status === "testing" ? "Testing" : "Test and save"}
        </button>
      </div>
      <p id="sk-key-status" class={failed ? "sk-problem" : "sk-hint"}>
        {keyTest.status === "ok" && `The key works. $${keyTest.credits.credits.toFixed(2)} left.`}
        {failed &&
          (rejected
            ? "This key is not accepted. Check that it is complete."
            : `It could not be tested: ${failed.message}`)}
      </p>
      <div class="sk-actions">
        {failed && !rejected && <Button onClick={() => void save(true)}>Save without a test</Button>}
        {hasKey && (
          <>
            <Button onClick={() => void store.keys.test()}>Test the saved key</Button>
            <Button onClick={() => void store.keys.remove()}>Remove</Button>
          </>
        )}
      </div>
    </form>
  );
}
