import { nextReferences, setNextReferences } from "../flow/references.ts";
import type { ReferenceNode } from "../references/reference-tree.ts";
import type { Services } from "../services.ts";

/** Takes one out of the references of the next image. */
export async function run(services: Services, node?: ReferenceNode): Promise<void> {
  if (node)
    await setNextReferences(
      services,
      nextReferences(services).filter((uri) => uri !== node.uri),
    );
}
