import type { Finding } from "./finding.ts";
import type { Span } from "./span.ts";

/** A file of YAML (or JSON), parsed. Never absent and never an exception: what could not be read is in `findings`. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
  /** Syntax errors of every document. */
  readonly findings: readonly Finding[];
}

/** One document of a YAML stream; a `List`'s items are documents too, each with the span of its item. */
export interface ManifestDocument {
  readonly file: string;
  /** Position in the file, from 0. */
  readonly index: number;
  /** The document's extent, without the `---` line before it. */
  readonly span: Span;
  /** Undefined where the document is empty or nothing of it could be read. */
  readonly root: ValueNode | undefined;
  /** True where the document has syntax errors: facts may be read from it, absences may not be reported. */
  readonly broken: boolean;
  /** A template that something else is made from: values of actions read as absent, and it counts as broken. */
  readonly template?: true;
  /** Empty strings where absent or not strings. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** `metadata.namespace`, or `default`. */
  readonly namespace: string;
}

/** A value with its place. Aliases and merge keys are resolved: the node is the anchored one, shared, not copied. */
export type ValueNode = MapNode | SequenceNode | ScalarNode;

export interface MapNode {
  readonly type: "map";
  readonly span: Span;
  readonly flow: boolean;
  readonly entries: readonly MapEntry[];
}

interface SequenceNode {
  readonly type: "sequence";
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly SequenceItem[];
}

export interface ScalarNode {
  readonly type: "scalar";
  /** The value's own extent: quotes included, tag, anchor and comment excluded. Empty, at the place where the value would stand, for an absent value. */
  readonly span: Span;
  readonly style: "plain" | "single" | "double" | "block";
  /** Resolved by the YAML 1.2 core schema. */
  readonly value: string | number | boolean | null;
  /** As written, without quotes: `1.50` stays `1.50`. */
  readonly source: string;
}

export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ValueNode;
  /** The `*alias` through which this value was reached, if any: editing the value edits the anchor. */
  readonly alias?: Span;
  /** True where the entry came in by a merge key (`<<`). */
  readonly merged: boolean;
}

export interface SequenceItem {
  readonly value: ValueNode;
  readonly alias?: Span;
}
