import type { MapEntry } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entriesAt } from "../document/locate.ts";
import { isAccepted, meantResource } from "./resource-names.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";

/**
 * A resource name that Kubernetes does not know. Without a domain the API server rejects it; with one it is taken
 * for a device that no node has, and the pod waits forever.
 *
 * ```yaml
 * requests:
 *   memmory: 1Gi         # memory
 *   nvidia.com/gpus: 1   # nvidia.com/gpu
 * ```
 */
export const unknownResource: Rule = {
  code: "resources/unknown-name",
  severity: "error",
  summary: "A resource has a name that Kubernetes does not know",
  find: (context) => {
    const seen = new Set<number>();
    return resourceMaps(context)
      .flatMap(({ entries, container }) => entries.map((entry) => ({ entry, entries, container })))
      .filter(({ entry }) => !seen.has(entry.keySpan.start) && seen.add(entry.keySpan.start))
      .flatMap(({ entry, entries, container }) => judge(context, entry, entries, container));
  },
};

interface ResourceMap {
  readonly entries: readonly MapEntry[];
  readonly container: string;
}

function resourceMaps({ workload, document }: RuleContext): readonly ResourceMap[] {
  const containers = workload?.containers ?? [];
  return containers.flatMap(({ name, path }) =>
    ["requests", "limits"].map((side) => ({
      entries: entriesAt(document.root, [...path, "resources", side]),
      container: name,
    })),
  );
}

function judge(
  context: RuleContext,
  entry: MapEntry,
  siblings: readonly MapEntry[],
  container: string,
): readonly Finding[] {
  const name = entry.key;
  if (isAccepted(name) && !name.includes("/")) return [];
  const offered = [...new Set(context.inventory.supply.pools.flatMap((pool) => Object.keys(pool.allocatable)))];
  if (isAccepted(name) && offered.includes(name)) return [];
  const meant = meantResource(name, offered);
  // Anybody may advertise a device under a domain of their own: only a slip of the pen is reported.
  if (isAccepted(name) && meant === undefined) return [];
  const message = isAccepted(name)
    ? `No known device is called ${name}; a pod that asks for it waits forever. Did you mean ${meant}?`
    : `Kubernetes has no resource called ${name}${meant === undefined ? "; device names have a domain, like nvidia.com/gpu" : `. Did you mean ${meant}?`}`;
  const severity = isAccepted(name) ? "warning" : "error";
  const certain = meant !== undefined && siblings.every(({ key }) => key !== meant);
  const fix = certain
    ? {
        title: `Rename ${name} to ${meant}`,
        edits: [{ file: context.document.file, span: entry.keySpan, newText: meant }],
      }
    : undefined;
  return [findingAt(context, unknownResource, { span: entry.keySpan, container, severity, fix }, message)];
}
