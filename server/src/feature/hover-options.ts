/** What a hover may contain. */
export interface HoverOptions {
  /** Else plain text. */
  readonly markdown: boolean;
  /** Whether the editor draws images in hovers. */
  readonly chart: boolean;
  /** Whether a plan comes by itself. */
  readonly automatic: boolean;
}
