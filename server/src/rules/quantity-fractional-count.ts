import { type QuantityRule, quantityRule } from "./quantity-rule.ts";
import { isExtendedResource } from "./resource-names.ts";

/**
 * A part of something that is counted: pods, objects and devices in a quota, or in what a node or pool offers. The API
 * server rejects it.
 *
 * ```yaml
 * pods: 1.5
 * ```
 */
export const quantityFractionalCount: QuantityRule = quantityRule({
  code: "quantity/fractional-count",
  severity: "error",
  summary: "A count is not a whole number",
  judge({ text, value, resource, role }) {
    const isSetting = role === "request" || role === "limit";
    const isCounted = counted.includes(resource) || resource.startsWith("count/") || isExtendedResource(resource);
    if (isSetting || !isCounted || value === undefined || value < 0 || Number.isInteger(value)) return undefined;
    return { message: `${resource} are counted; ${text} is not a whole number.` };
  },
});

/** Source: Kubernetes `pkg/apis/core/helper`, `integerResources`. */
const counted: readonly string[] = [
  "pods",
  "services",
  "replicationcontrollers",
  "resourcequotas",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
];
