import type { PanelState } from "../store/state.ts";
import { Icon } from "./icons.tsx";
import { KeyForm } from "./key-form.tsx";

export function FirstRun({ state }: { readonly state: PanelState }) {
  return (
    <section class="sk-scroll sk-first" aria-labelledby="sk-first">
      <span class="sk-mark" aria-hidden="true">
        <Icon name="key" />
      </span>
      <h2 id="sk-first">Connect your account</h2>
      <p>Images are made with your own Segmind account. Each shows its price before it is made.</p>
      <KeyForm state={state} />
      <p class="sk-hint">The key stays on this machine and is sent to the service only.</p>
    </section>
  );
}
