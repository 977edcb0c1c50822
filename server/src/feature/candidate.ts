import type { CompletionItemKind } from "vscode-languageserver";
import type { Path } from "../document/span.ts";

/** Something that may be written at the cursor. */
export interface Candidate {
  /** What is compared with what was typed. */
  readonly label: string;
  /** What is written, as a snippet: `$0` is where the cursor ends, `${1:web}` is to be replaced. */
  readonly snippet: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  /** Markdown, where it is at hand. */
  readonly documentation?: string;
  /** The field that the documentation is to be looked up of. */
  readonly field?: { readonly apiVersion: string; readonly kind: string; readonly path: Path };
  /** The one that is chosen by itself. */
  readonly preselect?: boolean;
  /** Whether what was written asks for a choice right away. */
  readonly asksNext?: boolean;
  /** The smaller, the higher in the list; within one rank the given order counts. */
  readonly rank: number;
}

/** Numbers of the protocol's `CompletionItemKind`. */
export const itemKind: Readonly<
  Record<"property" | "value" | "enumMember" | "snippet" | "reference" | "unit", CompletionItemKind>
> = { property: 10, unit: 11, value: 12, snippet: 15, reference: 18, enumMember: 20 };

/** Text that must not be read as a snippet. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** `<1:web>` as a snippet writes it: a place where `web` stands and something else may be typed. */
export function withPlaces(text: string): string {
  return text.replace(/<(\d):([^>]*)>/g, "$${$1:$2}");
}

/** The text of a snippet without its marks. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/(\\?)\$\{\d+:((?:[^}\\]|\\.)*)\}/g, (all, before, text) => (before === "" ? text : all))
    .replace(/(\\?)\$\d+/g, (all, before) => (before === "" ? "" : all))
    .replace(/\\([\\$}])/g, "$1");
}
