import type { Finding, Severity } from "../document/finding.ts";
import type { SuppressedFinding } from "../workspace/suppress.ts";
import type { Summary } from "./findings-json.ts";
import type { Manifests } from "./manifests.ts";

/** What `check` found. */
export interface Checked {
  /** With the plan. */
  readonly manifests: Manifests;
  /** Why there is no plan. */
  readonly refused?: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** What was looked at and found, in numbers. */
export function summaryOf({ manifests: { snapshot, named }, findings, suppressed }: Checked): Summary {
  const files = [...snapshot.files.values()].filter(({ file }) => named(file));
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: files.length,
    documents: files.reduce((sum, { documents }) => sum + documents.length, 0),
    errors: count("error"),
    warnings: count("warning"),
    suppressed: suppressed.length,
  };
}
