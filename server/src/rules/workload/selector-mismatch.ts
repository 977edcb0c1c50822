import type { Finding } from "../../document/finding.ts";
import { child, type Field, fieldsOf, rootField, textOf } from "../../workload/field.ts";
import { podLabelsOf } from "../../workload/pod-template.ts";
import { readSelector, selects } from "../../workload/selector.ts";
import type { Workload } from "../../workload/workload.ts";
import { fixOf } from "../fix.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/**
 * A selector that does not match the labels of the workload's own pods. The API server rejects it: the controller would
 * make pods that it does not find again. The fix changes the pods' label, since a selector cannot be changed once the
 * workload runs.
 */
export const selectorMismatch: Rule = {
  code: "workload/selector-mismatch",
  severity: "error",
  summary: "A workload does not select its own pods",
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || document.broken || !selecting.includes(workload.kind)) return [];
    const labels = podLabelsOf(workload);
    const selector = child(rootField(document), "spec", "selector");
    if (labels === undefined || selector.node === undefined) return [];
    const plain = workload.kind === "ReplicationController";
    const wanted = fieldsOf(plain ? selector : child(selector, "matchLabels"));
    const missed = wanted.flatMap(({ key, field }) => judge(context, workload, labels, key, field) ?? []);
    const read = readSelector(selector);
    if (missed.length > 0 || plain || read === undefined || selects(read, workload.podLabels)) return missed;
    const expressions = child(selector, "matchExpressions");
    const message = "The labels of the pod template do not meet these expressions.";
    return [findingAt(context, selectorMismatch, { span: expressions.keySpan ?? workload.nameSpan }, message)];
  },
};

/** Kinds whose selector people write. */
const selecting: readonly string[] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"];

function judge(
  context: RuleContext,
  { document, podLabels }: Workload,
  labels: Field,
  key: string,
  wanted: Field,
): Finding | undefined {
  const value = textOf(wanted);
  const label = child(labels, key);
  if (value === undefined || wanted.node === undefined || podLabels[key] === value) return undefined;
  const change = { document, path: [...labels.path, key], scalar: value };
  const fix =
    label.shared || labels.shared ? undefined : fixOf(context, `Set the pods' label ${key} to ${value}`, [change]);
  if (label.node === undefined) {
    const message = `The pod template has no label ${key}: ${value}, which this selector asks for.`;
    return findingAt(context, selectorMismatch, { span: wanted.node.span, fix }, message);
  }
  const related = [{ file: document.file, span: wanted.node.span, message: `The selector asks for ${value}` }];
  const message = `The selector asks for ${key}: ${value}, the pods have ${textOf(label) ?? "another value"}.`;
  return findingAt(context, selectorMismatch, { span: label.node.span, fix, related }, message);
}
