import type { ManifestDocument } from "../document/document.ts";
import { amountsOf } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { child, type Field, itemsOf, rootField, textOf } from "./field.ts";
import type { LimitRange, LimitRangeItem } from "./inventory.ts";
import { effectiveRequest } from "./pod-requests.ts";
import type { Amounts, Container, ResourceName } from "./workload.ts";

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

/** A container's request and limit of one resource after all defaults, each with where it comes from. */
export interface DefaultedAmount {
  readonly request: number | undefined;
  readonly limit: number | undefined;
}

/**
 * A container's request and limit of a resource as the API server admits them: a written limit is the request where
 * none is written; what is absent then, the namespace's LimitRanges fill in.
 */
export function defaultedAmount(
  container: Pick<Container, "requests" | "limits">,
  resource: ResourceName,
  ranges: readonly LimitRange[],
): DefaultedAmount {
  const items = ranges.flatMap((range) => range.items).filter(({ type }) => type === "Container");
  const first = (amounts: readonly Amounts[]): number | undefined =>
    amounts.map((each) => each[resource]).find((amount) => amount !== undefined);
  return {
    request: effectiveRequest(container, resource) ?? first(items.map((item) => item.defaultRequest)),
    limit: container.limits[resource]?.value ?? first(items.map((item) => item.default)),
  };
}
