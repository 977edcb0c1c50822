/** What the cases ask of VS Code. */
import assert from "node:assert/strict";
import path from "node:path";
import {
  type CodeAction,
  commands,
  type Diagnostic,
  type Event,
  type Hover,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";

/** Opens a file of the workspace in an editor. */
export async function open(file: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, "no folder is open");
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, ...file.split(path.posix.sep)));
  await window.showTextDocument(document);
  return document;
}

/** Reads now and after each event until there is something, which it returns. */
export function eventually<T>(event: Event<unknown>, read: () => T | undefined): Promise<T> {
  const first = read();
  if (first !== undefined) return Promise.resolve(first);
  return new Promise((resolve) => {
    const listening = event(() => {
      const value = read();
      if (value === undefined) return;
      listening.dispose();
      resolve(value);
    });
  });
}

/** The finding of this code, as soon as it is shown. */
export function finding(document: TextDocument, code: string): Promise<Diagnostic> {
  return findingWhere(document, (each) => codeOf(each) === code);
}

/** The first finding that is meant, as soon as it is shown. */
export function findingWhere({ uri }: TextDocument, isMeant: (each: Diagnostic) => boolean): Promise<Diagnostic> {
  return eventually(languages.onDidChangeDiagnostics, () => findingsOf(uri).find(isMeant));
}

/** Settles when no finding that is meant is shown. */
export function noFindingWhere({ uri }: TextDocument, isMeant: (each: Diagnostic) => boolean): Promise<true> {
  return eventually(languages.onDidChangeDiagnostics, () => (findingsOf(uri).some(isMeant) ? undefined : true));
}

export function findingsOf(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri);
}

export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** `line: text`, the line from 1: where a finding is, as a reader sees it. */
export function placeOf(document: TextDocument, range: Range): string {
  return `${range.start.line + 1}: ${document.getText(range)}`;
}

/** From the first character to the last. */
export function wholeFile(document: TextDocument): Range {
  return new Range(0, 0, document.lineCount, 0);
}

/** What is asked for right there, of the kind given, each with its edit. */
export async function actions({ uri }: TextDocument, range: Range, kind: string): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind, mostActions);
}

/** VS Code resolves as many actions as it is told to. */
const mostActions = 20;

/** Applies the edit of an action, as choosing it does. */
export async function apply(action: CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, "there is no such action, or it edits nothing");
  assert.ok(await workspace.applyEdit(action.edit), "the edit was not applied");
}

/** The Markdown of all hovers of a place. */
export async function hoverAt({ uri }: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", uri, position);
  return hovers
    .flatMap(({ contents }) => contents.map((part) => (part instanceof MarkdownString ? part.value : "")))
    .join("\n");
}

/** Replaces the first occurrence of a text. */
export async function replace(document: TextDocument, old: string, text: string): Promise<void> {
  const offset = document.getText().indexOf(old);
  assert.notEqual(offset, -1, `there is no ${old}`);
  const edit = new WorkspaceEdit();
  const range = new Range(document.positionAt(offset), document.positionAt(offset + old.length));
  edit.replace(document.uri, range, text);
  assert.ok(await workspace.applyEdit(edit));
}

/** Drops what was not saved. */
export async function revert(document: TextDocument): Promise<void> {
  await window.showTextDocument(document);
  await commands.executeCommand("workbench.action.files.revert");
  await eventually(workspace.onDidChangeTextDocument, () => (document.isDirty ? undefined : true));
}
