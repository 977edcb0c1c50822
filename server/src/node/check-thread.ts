import type { MessagePort } from "node:worker_threads";
import type { SourceFile } from "../document/document.ts";
import { parseFile } from "../document/parse.ts";
import { outlinedFile, outlineOf } from "../workspace/file-outline.ts";
import { judgmentOf, snapshotOfFiles, withPlan } from "../workspace/snapshot.ts";
import type { CheckOrder, CheckReport } from "./check-messages.ts";

/** A thread that reads and judges a part of a workspace, as it is told through the port. */
export function serveChecks(port: MessagePort): void {
  let texts: ReadonlyMap<string, string> = new Map();
  let own: ReadonlyMap<string, SourceFile> = new Map();
  port.on("message", (order: CheckOrder) => {
    let report: CheckReport;
    if ("read" in order) {
      texts = order.read.texts;
      own = new Map(order.read.own.map((file) => [file, parseFile(file, texts.get(file) ?? "")]));
      report = { outlines: [...own.values()].map(outlineOf) };
    } else report = { judgments: judged(order.judge, texts, own) };
    port.postMessage(report);
  });
}

function judged(
  { outlines, more, order, root, plan }: Extract<CheckOrder, { readonly judge: unknown }>["judge"],
  texts: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, SourceFile>,
): NonNullable<CheckReport["judgments"]> {
  const known = new Map([
    ...own,
    ...outlines.map((outline) => [outline.file, outlinedFile(outline, texts.get(outline.file) ?? "")] as const),
  ]);
  const files = order.map((file) => {
    const text = more.get(file);
    const source = text === undefined ? known.get(file) : parseFile(file, text);
    return [file, source ?? parseFile(file, "")] as const;
  });
  const snapshot = withPlan(snapshotOfFiles(new Map(files), undefined, root), plan);
  return [...own.keys()].map((file) => [file, judgmentOf(snapshot, file)] as const);
}
