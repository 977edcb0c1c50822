import type { ManifestDocument } from "../document/document.ts";
import { isKind } from "./api-kind.ts";
import { countOrShare } from "./count-or-share.ts";
import { child, rootField } from "./field.ts";
import type { DisruptionBudget } from "./inventory.ts";
import { readSelector } from "./selector.ts";

/** Reads a PodDisruptionBudget. */
export function readBudget(document: ManifestDocument): readonly DisruptionBudget[] {
  // In the core group there is none: the schema reports that, and what was meant is clear.
  if (!isKind(document, "PodDisruptionBudget", ["policy", ""])) return [];
  const spec = child(rootField(document), "spec");
  const minAvailable = countOrShare(child(spec, "minAvailable"));
  const maxUnavailable = countOrShare(child(spec, "maxUnavailable"));
  return [
    {
      document,
      name: document.name,
      namespace: document.namespace,
      selector: readSelector(child(spec, "selector")),
      ...(minAvailable === undefined ? {} : { minAvailable }),
      ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
    },
  ];
}
