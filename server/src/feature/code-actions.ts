import type { CodeAction, CodeActionKind, Diagnostic, Range } from "vscode-languageserver";
import type { SourceFile } from "../document/document.ts";
import type { Finding, TextEdit } from "../document/finding.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { type DiagnosticOptions, visibleFindings } from "./diagnostics.ts";
import { dismissals } from "./dismiss.ts";
import { editsForContainer, editsForWorkloads, fixAll } from "./fix-all.ts";
import { type EditTarget, rangeOf, spanOf, toNewFile, toWorkspaceEdit } from "./to-lsp.ts";

/** The kind of "fix everything in this file", for `editor.codeActionsOnSave` too. */
export const fixAllKind = "source.fixAll.resourcePlanner";

export interface CodeActionRequest {
  readonly file: string;
  readonly range: Range;
  /** Only actions of these kinds or below them; undefined: quick fixes. */
  readonly only: readonly CodeActionKind[] | undefined;
  /** What the editor shows at the range, to be named in the actions that mend it. */
  readonly diagnostics: readonly Diagnostic[];
  /** The workspace's folders, where a configuration can be created in one; else none is. */
  readonly folders?: readonly string[];
  /** Whether the editor asks for an action's edit once it is chosen: that of a whole file is then made no sooner. */
  readonly resolves?: boolean;
}

/** What is left to be resolved of an action: the file all of whose fixes it is. */
interface Unresolved {
  readonly fixAll: string;
}

/** What can be done about the findings that the range touches: each fix, and wider ones that include it. */
export function codeActions(
  snapshot: Snapshot,
  request: CodeActionRequest,
  target: EditTarget,
  options: DiagnosticOptions,
): CodeAction[] {
  const source = snapshot.files.get(request.file);
  if (source === undefined) return [];
  const findings = visibleFindings(snapshot, source, options);
  const actions: CodeAction[] = [];
  if (isWanted("quickfix", request.only)) actions.push(...quickFixes(snapshot, source, findings, request, target));
  if (request.only !== undefined && isWanted(fixAllKind, request.only) && findings.some(isCertain))
    actions.push(...fixAllAction(snapshot, fixAllKind, findings, request, target));
  return actions;
}

/** The edit of an action that came without one, of the text as it is now. */
export function resolveCodeAction(
  snapshot: Snapshot,
  action: CodeAction,
  target: EditTarget,
  options: DiagnosticOptions,
): CodeAction {
  const unresolved: Partial<Unresolved> | undefined = action.data;
  const source = snapshot.files.get(unresolved?.fixAll ?? "");
  if (source === undefined) return action;
  const edits = fixAll(snapshot, source.file, visibleFindings(snapshot, source, options));
  return { ...action, edit: toWorkspaceEdit(edits, target) };
}

function fixAllAction(
  snapshot: Snapshot,
  kind: CodeActionKind,
  findings: readonly Finding[],
  { file, resolves = false }: CodeActionRequest,
  target: EditTarget,
): CodeAction[] {
  if (resolves) return [{ title: fixAllTitle, kind, data: { fixAll: file } satisfies Unresolved }];
  const edits = fixAll(snapshot, file, findings);
  return edits.length === 0 ? [] : [actionOf(fixAllTitle, kind, edits, target)];
}

function quickFixes(
  snapshot: Snapshot,
  source: SourceFile,
  findings: readonly Finding[],
  request: CodeActionRequest,
  target: EditTarget,
): CodeAction[] {
  const asked = spanOf(source, request.range);
  const touched = findings.filter(({ span }) => span.start <= asked.end && asked.start <= span.end);
  const here = touched.filter(({ fix }) => fix !== undefined);
  const single = here.flatMap((finding) =>
    finding.fix === undefined
      ? []
      : {
          ...actionOf(finding.fix.title, "quickfix", finding.fix.edits, target),
          isPreferred: finding.fix.isSuggestion !== true,
          diagnostics: request.diagnostics.filter((diagnostic) => isSame(diagnostic, source, finding)),
        },
  );
  return [
    ...single,
    ...widerFixes(snapshot, here, target),
    ...(findings.some((finding) => isCertain(finding) && !isMended(finding, here))
      ? fixAllAction(snapshot, "quickfix", findings, request, target)
      : []),
    ...dismissActions(snapshot, source, touched, request, target),
  ];
}

/** Ways to be rid of the findings at hand without following them. */
function dismissActions(
  snapshot: Snapshot,
  source: SourceFile,
  touched: readonly Finding[],
  { folders = [], diagnostics }: CodeActionRequest,
  target: EditTarget,
): CodeAction[] {
  return touched.flatMap((finding) =>
    dismissals(snapshot, source, finding, folders).map(({ title, edits, creates }) => ({
      title,
      kind: "quickfix",
      edit: creates === undefined ? toWorkspaceEdit(edits, target) : toNewFile(creates, edits[0]?.newText ?? ""),
      diagnostics: diagnostics.filter((diagnostic) => isSame(diagnostic, source, finding)),
    })),
  );
}

function isCertain({ fix }: Finding): boolean {
  return fix !== undefined && fix.isSuggestion !== true;
}

/** Whether the actions for the findings at hand mend this one too: it is one of them, or of the workload's recommendations. */
function isMended(finding: Finding, here: readonly Finding[]): boolean {
  if (here.length === 0 || here.includes(finding)) return true;
  return isPlanned(finding) && here.some((each) => isPlanned(each) && each.workload === finding.workload);
}

function isPlanned({ code, workload }: Finding): boolean {
  return code.startsWith("plan/") && workload !== undefined;
}

/** The recommendations around the findings at hand, narrow to wide; each only where it does more than those before it. */
function widerFixes(snapshot: Snapshot, here: readonly Finding[], target: EditTarget): CodeAction[] {
  const planned = here.find(isPlanned);
  const candidates: { readonly title: string; readonly edits: readonly TextEdit[] }[] = [];
  if (planned?.workload !== undefined) {
    const { workload, container } = planned;
    if (container !== undefined) {
      const edits = editsForContainer(snapshot, workload, container);
      candidates.push({ title: `Apply all recommendations for container ${container}`, edits });
    }
    const title = `Apply all recommendations for ${shortName(workload)}`;
    candidates.push({ title, edits: editsForWorkloads(snapshot, ({ id }) => id === workload) });
  }
  const offered = new Set(here.map(({ fix }) => identity(fix?.edits ?? [])));
  return candidates.flatMap(({ title, edits }) => {
    if (edits.length === 0 || offered.has(identity(edits))) return [];
    offered.add(identity(edits));
    return actionOf(title, "quickfix", edits, target);
  });
}

/** Equal for equal sets of edits. */
function identity(edits: readonly TextEdit[]): string {
  return edits
    .map(({ file, span, newText }) => JSON.stringify([file, span.start, span.end, newText]))
    .toSorted()
    .join();
}

function actionOf(title: string, kind: CodeActionKind, edits: readonly TextEdit[], target: EditTarget): CodeAction {
  return { title, kind, edit: toWorkspaceEdit(edits, target) };
}

/** Kinds are a hierarchy: who asks for `source` or `source.fixAll` gets `source.fixAll.resourcePlanner`. */
function isWanted(kind: CodeActionKind, only: readonly CodeActionKind[] | undefined): boolean {
  return only === undefined || only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
}

function isSame(diagnostic: Diagnostic, source: SourceFile, finding: Finding): boolean {
  const range = rangeOf(source, finding.span);
  return (
    diagnostic.code === finding.code &&
    diagnostic.range.start.line === range.start.line &&
    diagnostic.range.start.character === range.start.character
  );
}

/** `Deployment/web` of `Deployment/default/web`. */
function shortName(workload: string): string {
  const [kind = "", , name = ""] = workload.split("/");
  return `${kind}/${name}`;
}

const fixAllTitle = "Apply all fixes and recommendations in this file";
