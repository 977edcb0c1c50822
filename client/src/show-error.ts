import { window } from "vscode";

/** Tells the user what went wrong, in the words of whoever threw it. */
export function showError(error: unknown): void {
  void window.showErrorMessage(error instanceof Error ? error.message : String(error));
}
