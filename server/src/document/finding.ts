import type { Span } from "./span.ts";

/**
 * What is reported about a place in a file. Diagnostics, code actions, command-line lines and the report's lists
 * are projections of it.
 */
export interface Finding {
  /** `group/kebab-name`, stable. */
  readonly code: string;
  readonly severity: Severity;
  /** One or two sentences: what is wrong, what was expected. */
  readonly message: string;
  /** The file's identity as its host names it: a URI in the editor, a relative path on the command line. */
  readonly file: string;
  readonly span: Span;
  /** `Kind/namespace/name`. */
  readonly workload?: string;
  readonly container?: string;
  /** Present only where the correction is certain or computed, or says that it is a suggestion. */
  readonly fix?: Fix;
  readonly related?: readonly RelatedPlace[];
}

/**
 * Error: the API server, a webhook or the scheduler would reject it, or it cannot run. Warning: it will hurt.
 * Information: worth money. Hint: style.
 */
export type Severity = "error" | "warning" | "information" | "hint";

/** A correction: applied, it removes its finding and changes nothing but the values bound to it. */
export interface Fix {
  /** Imperative, with the value that will be written: `Set cpu request to 120m`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /**
   * True of a value to start from, which nothing here tells for certain: it is offered for its finding alone, and never
   * written along with others unless that is asked for.
   */
  readonly isSuggestion?: true;
}

export interface TextEdit {
  readonly file: string;
  readonly span: Span;
  readonly newText: string;
}

export interface RelatedPlace {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}
