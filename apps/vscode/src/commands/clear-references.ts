import { setNextReferences } from "../flow/references.ts";
import type { Services } from "../services.ts";

export const run = (services: Services): Promise<void> => setNextReferences(services, []);
