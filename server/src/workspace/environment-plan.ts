import type { TextEdit } from "../document/finding.ts";
import type { Plan, PlannedWorkload } from "../plan/plan-data.ts";
import { allRecommendedChanges } from "../plan/recommended-edits.ts";
import type { Change } from "../rules/rule.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import { acceptedAdviceIn } from "./accepted-advice.ts";
import { type Environment, findingAtOrigin, placeAtOrigin } from "./environment.ts";
import { environmentWriter } from "./environment-context.ts";
import type { Environments } from "./environments.ts";
import { inScope } from "./scope.ts";
import type { Snapshot } from "./snapshot.ts";

/** A part of a workspace that is planned by itself: an environment, or, without a name, what is in none. */
export interface PlannedPart {
  readonly environment: Environment | undefined;
  readonly inventory: Inventory;
}

/**
 * What is planned of each environment: everything where its own ResourcePlan governs, else what the governing one
 * names. `only` narrows that to the workloads that some files say something about.
 */
export function environmentParts(
  { list, plans }: Environments,
  only: (file: string) => boolean,
): readonly PlannedPart[] {
  return list.map((environment) => {
    const { inventory, builds, written } = environment;
    const { document } = inventory.resourcePlan;
    const named = inScope(inventory.resourcePlan);
    const isNamed = builds.some(({ kustomization }) => named(kustomization.file));
    const isPlanned = document === undefined || plans.has(document) || isNamed;
    const isAsked = builds.some(({ kustomization }) => only(kustomization.file));
    const workloads = inventory.workloads.filter(
      (workload) => isPlanned && (isAsked || only(written.get(workload.document)?.file ?? "")),
    );
    return { environment, inventory: { ...inventory, workloads } };
  });
}

/** The ResourcePlans that govern something: that of each environment, and of what is in none where there is such. */
export function governingPlans({ inventory, environments }: Snapshot): readonly ResourcePlan[] {
  const isAllBuilt = inventory.workloads.every(({ document }) => environments.built.has(document.file));
  const outside = environments.list.length > 0 && isAllBuilt ? [] : [inventory.resourcePlan];
  return [...new Set([...outside, ...environments.list.map((each) => each.inventory.resourcePlan)])];
}

/** What is in no environment: the workloads of files that are built for none. */
export function outsideEnvironments(inventory: Inventory, { built }: Environments): Inventory {
  return { ...inventory, workloads: inventory.workloads.filter(({ document }) => !built.has(document.file)) };
}

/** A plan of an environment with all of its places in the texts that people write. */
export function planAtOrigins(environment: Environment, plan: Plan): Plan {
  return {
    ...plan,
    workloads: plan.workloads.map((workload) => workloadAtOrigin(environment, workload)),
    findings: plan.findings.map((finding) => findingAtOrigin(environment, finding)),
  };
}

function workloadAtOrigin(environment: Environment, workload: PlannedWorkload): PlannedWorkload {
  const placeOf = (offset: number) =>
    placeAtOrigin(environment, { file: workload.file, span: { start: offset, end: offset } });
  const { file, span } = placeOf(workload.offset);
  const containerOffsets = Object.entries(workload.containerOffsets).map(([name, offset]) => {
    const place = placeOf(offset);
    return [name, place.file === file ? place.span.start : span.start];
  });
  return { ...workload, file, offset: span.start, containerOffsets: Object.fromEntries(containerOffsets) };
}

/** Everything that the last plan would write into environments, and nobody has declined, in each by itself. */
export function environmentEdits(snapshot: Snapshot): readonly TextEdit[] {
  return snapshot.environments.list.flatMap((environment) => {
    const changes = environmentChanges(snapshot, environment);
    return changes.length === 0 ? [] : (environmentWriter(snapshot, environment)(changes) ?? []);
  });
}

/** The values that the last plan would write in an environment. */
export function environmentChanges(snapshot: Snapshot, environment: Environment): readonly Change[] {
  const advice = acceptedAdviceIn(snapshot, environment);
  return advice === undefined ? [] : allRecommendedChanges(environment.inventory, advice);
}
