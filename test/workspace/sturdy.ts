import type { Finding } from "../../server/src/document/finding.ts";

/** Whether a finding has to do with how findings are configured and suppressed; what other rules say of the same texts may change. */
export function isMeant({ code }: Pick<Finding, "code">): boolean {
  return /^(quantity|schema|yaml|suppression|configuration)\/|^autoscaler\/dangling-target$/.test(code);
}
