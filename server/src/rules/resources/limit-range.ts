import type { Finding } from "../../document/finding.ts";
import type { Span } from "../../document/span.ts";
import type { Claim, LimitRange, LimitRangeItem } from "../../workload/inventory.ts";
import type { Container, ResourceName, Workload } from "../../workload/workload.ts";
import { exactQuantity } from "../../workload/yaml-text.ts";
import { indexOf } from "../inventory-index.ts";
import { limitRangesOf } from "../relations.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { type BrokenBound, brokenBound, brokenRequest } from "./broken-bound.ts";
import { containerAmounts, podAmounts } from "./pod-amounts.ts";

/**
 * A request or limit outside of what the namespace's LimitRange admits for one container, for all containers of a pod
 * together, or for a claim of storage: below its minimum, above its maximum, or a limit that is too many times the
 * request. The API server rejects it. What is not written is compared by the value that the LimitRange itself fills in;
 * where it fills in none, a bound asks for something to be written.
 */
export const limitRangeViolation: Rule = {
  code: "resources/limit-range",
  severity: "error",
  summary: "A request or limit is outside of the namespace's LimitRange",
  find: (context) => {
    const { workload, document, inventory } = context;
    if (document.broken) return [];
    const ranges = limitRangesOf(inventory, { document });
    if (ranges.length === 0) return [];
    const bounds = ranges.flatMap((range) => range.items.map((item) => ({ range, item })));
    const claims = indexOf(inventory).claims.get(document) ?? [];
    return [
      ...(workload === undefined || workload.kind === "InferenceService" ? [] : ofPods(context, workload, bounds)),
      ...bounds
        .filter(({ item }) => item.type === "PersistentVolumeClaim")
        .flatMap((bound) => claims.flatMap((claim) => ofClaim(context, claim, bound))),
    ];
  },
};

interface Bounds {
  readonly range: LimitRange;
  readonly item: LimitRangeItem;
}

function ofPods(context: RuleContext, workload: Workload, bounds: readonly Bounds[]): readonly Finding[] {
  return bounds.flatMap((bound) => {
    if (bound.item.type === "Pod") return ofPod(context, workload, bound);
    if (bound.item.type !== "Container") return [];
    return workload.containers.flatMap((container) => ofContainer(context, container, bound));
  });
}

function ofContainer(context: RuleContext, container: Container, bounds: Bounds): readonly Finding[] {
  return resourcesOf(bounds.item).flatMap((resource) => {
    const broken =
      aboveDefault(container, resource) ?? brokenBound(resource, containerAmounts(container, resource), bounds.item);
    return broken === undefined ? [] : [finding(context, bounds, broken, placeIn(container, resource, broken))];
  });
}

function ofPod(context: RuleContext, workload: Workload, bounds: Bounds): readonly Finding[] {
  return resourcesOf(bounds.item).flatMap((resource) => {
    const { amounts, largest } = podAmounts(workload, resource);
    const broken = brokenBound(resource, amounts, bounds.item, "of all containers together ");
    if (broken === undefined) return [];
    const place = largest === undefined ? { span: workload.nameSpan } : placeIn(largest, resource, broken);
    return [finding(context, bounds, broken, place)];
  });
}

function ofClaim(context: RuleContext, { storage, nameSpan }: Claim, bounds: Bounds): readonly Finding[] {
  const broken = brokenRequest("storage", storage?.value, bounds.item);
  return broken === undefined ? [] : [finding(context, bounds, broken, { span: storage?.span ?? nameSpan })];
}

function resourcesOf(item: LimitRangeItem): readonly ResourceName[] {
  return [...new Set([item.min, item.max, item.default, item.maxLimitRequestRatio].flatMap(Object.keys))];
}

/** A written request above the limit that is filled in beside it. */
function aboveDefault({ requests, limits, defaults }: Container, resource: ResourceName): BrokenBound | undefined {
  const limit = defaults?.limits[resource];
  const { value, source } = requests[resource] ?? {};
  if (limits[resource] !== undefined || limit === undefined || value === undefined || value <= limit) return undefined;
  const message = `The ${resource} request of ${source} is above the limit of ${exactQuantity(resource, limit)} that the LimitRange fills in: write a limit too`;
  return { role: "request", message };
}

interface Place {
  readonly span: Span;
  readonly container?: string;
}

/** The value that breaks the bound, or the one that it follows from, or else the container. */
function placeIn({ requests, limits, name, nameSpan }: Container, resource: ResourceName, broken: BrokenBound): Place {
  const [first, second] = broken.role === "request" ? [requests, limits] : [limits, requests];
  return { span: (first[resource] ?? second[resource])?.span ?? nameSpan, container: name };
}

function finding(context: RuleContext, { range, item }: Bounds, { message }: BrokenBound, place: Place): Finding {
  const related = [{ file: range.document.file, span: item.span, message: `LimitRange ${range.name}` }];
  return findingAt(context, limitRangeViolation, { ...place, related }, `${message}.`);
}
