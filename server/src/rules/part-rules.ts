import type { Rule } from "./rule.ts";

/**
 * The rules that judge values by themselves. They alone are asked about parts of objects (templates, patches, values of
 * charts): whatever such a part lacks, the object that is made from it may have.
 */
const codes: ReadonlySet<string> = new Set([
  "resources/fractional-device",
  "resources/limit-below-request",
  "resources/unknown-name",
]);

/** Whether a rule judges what is written, whatever is written around it. */
export function isAboutParts({ code }: Rule): boolean {
  return code.startsWith("quantity/") || codes.has(code);
}
