import type { InlayHint, Range } from "vscode-languageserver";
import type { SourceFile } from "../document/document.ts";
import { entryAt } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import { amountOf } from "../quantity/convert.ts";
import { describeAmount } from "../quantity/round.ts";
import { type AdvisedValue, advisedValues, oncePerScalar } from "../rules/advised-values.ts";
import { editsOf } from "../rules/fix.ts";
import { currentPodRequests } from "../workload/pod-requests.ts";
import type { ResourceName, ResourceSetting, Workload } from "../workload/workload.ts";
import { acceptedAdvice } from "../workspace/accepted-advice.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { positionAt, rangeOf, spanOf } from "./to-lsp.ts";

/**
 * Beside values what the plan would write, what an unusual number amounts to, and beside `containers` the pod's sum.
 * `resolves`: the editor asks for what a hint explains and writes once it is pointed at.
 */
export function inlayHints(snapshot: Snapshot, file: string, range: Range, resolves: boolean = false): InlayHint[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  const asked = spanOf(source, range);
  const { workloads, unplanned } = snapshot.inventory;
  const near = [...workloads, ...unplanned].filter(
    ({ document }) => document.file === file && overlaps(document.span, asked),
  );
  return near
    .flatMap((workload) => hintsOf(snapshot, source, workload))
    .filter(({ at }) => asked.start <= at && at <= asked.end)
    .map(({ at, label, details }) => {
      const hint: InlayHint = { position: positionAt(source, at), label, paddingLeft: true };
      if (details === undefined) return hint;
      return resolves ? { ...hint, data: file } : { ...hint, ...details() };
    });
}

/** A hint with what it explains and writes; as it is where it is none of the text any more. */
export function resolveInlayHint(snapshot: Snapshot, hint: InlayHint): InlayHint {
  const { position, label, data } = hint;
  if (typeof data !== "string") return hint;
  const here = inlayHints(snapshot, data, { start: position, end: position });
  return here.find((each) => each.label === label) ?? hint;
}

interface Hint {
  readonly at: number;
  readonly label: string;
  /** Worth the work only for a hint that somebody points at. */
  readonly details?: () => Pick<InlayHint, "tooltip" | "textEdits">;
}

function hintsOf(snapshot: Snapshot, source: SourceFile, workload: Workload): readonly Hint[] {
  const advice = acceptedAdvice(snapshot);
  const values = advice === undefined ? [] : oncePerScalar(advisedValues(advice, snapshot.inventory, workload));
  const changing = values.filter(({ setting, text }) => setting !== undefined && text !== undefined);
  const isChanging = ({ span }: ResourceSetting): boolean =>
    changing.some(({ setting }) => setting?.span.start === span.start);
  const settings = workload.containers.flatMap(({ requests, limits }) => [
    ...Object.entries(requests),
    ...Object.entries(limits),
  ]);
  return [
    ...changing.map((value) => recommendedHint(source, workload, value)),
    ...settings.filter(([, setting]) => !isChanging(setting)).flatMap(([name, setting]) => normalHint(name, setting)),
    ...podHint(workload),
  ];
}

function recommendedHint(source: SourceFile, workload: Workload, value: AdvisedValue): Hint {
  const { setting, text = "", path, sizing } = value;
  const change = { document: workload.document, path, scalar: text };
  const edits = () => editsOf({ sourceOf: (file) => (file === source.file ? source : undefined) }, [change]) ?? [];
  return {
    at: setting?.span.end ?? 0,
    label: `→ ${text}`,
    details: () => ({
      tooltip: sizing.reason,
      textEdits: edits().map(({ span, newText }) => ({ range: rangeOf(source, span), newText })),
    }),
  };
}

/** What a number amounts to in the unit that people would take, where it is exactly that. */
function normalHint(resource: ResourceName, { value, source, span }: ResourceSetting): readonly Hint[] {
  if (value === undefined || value === 0) return [];
  const usual = describeAmount(resource, value);
  return source === usual || amountOf(usual) !== value ? [] : [{ at: span.end, label: `= ${usual}` }];
}

/** The sum of several containers, behind the key that holds them. */
function podHint(workload: Workload): readonly Hint[] {
  const [first] = workload.containers;
  if (first === undefined || workload.containers.length < 2) return [];
  const amounts = Object.entries(currentPodRequests(workload)).filter(([, amount]) => amount > 0);
  const entry = entryAt(workload.document.root, listOf(first.path));
  if (entry === undefined || entry.merged || amounts.length === 0) return [];
  const sum = amounts.map(([resource, amount]) => amountText(resource, amount)).join(" · ");
  return [
    {
      at: entry.keySpan.end + 1,
      label: `pod: ${sum}`,
      details: () => ({ tooltip: "What one pod takes from a node." }),
    },
  ];
}

function listOf(path: Path): Path {
  return path.slice(0, -1);
}

function amountText(resource: ResourceName, amount: number): string {
  const text = describeAmount(resource, amount);
  return resource === "cpu" || resource === "memory" ? text : `${text} ${resource}`;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
