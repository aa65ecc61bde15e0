/** What comes back after a reload. */
export type PageState = {
  /** The image that is shown large. */
  readonly open?: string | undefined;
  /** The first of two that are compared; with `other` both are shown. */
  readonly first?: string | undefined;
  readonly other?: string | undefined;
  /** Where the keyboard is in the grid. */
  readonly current?: string | undefined;
  /** px */
  readonly scroll?: number;
};
