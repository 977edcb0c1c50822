import type { Finding } from "../document/finding.ts";
import { findingAt, type Rule } from "./rule.ts";

/**
 * A server that is named in a way in which it cannot be asked, or must not be: its address is none of HTTP, or holds a
 * password, which everybody who reads the file would learn.
 *
 * ```yaml
 * history:
 *   - prometheus: { url: "https://me:secret@prometheus.example" }
 * ```
 */
export const unsupportedHistory: Rule = {
  code: "plan/unsupported-history",
  severity: "warning",
  summary: "A server of usage history that cannot be asked as it is named",
  find: (context): readonly Finding[] => {
    const { document, history } = context.inventory.resourcePlan;
    if (document !== context.document) return [];
    return history.flatMap(({ type, location, span = context.document.span }) => {
      const problem = type === "prometheus" ? addressProblem(location) : undefined;
      return problem === undefined ? [] : findingAt(context, unsupportedHistory, { span }, problem);
    });
  },
};

function addressProblem(address: string): string | undefined {
  if (!/^https?:\/\/[^\s/]/i.test(address)) {
    return `"${address}" is no address of a server. Write it as http://prometheus.example:9090.`;
  }
  if (!/^https?:\/\/[^/?#]*@/i.test(address)) return undefined;
  return "Credentials do not belong into this file. Take them out of the address, and set RESOURCE_PLANNER_PROMETHEUS_URL, _USERNAME and _PASSWORD in the environment.";
}
