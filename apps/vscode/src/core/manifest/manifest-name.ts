/** The names under which the command line finds a manifest by itself, as a glob. */
export const manifestGlob = "**/seedkit.{yaml,yml,json}";

export const lockName = "seedkit.lock";

/** Whether a path is a manifest's, by its name. */
export const isManifestPath = (path: string): boolean => /(?:^|\/)seedkit\.(?:ya?ml|json)$/.test(path);
