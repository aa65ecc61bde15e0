import type { Services } from "../services.ts";

export async function run(services: Services): Promise<void> {
  const { openGallery } = await import("../gallery/open-gallery.ts");
  await openGallery(services);
}
