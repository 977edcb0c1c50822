import type { CodeLens } from "vscode-languageserver";
import type { PlannedWorkload } from "../plan/plan-data.ts";
import { describeAmount } from "../quantity/round.ts";
import { currentPodRequests } from "../workload/pod-requests.ts";
import type { Workload } from "../workload/workload.ts";
import type { Environment } from "../workspace/environment.ts";
import { objectsOf } from "../workspace/environment-values.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { rangeOf } from "./to-lsp.ts";

/**
 * What each environment's plan wants of the workloads that a file is the base of, above their names: `dev 1 × 800m → 90m
 * · production 6 × 1500m`. None where no environment would change anything.
 */
export function environmentLenses(snapshot: Snapshot, file: string): CodeLens[] {
  const source = snapshot.files.get(file);
  if (source === undefined || !snapshot.environments.built.has(file)) return [];
  const { workloads, unplanned } = snapshot.inventory;
  return [...workloads, ...unplanned]
    .filter(({ document }) => document.file === file)
    .flatMap((workload) => {
      const sizes = sizesOf(snapshot, workload);
      if (!sizes.some(({ isChanging }) => isChanging)) return [];
      const title = sizes.map(({ text }) => text).join(" · ");
      return [{ range: rangeOf(source, workload.nameSpan), command: { title, command: "" } }];
    });
}

interface Size {
  readonly text: string;
  readonly isChanging: boolean;
}

function sizesOf({ environments, plan }: Snapshot, { document }: Workload): readonly Size[] {
  return environments.list.flatMap((environment) => {
    const planned = plan?.environments?.find(({ name }) => name === environment.name)?.plan.workloads ?? [];
    return builtWorkloads(environment, document).flatMap((workload) => {
      const own = planned.find(({ sizing }) => sizing.workload === workload.id);
      return own === undefined ? [] : [sizeOf(environment.name, workload, own)];
    });
  });
}

function builtWorkloads(environment: Environment, document: Workload["document"]): readonly Workload[] {
  const objects = objectsOf(environment, document);
  return environment.inventory.workloads.filter((workload) => objects.includes(workload.document));
}

function sizeOf(name: string, workload: Workload, { sizing }: PlannedWorkload): Size {
  const before = `${workload.replicas.value} × ${amountIn(currentPodRequests(workload)["cpu"])}`;
  const after = `${sizing.replicas.recommended} × ${amountIn(sizing.podRequests["cpu"])}`;
  const isChanging = before !== after;
  return { text: `${name} ${before}${isChanging ? ` → ${after}` : ""}`, isChanging };
}

function amountIn(cpu: number | undefined): string {
  return cpu === undefined ? "–" : describeAmount("cpu", cpu);
}
