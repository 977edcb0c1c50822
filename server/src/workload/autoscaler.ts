import type { ManifestDocument } from "../document/document.ts";
import { boundedAmount } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { child, countOf, type Field, itemsOf, numberOf, rootField, textOf } from "./field.ts";
import type { Autoscaler, AutoscalerMetric, Located } from "./inventory.ts";
import { nameSpanOf } from "./name-span.ts";

/** The API's target where a HorizontalPodAutoscaler names no metric: CPU utilization in per cent. */
const defaultCpuUtilization = 80;

/** Reads a HorizontalPodAutoscaler (`autoscaling/v2`, or v1 with its one CPU target). */
export function readAutoscaler(document: ManifestDocument): readonly Autoscaler[] {
  if (!isKind(document, "HorizontalPodAutoscaler", ["autoscaling"])) return [];
  const spec = child(rootField(document), "spec");
  const target = child(spec, "scaleTargetRef");
  const kind = textOf(child(target, "kind")) ?? "";
  const name = child(target, "name");
  const nameSpan = nameSpanOf(document);
  const minReplicas = located(child(spec, "minReplicas"), countOf, 1);
  return [
    {
      document,
      name: document.name,
      namespace: document.namespace,
      nameSpan,
      target: `${kind}/${document.namespace}/${textOf(name) ?? ""}`,
      targetSpan: name.node?.span ?? nameSpan,
      minReplicas,
      maxReplicas: located(child(spec, "maxReplicas"), countOf, Math.max(minReplicas.value, 1)),
      metrics: document.apiVersion === "autoscaling/v1" ? metricsOfV1(spec) : metricsOf(spec),
      hasOtherMetrics: itemsOf(child(spec, "metrics")).some(isOther),
    },
  ];
}

function metricsOfV1(spec: Field): readonly AutoscalerMetric[] {
  const target = located(child(spec, "targetCPUUtilizationPercentage"), numberOf, defaultCpuUtilization);
  return [{ resource: "cpu", targetType: "utilization", target }];
}

function metricsOf(spec: Field): readonly AutoscalerMetric[] {
  const metrics = child(spec, "metrics");
  const items = itemsOf(metrics);
  if (items.length > 0) return items.flatMap(readMetric);
  const path = [...metrics.path, 0, "resource", "target", "averageUtilization"];
  return [{ resource: "cpu", targetType: "utilization", target: { value: defaultCpuUtilization, path } }];
}

function isOther(metric: Field): boolean {
  return ["Pods", "Object", "External"].includes(textOf(child(metric, "type")) ?? "");
}

function readMetric(metric: Field): readonly AutoscalerMetric[] {
  const type = textOf(child(metric, "type"));
  if (type !== "Resource" && type !== "ContainerResource") return [];
  const source = child(metric, type === "Resource" ? "resource" : "containerResource");
  const resource = textOf(child(source, "name"));
  const container = type === "ContainerResource" ? textOf(child(source, "container")) : undefined;
  if (resource === undefined) return [];
  return readTarget(child(source, "target")).map((target) => ({
    resource,
    ...(container === undefined ? {} : { container }),
    ...target,
  }));
}

function readTarget(target: Field): readonly Pick<AutoscalerMetric, "targetType" | "target">[] {
  const utilization = found(child(target, "averageUtilization"), numberOf);
  if (utilization !== undefined) return [{ targetType: "utilization", target: utilization }];
  const average = found(child(target, "averageValue"), (field) => boundedAmount(textOf(field) ?? ""));
  return average === undefined ? [] : [{ targetType: "averageValue", target: average }];
}

function found(field: Field, read: (field: Field) => number | undefined): Located<number> | undefined {
  const value = read(field);
  if (value === undefined || field.node === undefined) return undefined;
  return { value, span: field.node.span, path: field.path };
}

function located(field: Field, read: (field: Field) => number | undefined, fallback: number): Located<number> {
  return found(field, read) ?? { value: fallback, path: field.path };
}
