import type { FromGallery } from "../../core/gallery/messages.ts";

const mostBytes = 30_000_000;

/** Images that are pasted into the page or dropped onto it are references of the next image. */
export function takeReferences(page: Document, say: (message: FromGallery) => void): void {
  const take = async (files: FileList | undefined) => {
    for (const file of files ?? []) {
      if (!file.type.startsWith("image/") || file.size > mostBytes) continue;
      const url = await readAsUrl(file);
      say({ type: "reference", base64: url.slice(url.indexOf(",") + 1) });
    }
  };
  page.addEventListener("paste", (event) => void take(event.clipboardData?.files));
  page.addEventListener("dragover", (event) => event.preventDefault());
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    void take(event.dataTransfer?.files);
  });
}

const readAsUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
