/** Loads something after so many ms, or as soon as it is asked for. Always the same load. */
export function loadLater<Module>(load: () => Promise<Module>, ms: number): () => Promise<Module> {
  let loaded: Promise<Module> | undefined;
  const get = () => {
    clearTimeout(timer);
    loaded ??= load();
    return loaded;
  };
  // What fails is told to whoever asks.
  const timer = setTimeout(() => void get().catch(() => undefined), ms);
  return get;
}
