import type { FromGallery, ToGallery } from "../../core/gallery/messages.ts";
import type { PageState } from "./page-state.ts";

type Api = {
  postMessage(message: FromGallery): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

declare function acquireVsCodeApi(): Api;

// It can be acquired once.
const api = acquireVsCodeApi();

/** The editor, as far as the page reaches it. */
export const editor = {
  say: (message: FromGallery) => api.postMessage(message),
  state: (): PageState => api.getState() ?? {},
  keep: (state: PageState) => api.setState(state),
  listen(hear: (message: ToGallery) => void): void {
    // Only the editor's own frame can post to this one.
    window.addEventListener("message", ({ data }: MessageEvent<ToGallery>) => hear(data));
  },
};
