import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from "vscode-languageserver";

/** Equal for equal diagnostics, so that an editor that has them already is not sent them again. */
export function resultId(items: readonly Diagnostic[]): string {
  const text = JSON.stringify(items);
  // Two hashes of 32 bits with different factors (FNV-1a): a collision among the states of one document does not happen.
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    first = Math.imul(first ^ text.charCodeAt(at), 0x01000193);
    second = Math.imul(second ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return `${items.length}-${(first >>> 0).toString(36)}-${(second >>> 0).toString(36)}`;
}

/** The answer to a pull: whole, or "unchanged" where the editor says that it has these diagnostics already. */
export function documentReport(items: Diagnostic[], previousId: string | undefined): DocumentDiagnosticReport {
  const id = resultId(items);
  if (id === previousId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
}

/** The diagnostics that were pushed of each document, so that nothing is sent twice. */
export class SentDiagnostics {
  readonly #last = new Map<string, string>();

  /** Whether these are other diagnostics than the editor has; from now on it has them. */
  isNew(uri: string, items: Diagnostic[]): boolean {
    const id = resultId(items);
    const isNew = this.#last.get(uri) !== id;
    this.#last.set(uri, id);
    return isNew;
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
