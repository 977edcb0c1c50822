import type { Finding } from "../../document/finding.ts";
import type { LimitRange, LimitRangeItem } from "../../workload/inventory.ts";
import { type DefaultedAmount, defaultedAmount } from "../../workload/limit-range.ts";
import type { Container, ResourceName } from "../../workload/workload.ts";
import { exactQuantity } from "../../workload/yaml-text.ts";
import { limitRangesOf } from "../relations.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/**
 * A request or limit outside of what the namespace's LimitRange admits for one container: below its minimum, above its
 * maximum, or a limit that is too many times the request. The API server rejects the pod. What is not written is
 * compared by the value that the LimitRange itself fills in.
 */
export const limitRangeViolation: Rule = {
  code: "resources/limit-range",
  severity: "error",
  summary: "A request or limit is outside of the namespace's LimitRange",
  find: (context) => {
    const { workload, inventory } = context;
    if (workload === undefined || workload.document.broken || workload.kind === "InferenceService") return [];
    const ranges = limitRangesOf(inventory, workload);
    const items = ranges.flatMap((range) => range.items.map((item) => ({ range, item })));
    const ofContainers = items.filter(({ item }) => item.type === "Container");
    return workload.containers.flatMap((container) =>
      ofContainers.flatMap(({ range, item }) => judge(context, container, { range, item, ranges })),
    );
  },
};

interface Bounds {
  readonly range: LimitRange;
  readonly item: LimitRangeItem;
  /** All that hold in the namespace: they fill in together. */
  readonly ranges: readonly LimitRange[];
}

function judge(context: RuleContext, container: Container, { range, item, ranges }: Bounds): readonly Finding[] {
  const resources = [item.min, item.max, item.maxLimitRequestRatio].flatMap(Object.keys);
  return [...new Set(resources)].flatMap((resource) => {
    const amounts = defaultedAmount(container, resource, ranges);
    const broken = brokenBound(resource, amounts, item);
    if (broken === undefined) return [];
    const { requests, limits, name, nameSpan } = container;
    const first = broken.role === "request" ? [requests, limits] : [limits, requests];
    const span = (first[0]?.[resource] ?? first[1]?.[resource])?.span ?? nameSpan;
    const related = [{ file: range.document.file, span: item.span, message: `LimitRange ${range.name}` }];
    return [findingAt(context, limitRangeViolation, { span, container: name, related }, `${broken.message}.`)];
  });
}

interface BrokenBound {
  readonly role: "request" | "limit";
  readonly message: string;
}

/** The first bound that is broken: one finding a value. Source: Kubernetes `plugin/pkg/admission/limitranger`. */
function brokenBound(
  resource: ResourceName,
  { request, limit }: DefaultedAmount,
  { min, max, maxLimitRequestRatio }: LimitRangeItem,
): BrokenBound | undefined {
  const say = (amount: number): string => exactQuantity(resource, amount);
  const [least, most, ratio] = [min[resource], max[resource], maxLimitRequestRatio[resource]];
  const lowest = least !== undefined && request !== undefined && request < least;
  if (lowest)
    return {
      role: "request",
      message: `The ${resource} request of ${say(request)} is below the minimum of ${say(least)}`,
    };
  const high =
    most === undefined ? undefined : [limit, request].find((amount) => amount !== undefined && amount > most);
  if (most !== undefined && high !== undefined) {
    const role = high === limit ? "limit" : "request";
    return { role, message: `The ${resource} ${role} of ${say(high)} is above the maximum of ${say(most)}` };
  }
  if (ratio === undefined || request === undefined || limit === undefined || request <= 0) return undefined;
  if (limit / request <= ratio) return undefined;
  const times = Number((limit / request).toPrecision(3));
  return {
    role: "limit",
    message: `The ${resource} limit of ${say(limit)} is ${times} times its request of ${say(request)}; ${ratio} times are allowed`,
  };
}
