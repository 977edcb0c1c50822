import type { Diagnostic } from "vscode-languageserver";
import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { documentAt } from "../document/locate.ts";
import { findingsOf, type Snapshot } from "../workspace/snapshot.ts";
import { documentationPage } from "./documentation-page.ts";
import { toDiagnostic } from "./to-lsp.ts";

/** What of the findings an editor should show. */
export interface DiagnosticOptions {
  /** False where another extension reports schema errors of Kubernetes manifests; those of a ResourcePlan stay ours. */
  readonly schema: boolean;
  /** Address of the folder of documentation, ending in `/`; undefined: codes are no links. */
  readonly documentation?: string | undefined;
}

/** A file's findings as diagnostics; those that need a plan are there when a plan is. */
export function diagnostics(snapshot: Snapshot, file: string, options: DiagnosticOptions): Diagnostic[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  const { documentation } = options;
  return visibleFindings(snapshot, source, options).map((finding) => {
    const page = documentation === undefined ? undefined : documentation + documentationPage(finding.code);
    return toDiagnostic(source, finding, snapshot.files, page);
  });
}

/** The findings that the editor shows, and offers fixes for. */
export function visibleFindings(
  snapshot: Snapshot,
  source: SourceFile,
  { schema }: DiagnosticOptions,
): readonly Finding[] {
  const findings = findingsOf(snapshot, source.file);
  if (schema) return findings;
  return findings.filter(({ code, span }) => !code.startsWith("schema/") || isResourcePlan(source, span.start));
}

function isResourcePlan(source: SourceFile, offset: number): boolean {
  return documentAt(source, offset)?.kind === "ResourcePlan";
}
