import { type CostEstimate, getModel, type Ticket } from "@seedkit/core";
import type { JobRequest } from "./job.ts";

/** What a job will give, cost and take. */
export type PreparedRequest = {
  readonly cost: CostEstimate;
  /** The most images it may give. */
  readonly images: number;
  /** The model's usual time, in ms. 0: not known. */
  readonly typicalMs: number;
};

/** Checks and prices a request. No network. @throws SeedkitError `invalid_input`, `not_found` */
export function prepareRequest({ model: id, input, references }: JobRequest): PreparedRequest {
  const model = getModel(id);
  const addresses = Array.isArray(input.image_input) ? input.image_input : [];
  // Files count as references and are read only when it is their turn.
  const files = references.map(() => new Blob());
  const { cost, images } = model.prepare(
    references.length === 0 ? input : { ...input, image_input: [...addresses, ...files] },
  );
  return { cost, images: images.max, typicalMs: model.typicalMs };
}

/** The same for what is paid for: nothing may stop it from being fetched. */
export function prepareSubmitted(request: JobRequest, ticket: Ticket): PreparedRequest {
  try {
    return prepareRequest(request);
  } catch {
    return { cost: ticket.estimated, images: 1, typicalMs: 0 };
  }
}
