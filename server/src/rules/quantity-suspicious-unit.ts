import { isBytes } from "../quantity/round.ts";
import type { QuantityPlace } from "./quantity-places.ts";
import { type QuantityRule, quantityRule, type Verdict } from "./quantity-rule.ts";

/**
 * A quantity that is legal but of a size nobody means: a unit was forgotten or belongs to another resource.
 * No node has 500 cores to give, and no container runs in 512 bytes.
 *
 * ```yaml
 * cpu: 500      # 500m
 * cpu: 2Gi      # a unit of bytes
 * memory: 512   # 512Mi
 * ```
 */
export const quantitySuspiciousUnit: QuantityRule = quantityRule({
  code: "quantity/suspicious-unit",
  severity: "warning",
  summary: "A unit is missing, or belongs to another resource",
  judge(place) {
    if (place.value === undefined || place.value <= 0) return undefined;
    if (place.resource === "cpu") return judgeCpu(place, place.value);
    return isBytes(place.resource) ? judgeBytes(place, place.value) : undefined;
  },
});

/** The largest machines that clouds rent to clusters have fewer cores than this, and a container never gets all of them. */
const moreCoresThanANode = 200;

/** The smallest of containers, a sandbox's `pause`, uses about this. */
const lessBytesThanAContainer = 256 * 1024;

function judgeCpu({ text, role }: QuantityPlace, cores: number): Verdict | undefined {
  const [, number = "", suffix = ""] = /^([+-]?[0-9.]+)(\D*)$/.exec(text) ?? [];
  if (suffix === "M")
    return {
      message: `${text} of cpu is ${cores} cores; thousandths are written with a small m.`,
      replacement: `${number}m`,
    };
  if (/^([kGTPE]|[KMGTPE]i)$/.test(suffix))
    return { message: `${text} of cpu is ${cores} cores; ${suffix} is a unit for bytes.` };
  if (!isOfContainer(role) || suffix !== "" || cores < moreCoresThanANode) return undefined;
  // With an exponent: what was meant is not certain.
  if (number === "") return { message: `${text} of cpu is ${cores} whole cores, more than a node has.` };
  return {
    message: `${text} of cpu is ${text} whole cores, more than a node has; thousandths are written ${number}m.`,
    replacement: `${number}m`,
  };
}

function judgeBytes({ text, resource, role }: QuantityPlace, bytes: number): Verdict | undefined {
  const unitless = /^[0-9]+(\.0*)?$/.test(text);
  const isExponent = /^[0-9.]+[eE][+-]?[0-9]+$/.test(text);
  if (!isOfContainer(role) || !(unitless || isExponent) || bytes >= lessBytesThanAContainer) return undefined;
  if (isExponent) return { message: `${text} of ${resource} is ${bytes} bytes, less than any container needs.` };
  return {
    message: `${text} of ${resource} is ${text} bytes, less than any container needs; mebibytes are written ${text}Mi.`,
    replacement: `${text}Mi`,
  };
}

function isOfContainer(role: QuantityPlace["role"]): boolean {
  return role === "request" || role === "limit";
}
