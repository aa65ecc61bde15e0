import type { Services } from "../services.ts";
import { createManifests, type Manifests } from "./manifests.ts";

const known = new WeakMap<Services, Manifests>();

/** The manifests of the window: made when they are first asked for. */
export function manifestsOf(services: Services): Manifests {
  const found = known.get(services);
  if (found) return found;
  const manifests = createManifests(services);
  known.set(services, manifests);
  services.context.subscriptions.push(manifests);
  return manifests;
}
