/** How the bundled server is started, as the editor's API takes it. It holds no key. */
export type ServerLaunch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | null>>;
};

export type LaunchOptions = {
  /** The editor's own Node, or its Electron that can be one. */
  readonly runtime: string;
  readonly script: string;
  /** The only folder that it reads from and writes to. */
  readonly folder: string;
  /** Where requests are noted, and where paid images go that cannot be written in the folder. */
  readonly records: string;
  readonly rescue: string;
  /** Where what was made is remembered. */
  readonly history: string;
  /** The extension's. */
  readonly version: string;
  /** Micro-dollars. */
  readonly maxCost: number;
  /** Undefined: the service's own. */
  readonly baseUrl: string | undefined;
};

/** @param options paths as the machine has them */
export function serverLaunch(options: LaunchOptions): ServerLaunch {
  const { runtime, script, folder, records, rescue, history, version, maxCost, baseUrl } = options;
  return {
    command: runtime,
    args: [
      script,
      ...["--folder", folder],
      ...["--records", records],
      ...["--rescue", rescue],
      ...["--history", history],
      ...["--version", version],
      ...["--max-cost", String(maxCost)],
    ],
    env: {
      // Without it an Electron would open a window.
      ELECTRON_RUN_AS_NODE: "1",
      // The setting decides, not what the editor was started with: null takes it out.
      SEGMIND_BASE_URL: baseUrl ?? null,
    },
  };
}
