import type { Range } from "vscode-languageserver";
import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { rangeOf } from "../feature/to-lsp.ts";

/** Findings as `check --format json` gives them (schemas/output/check.schema.json). */
export interface FindingsJson {
  readonly schemaVersion: 1;
  readonly findings: readonly FindingJson[];
  readonly summary: Summary;
}

export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
  /** Findings that are not among these, because a comment, an annotation or a baseline says so. */
  readonly suppressed: number;
}

interface FindingJson extends Omit<Finding, "span" | "fix" | "related"> {
  readonly range: Range;
  readonly fix?: FixJson;
}

interface FixJson {
  readonly title: string;
  readonly edits: readonly EditJson[];
  /** To be looked at before it is written. */
  readonly isSuggestion?: true;
}

interface EditJson {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

/** Findings as `check` prints them, with places in lines and characters; a finding in a file without a text is at its start. */
export function findingsToJson(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
  summary: Summary,
): FindingsJson {
  const place = rangeIn(sources);
  return {
    schemaVersion: 1,
    findings: findings.map(({ span, fix, related: _, ...finding }) => ({
      ...finding,
      range: place(finding.file, span),
      ...(fix && {
        fix: {
          title: fix.title,
          edits: fix.edits.map((edit) => ({
            file: edit.file,
            range: place(edit.file, edit.span),
            newText: edit.newText,
          })),
          ...(fix.isSuggestion === true && { isSuggestion: true }),
        },
      }),
    })),
    summary,
  };
}

/** Lines and characters of spans in these files. */
export function rangeIn(sources: ReadonlyMap<string, SourceFile>): (file: string, span: Span) => Range {
  return (file, span) => {
    const source = sources.get(file);
    return source === undefined ? nowhere : rangeOf(source, span);
  };
}

/** A history file is not kept in memory: its findings name the line in their message. */
const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
