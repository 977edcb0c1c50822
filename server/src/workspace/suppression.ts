import type { Fix } from "../document/finding.ts";
import type { Span } from "../document/span.ts";

/** Says in a manifest itself that something about it is not to be reported. */
export interface Suppression {
  /** Those of findings that begin here are suppressed. */
  readonly covers: Span;
  readonly codes: readonly NamedCode[];
  readonly reason: string | undefined;
  /** The comment or annotation as a whole. */
  readonly span: Span;
  /** True where it was written for us: then one that suppresses nothing is a finding. */
  readonly own: boolean;
  /** Takes all of it away. */
  readonly removal?: Fix;
  /** Of an annotation: its key and value, or those of the map that holds nothing else. */
  readonly entry?: Span;
}

/** A code, or a group of codes such as `resources/*`. */
export interface NamedCode {
  readonly name: string;
  /** Where it is written. */
  readonly span: Span;
  /** Takes it out of its list. */
  readonly removal?: Fix;
}

/** Codes, separated by commas or blanks, and what comes after a colon: `a/b, c/d: for a reason`. */
export interface CodeList {
  /** With places in the text. */
  readonly codes: readonly { readonly name: string; readonly span: Span }[];
  readonly reason: string | undefined;
}

/** Reads a list of codes; spans count from `start`. */
export function readCodeList(text: string, start: number): CodeList {
  const colon = text.search(/:(\s|$)/);
  const list = colon < 0 ? text : text.slice(0, colon);
  const reason = colon < 0 ? "" : text.slice(colon + 1).trim();
  const codes = [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({
    name,
    span: { start: start + index, end: start + index + name.length },
  }));
  return { codes, reason: reason === "" ? undefined : reason };
}

/** Whether a suppression's code means that of a finding. */
export function means(name: string, code: string): boolean {
  return name === code || (name.endsWith("/*") && code.startsWith(name.slice(0, -1)));
}

/** Takes one code out of its list: with the comma before it, or for the first one after it. */
export function codeRemoval(file: string, codes: CodeList["codes"], index: number): Fix {
  const span = codes[index]?.span ?? { start: 0, end: 0 };
  const start = index === 0 ? span.start : (codes[index - 1]?.span.end ?? span.start);
  const end = index === 0 ? (codes[1]?.span.start ?? span.end) : span.end;
  return { title: `Remove ${codes[index]?.name}`, edits: [{ file, span: { start, end }, newText: "" }] };
}
