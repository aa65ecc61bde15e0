import { formatMicros } from "@seedkit/core";
import { useEffect, useRef } from "preact/hooks";
import { type ErrorAction, type ErrorGroup, errorView } from "../error-views.ts";
import { modelOf } from "../store/cell.ts";
import type { Job, PanelError } from "../store/state.ts";
import { duration, plural } from "../words.ts";
import { Button, Tool } from "./button.tsx";
import { useStore } from "./context.ts";
import { Icon } from "./icons.tsx";

type Props = {
  readonly error: PanelError;
  /** The jobs that failed this way; none: the failure belongs to no job. */
  readonly jobs: readonly Job[];
  readonly onClose?: () => void;
};

const chargedTexts = { no: "Not charged", maybe: "May be charged", yes: "Charged" } as const;
// The other groups say it themselves, and their buttons lead to the addresses that hints spell out.
const usesHint: readonly ErrorGroup[] = ["unsure", "lost", "invalid", "network", "server"];
const billing = "https://cloud.segmind.com/billing";

/** One failure: what happened, whether it cost anything, what to do. */
export function ErrorCard({ error, jobs, onClose }: Props) {
  const store = useStore();
  const ticket = jobs.some(({ ticket }) => ticket !== undefined);
  const { group, title, text, actions } = errorView(error, ticket);
  const ids = jobs.map(({ id }) => id);
  const price = jobs.reduce((sum, { model }) => sum + modelOf(store.models, model).price, 0);
  const count = jobs.length > 1 ? ` ${jobs.length}` : "";
  const buttons: Readonly<Record<ErrorAction, { readonly label: string; readonly run: () => void }>> = {
    "enter-key": { label: "Enter a key", run: () => goTo(store.show, "#sk-key") },
    "change-cap": { label: "Change the cap", run: () => goTo(store.show, "#sk-cap") },
    "top-up": { label: "Top up", run: () => store.host.openExternal(billing) },
    edit: { label: "Edit the prompt", run: () => focus("#sk-prompt") },
    again: { label: `Try again${count} · ${formatMicros(price)}`, run: () => store.retry(ids) },
    recover: { label: `Fetch${count || " the image"}`, run: () => ids.forEach(store.recover) },
    balance: {
      label: "Check the balance",
      run: () => void store.keys.test().then(() => store.show("settings")),
    },
    "use-sync": {
      label: "Send directly from now on",
      run: () => {
        store.setSettings({ transport: "sync" });
        store.announce("Requests are sent directly from now on.");
      },
    },
  };
  const offered = actions.filter((action) => jobs.length > 0 || (action !== "again" && action !== "recover"));
  const quiet = group === "cancelled" && error.charged === "no";
  const hint =
    usesHint.includes(group) && !ticket && error.hint && !text.includes(error.hint) ? error.hint : undefined;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div
      ref={card}
      class={quiet ? "sk-card" : `sk-card sk-${error.charged === "no" ? "bad" : "unsure"}`}
      data-group={group}
      role="alert"
    >
      <div class="sk-card-head">
        {!quiet && <Icon name="warning" />}
        <strong>{jobs.length > 1 ? `${title} (${plural(jobs.length, "image")})` : title}</strong>
        <span class="sk-charged">{chargedTexts[error.charged]}</span>
        {onClose && <Tool icon="close" label="Dismiss" onClick={onClose} />}
      </div>
      <p>{text}</p>
      {group !== "cancelled" && <p class="sk-said">{error.message}</p>}
      {error.issues?.map(({ path, message, nearest }) => (
        <p
          key={path}
          class="sk-said"
        >{`${path}: ${message}${nearest === undefined ? "" : ` (nearest: ${nearest})`}`}</p>
      ))}
      {hint && <p class="sk-said">{hint}</p>}
      {error.retryAfterMs !== undefined && (
        <p class="sk-said">{`Free again in ${duration(error.retryAfterMs)}.`}</p>
      )}
      {offered.length > 0 && (
        <div class="sk-actions">
          {offered.map((action) => (
            <Button key={action} onClick={buttons[action].run}>
              {buttons[action].label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function goTo(show: (view: "settings") => void, selector: string): void {
  show("settings");
  focus(selector);
}

/** After the next drawing, when the field is there. */
function focus(selector: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus());
}
