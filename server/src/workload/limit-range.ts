import type { ManifestDocument } from "../document/document.ts";
import { amountsOf } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { child, type Field, itemsOf, rootField, textOf } from "./field.ts";
import type { LimitRange, LimitRangeItem } from "./inventory.ts";
import { shareNamespace } from "./namespace.ts";
import { qosClass } from "./qos.ts";
import type { Workload } from "./workload.ts";

/** Reads a LimitRange: what a single container, pod or claim of a namespace may use, and gets by default. */
export function readLimitRange(document: ManifestDocument): readonly LimitRange[] {
  if (!isKind(document, "LimitRange", [""])) return [];
  const items = itemsOf(child(rootField(document), "spec", "limits")).map(readItem);
  return [{ document, name: document.name, namespace: document.namespace, items }];
}

/**
 * For containers the API fills in what is absent: the default by the maximum, the default request by the default, else
 * by the minimum. Source: Kubernetes `pkg/apis/core/v1/defaults.go`, `SetDefaults_LimitRangeItem`.
 */
function readItem(item: Field): LimitRangeItem {
  const type = textOf(child(item, "type")) ?? "";
  const min = amountsOf(child(item, "min"));
  const max = amountsOf(child(item, "max"));
  const isOfContainers = type === "Container";
  const limits = { ...(isOfContainers ? max : {}), ...amountsOf(child(item, "default")) };
  return {
    type,
    span: item.node?.span ?? { start: 0, end: 0 },
    min,
    max,
    default: limits,
    defaultRequest: {
      ...(isOfContainers ? { ...min, ...limits } : {}),
      ...amountsOf(child(item, "defaultRequest")),
    },
    maxLimitRequestRatio: amountsOf(child(item, "maxLimitRequestRatio")),
  };
}

/**
 * The workloads with what the LimitRanges that certainly hold for them fill in, and the QoS class that follows. KServe
 * fills in values of its own before.
 */
export function withDefaults(ranges: readonly LimitRange[], workloads: readonly Workload[]): readonly Workload[] {
  if (ranges.length === 0) return workloads;
  return workloads.map((workload) => {
    if (workload.kind === "InferenceService") return workload;
    const items = ranges
      .filter(({ document }) => shareNamespace(document, workload.document))
      .flatMap((range) => range.items)
      .filter(({ type }) => type === "Container");
    if (items.length === 0) return workload;
    // Of several defaults the first counts, since it is written by the time that the next is looked at.
    const requests = Object.assign({}, ...items.map((item) => item.defaultRequest).reverse());
    const limits = Object.assign({}, ...items.map((item) => item.default).reverse());
    const containers = workload.containers.map((container) => ({ ...container, defaults: { requests, limits } }));
    return { ...workload, containers, qosClass: qosClass({ ...workload, containers }) };
  });
}
