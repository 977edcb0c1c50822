import type { Definitions } from "./definitions.ts";
import { subschemas } from "./json-schema.ts";

/**
 * Replaces each field that a type has from another one by a reference to that: a component of an InferenceService has
 * some forty fields of a pod, and the file need not say them again.
 */
export function shareFields(definitions: Definitions, from: Definitions, lenders: readonly string[]): void {
  for (const definition of Object.values(definitions)) {
    for (const { properties = {} } of [...subschemas(definition)]) {
      for (const [field, { description }] of Object.entries(properties)) {
        const lender = lenders.find((name) => isSame(description, from[name]?.properties?.[field]?.description));
        if (lender !== undefined) properties[field] = { $ref: `#/$defs/${lender}/properties/${field}` };
      }
    }
  }
}

function isSame(description: string | undefined, lent: string | undefined): boolean {
  return description !== undefined && description === lent;
}
