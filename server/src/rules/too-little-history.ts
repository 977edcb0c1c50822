import type { Finding } from "../document/finding.ts";
import { findingAt, type Rule } from "./rule.ts";

/**
 * A workload about which nothing is recommended, because no usage history, or too little of it, was found, while
 * there is some for others. Often the name in the history is not the workload's.
 */
export const tooLittleHistory: Rule = {
  code: "plan/too-little-history",
  severity: "hint",
  summary: "Nothing is recommended for want of usage history",
  find: (context): readonly Finding[] => {
    const { advice, workload } = context;
    const sizing = workload === undefined ? undefined : advice?.sizings.get(workload.id);
    if (workload === undefined || sizing === undefined || advice?.hasHistory !== true) return [];
    const resources = sizing.containers.flatMap(({ resources }) => Object.values(resources));
    if (resources.some(({ demand }) => demand !== undefined)) return [];
    const reason =
      resources.find((resource) => resource.series !== undefined)?.reason ??
      resources[0]?.reason ??
      "No usage history was found for it.";
    return [
      findingAt(
        context,
        tooLittleHistory,
        { span: workload.nameSpan },
        `Nothing is recommended for ${workload.kind} ${workload.name}. ${reason}`,
      ),
    ];
  },
};
