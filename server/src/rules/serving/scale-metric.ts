import type { Finding } from "../../document/finding.ts";
import { child, numberOf, rootField, textOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import type { Workload } from "../../workload/workload.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/**
 * A scale target that does not go with its metric. CPU is a share of the request, from 1 to 100; concurrency and
 * requests a second are Knative's, which a service that a HorizontalPodAutoscaler scales does not have. KServe's webhook
 * rejects them.
 */
export const scaleMetric: Rule = {
  code: "serving/scale-metric",
  severity: "error",
  summary: "An InferenceService's scale target does not go with its metric",
  find: (context) => (context.workload?.kind === "InferenceService" ? judge(context, context.workload) : []),
};

function judge(context: RuleContext, workload: Workload): readonly Finding[] {
  const component = podSpecOf(workload);
  const annotations = child(rootField(workload.document), "metadata", "annotations");
  const isHpa = textOf(child(annotations, "serving.kserve.io/autoscalerClass")) === "hpa";
  const metric = child(component, "scaleMetric");
  const target = child(component, "scaleTarget");
  const name = textOf(metric) ?? (isHpa ? "cpu" : "concurrency");
  const value = numberOf(target);
  if (isHpa && metric.node !== undefined && ["concurrency", "rps"].includes(name)) {
    const message = `A HorizontalPodAutoscaler scales by cpu or memory, not by ${name}.`;
    return [findingAt(context, scaleMetric, { span: metric.node.span }, message)];
  }
  if (value === undefined || target.node === undefined) return [];
  const isShare = name === "cpu";
  if (value >= 1 && (!isShare || value <= 100)) return [];
  const message = isShare
    ? `A target of cpu is a share of the request from 1 to 100, but is ${value}.`
    : `A target of ${name} is at least 1, but is ${value}.`;
  return [findingAt(context, scaleMetric, { span: target.node.span }, message)];
}
