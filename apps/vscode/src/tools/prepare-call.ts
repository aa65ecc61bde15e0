import { type Money, money } from "@seedkit/core";
import * as vscode from "vscode";
import { sizeText } from "../flow/words.ts";
import { confirmationText } from "./confirmation.ts";
import type { ImageCall } from "./image-call.ts";
import { maxCost } from "./max-cost.ts";

/** What a person is asked before a call: the prompt, what it gives, what it costs, and where it goes. */
export function preparedCall(
  call: ImageCall,
  { left, paid }: { readonly left: Money; readonly paid: boolean },
): vscode.PreparedToolInvocation {
  const { t } = vscode.l10n;
  const { prompt, cost, plan, images, references, place, request } = call;
  const price = paid ? t("nothing more: it was ordered before") : cost.formatted;
  const title =
    images > 1
      ? t("Generate up to {0} images for {1}?", images, price)
      : t("Generate an image for {0}?", price);
  const message = new vscode.MarkdownString(
    confirmationText({
      prompt,
      facts: [
        [t("Price"), price],
        [t("Size"), sizeText(plan)],
        [t("File"), place.shown],
        [t("Model"), request.model],
        ...(references.length > 0 ? [[t("References"), references.join(", ")] as const] : []),
      ],
      notes: [
        ...(request.references.length > 0
          ? [t("References are uploaded to the service: who knows their address can see them.")]
          : []),
        t("{0} of {1} is left for tools in this window.", left.formatted, money(maxCost()).formatted),
      ],
    }),
  );
  return {
    invocationMessage: t("Generating “{0}”", request.title),
    confirmationMessages: { title: paid ? t("Fetch an image that was ordered before?") : title, message },
  };
}
