import type { Finding } from "../document/finding.ts";
import { entryAt } from "../document/locate.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";
import { isNeverPlaced, unplacedOf } from "./unplaceable.ts";

/**
 * Pools that together offer less than the workloads need. The most important are served first; the rest, named here,
 * waits for nodes. On a ResourcePlan: what is missing in all.
 *
 * ```yaml
 * nodes: { max: 4 }   # 12 cores short
 * ```
 */
export const shortage: Rule = {
  code: "plan/shortage",
  severity: "warning",
  summary: "The pools offer less than the workloads need",
  find: (context): readonly Finding[] => [...ofWorkload(context), ...ofPools(context)],
};

function ofWorkload(context: RuleContext): readonly Finding[] {
  const { workload } = context;
  if (workload === undefined) return [];
  return unplacedOf(context)
    .filter((unplaced) => !isNeverPlaced(context, workload, unplaced))
    .map(({ count, reason }) =>
      findingAt(
        context,
        shortage,
        { span: workload.nameSpan },
        `${count} ${count === 1 ? "pod finds" : "pods find"} no place: ${reason}.`,
      ),
    );
}

function ofPools(context: RuleContext): readonly Finding[] {
  const { advice, document, inventory } = context;
  if (advice?.binding === undefined || document !== inventory.resourcePlan.document) return [];
  const pools = entryAt(document.root, ["spec", "pools"]);
  if (pools === undefined) return [];
  return [
    findingAt(
      context,
      shortage,
      { span: pools.keySpan },
      `The pools are short of ${advice.binding.resource}: ${advice.binding.reason}.`,
    ),
  ];
}
