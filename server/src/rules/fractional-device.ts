import { settingPlaces } from "./quantity-places.ts";
import { isExtendedResource } from "./resource-names.ts";
import { findingAt, type Rule } from "./rule.ts";

/**
 * A part of a device. Kubernetes hands out GPUs and other extended resources whole; the API server rejects
 * fractions. To share a device, let its plugin divide it (MIG, time slicing) and ask for the resource it offers then.
 *
 * ```yaml
 * nvidia.com/gpu: 0.5
 * ```
 */
export const fractionalDevice: Rule = {
  code: "resources/fractional-device",
  severity: "error",
  summary: "A device is asked for in parts",
  find: (context) =>
    (context.workload === undefined ? [] : settingPlaces(context.workload))
      .filter(({ resource, value }) => isExtendedResource(resource) && isFraction(value))
      .map(({ resource, text, span, container }) =>
        findingAt(
          context,
          fractionalDevice,
          { span, container },
          `${resource} is handed out whole; ${text} is not a whole number.`,
        ),
      ),
};

/** Whether an amount is a positive number that is not whole. */
export function isFraction(value: number | undefined): boolean {
  return value !== undefined && value > 0 && !Number.isInteger(value);
}
