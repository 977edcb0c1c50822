import { defaultResourcePlan } from "../workload/defaults.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import { createSnapshot } from "../workspace/snapshot.ts";
import { askedPlan } from "./governing-plan.ts";
import { type Io, say } from "./io.ts";

/**
 * The policy by which a history alone is sized: that of a named ResourcePlan, whose findings are said, else the default.
 * @throws UserError where the file holds none, or several.
 */
export async function askedPolicy(io: Io, file: string | undefined): Promise<ResourcePlan> {
  if (file === undefined) return defaultResourcePlan;
  const { resourcePlan, findings } = createSnapshot(await askedPlan(io, file)).inventory;
  for (const finding of findings) say(io, `${finding.file}: ${finding.message}`);
  return resourcePlan;
}
