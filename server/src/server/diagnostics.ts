import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from "vscode-languageserver";

/** The diagnostics that the editor has of each document, so that nothing is sent twice. */
export class SentDiagnostics {
  readonly #last = new Map<string, { readonly id: string; readonly json: string }>();
  #count = 0;

  /** The answer to a pull: whole, or "unchanged" where the editor says that it has these diagnostics already. */
  report(uri: string, items: Diagnostic[], previousId: string | undefined): DocumentDiagnosticReport {
    const { id } = this.#remember(uri, items);
    if (id === previousId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
  }

  /** Whether these are other diagnostics than the editor has; from now on it has them. */
  isNew(uri: string, items: Diagnostic[]): boolean {
    return this.#remember(uri, items).isNew;
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  #remember(uri: string, items: Diagnostic[]): { readonly id: string; readonly isNew: boolean } {
    const json = JSON.stringify(items);
    const last = this.#last.get(uri);
    if (last?.json === json) return { id: last.id, isNew: false };
    const id = String(++this.#count);
    this.#last.set(uri, { id, json });
    return { id, isNew: true };
  }
}
