import type { Finding, RelatedPlace } from "../../document/finding.ts";
import type { Quota } from "../../workload/inventory.ts";
import type { ResourceSetting } from "../../workload/workload.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { amountInWords } from "../wording.ts";
import { type BoundUse, boundUses, countedBy, isAbove, ofOnePod } from "./namespace-use.ts";
import { countedObjects } from "./object-use.ts";

/**
 * What is in a namespace needs more than its ResourceQuota gives: pods, their requests and limits, claims of storage, or
 * objects of any kind (`count/…`). The API server refuses what is beyond, and workloads run with fewer replicas than
 * written, without an error of their own. `scopes` and `scopeSelector` are heeded.
 */
export const quotaExceeded: Rule = {
  code: "quota/exceeded",
  severity: "warning",
  summary: "What is in a namespace needs more than its quota",
  find: (context) => [
    ...boundUses(context)
      .filter(({ used, value }) => isAbove(used, value))
      .map((use) => ofPods(context, use)),
    ...(indexOf(context.inventory).quotas.get(context.document) ?? []).flatMap((quota) =>
      Object.entries(quota.hard).flatMap(([key, bound]) => ofObjects(context, quota, key, bound)),
    ),
  ],
};

function ofPods(context: RuleContext, { quota, key, bounded, source, span, used }: BoundUse): Finding {
  const { inventory } = context;
  const related = countedBy(inventory, quota)
    .map((workload) => ({ workload, each: ofOnePod(workload, bounded) }))
    .filter(({ each }) => each > 0)
    .map(({ workload, each }) => ({
      file: workload.document.file,
      span: workload.nameSpan,
      message: `${workload.kind} ${workload.name}: ${workload.replicas.value} × ${amountInWords(bounded.resource, each)}`,
    }));
  const message = `The workloads of namespace ${quota.namespace} need ${amountInWords(bounded.resource, used)} of ${key}; the quota gives ${source}.`;
  return findingAt(context, quotaExceeded, { span, related }, message);
}

function ofObjects(
  context: RuleContext,
  quota: Quota,
  key: string,
  { value, source, span }: ResourceSetting,
): readonly Finding[] {
  const counted = countedObjects(context.inventory, quota, key);
  const used = (counted ?? []).reduce((sum, { amount }) => sum + amount, 0);
  if (counted === undefined || value === undefined || value < 0 || !isAbove(used, value)) return [];
  const related = counted.map(({ file, span: place, message }): RelatedPlace => ({ file, span: place, message }));
  const has = key.endsWith("requests.storage") ? `claims ${amountInWords("storage", used)}` : `has ${used}`;
  const message = `Namespace ${quota.namespace} ${has} of ${key}; the quota gives ${source}.`;
  return [findingAt(context, quotaExceeded, { span, related }, message)];
}
