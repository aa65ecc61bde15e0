// What the host and the page that plays figma.com say to each other.

export type WindowState = {
  readonly title: string;
  readonly visible: boolean;
  readonly width: number;
  readonly height: number;
  readonly position?: { readonly x: number; readonly y: number };
};

/** A node as the canvas draws it: px from the middle of the canvas. */
export type CanvasNode = {
  readonly name: string;
  readonly depth: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly color: string;
  /** The hash of its image. */
  readonly image?: string;
  readonly text: string;
  readonly selected: boolean;
};

export type Toast = {
  readonly id: number;
  readonly message: string;
  readonly error: boolean;
  readonly button?: string;
};

export type PageCalls = {
  /** @param source The document of a new window; undefined: the window only changes. */
  show(state: WindowState, source: string | undefined): void;
  hide(): void;
  post(json: string, parts: string[]): void;
  theme(name: string, style: string): void;
  /** Resolves once every image is there to be seen. */
  draw(
    nodes: CanvasNode[],
    toast: Toast | undefined,
    buttons: { name: string; title: string }[],
  ): Promise<void>;
};

/** A drop as the page tells it. */
export type PageDrop = {
  readonly fromCenter: { readonly x: number; readonly y: number };
  readonly items: readonly { readonly type: string; readonly data: string }[];
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
  readonly metadata?: unknown;
};
