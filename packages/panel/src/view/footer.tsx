import type { Quote } from "../store/quote.ts";
import { duration, pixels, plural, readable } from "../words.ts";

const isMac = /Mac|iP(hone|ad)/.test(globalThis.navigator?.userAgent ?? "");

/** Price and time before the button that spends them. */
export function Footer({ quote }: { readonly quote: Quote }) {
  const { calls, cost, plan, typicalMs } = quote;
  // Places may have ratios of their own: one size would be wrong for the rest.
  const size = new Set(calls.map(({ place }) => place)).size === 1 ? plan : undefined;
  return (
    <div class="sk-footer">
      <div class="sk-quote" id="sk-quote">
        <span class="sk-price">{plan ? cost.formatted : "No price yet"}</span>
        <span class="sk-detail">
          {calls.length > 1 && `${plural(calls.length, "image")} · `}
          {size && (
            <span
              title={readable(size.why)}
            >{`${size.certainty === "estimate" ? "≈ " : ""}${pixels(size.width, size.height)}`}</span>
          )}
          {size && " · "}about {duration(typicalMs)}
        </span>
      </div>
      <button
        type="submit"
        class="sk-button sk-main"
        aria-describedby="sk-quote"
        aria-keyshortcuts={isMac ? "Meta+Enter" : "Control+Enter"}
        title={isMac ? "⌘ Enter" : "Ctrl+Enter"}
      >
        Generate
      </button>
    </div>
  );
}
