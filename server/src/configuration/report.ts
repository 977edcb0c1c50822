import type { SourceFile } from "../document/document.ts";
import type { Finding, Severity } from "../document/finding.ts";
import { nearest } from "../document/nearest.ts";
import type { Span } from "../document/span.ts";

/** Takes what is wrong with a configuration. */
export interface Report {
  readonly findings: readonly Finding[];
  /** A value that cannot be used. */
  readonly invalid: (span: Span, message: string) => void;
  /** A name that is none of the `known`; the one that was meant is named, and offered as a fix. */
  readonly unknown: (name: UnknownName) => void;
}

/** A name, where it stands, and those that could stand there. */
interface UnknownName {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly name: string;
  /** What is wrong, without a full stop. */
  readonly problem: string;
  readonly known: readonly string[];
  /** What is said where none is near. */
  readonly otherwise?: string;
  /** The name that is certainly meant, where that is not a matter of letters. */
  readonly meant?: string | undefined;
}

/** Collects the findings about one file. */
export function reportOn(source: SourceFile): Report {
  const findings: Finding[] = [];
  const { file } = source;
  return {
    findings,
    invalid: (span, message) => {
      findings.push({ code: "configuration/invalid-value", severity: "error", message, file, span });
    },
    unknown: ({ code, severity, span, name, problem, known, otherwise = "", meant = nearest(name, known) }) => {
      if (meant === undefined) {
        const message = [`${problem}.`, otherwise].filter((part) => part !== "").join(" ");
        findings.push({ code, severity, message, file, span });
        return;
      }
      const message = `${problem}. Did you mean ${meant}?`;
      const edits = [{ file, span, newText: inQuotesOf(source.text.slice(span.start, span.end), meant) }];
      findings.push({ code, severity, message, file, span, fix: { title: `Change to ${meant}`, edits } });
    },
  };
}

function inQuotesOf(written: string, text: string): string {
  const quote = /^["']/.exec(written)?.[0] ?? "";
  return `${quote}${text}${quote}`;
}
