// What Figma puts into the main thread, and what the build puts into the bundle.
declare const figma: import("@figma/plugin-typings/plugin-api-standalone.d.ts").PluginAPI;
declare const __html__: string;
/** The ratios all models know, for the quick action. */
declare const __RATIOS__: readonly string[];
declare const console: { error(...values: unknown[]): void };
