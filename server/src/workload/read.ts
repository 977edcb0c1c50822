import type { ManifestDocument, SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { fileFacts } from "./file-facts.ts";
import type { Autoscaler, Inventory } from "./inventory.ts";
import { withDefaults } from "./limit-range.ts";
import { withLivePodsGathered } from "./live-pods.ts";
import { readNodePools } from "./node-pools.ts";
import { withoutOwned } from "./ownership.ts";
import { ranked, readPriorityClasses } from "./priority-class.ts";
import type { ResourcePlan } from "./resource-plan.ts";
import { readGoverningPlan } from "./resource-plan-reader.ts";
import type { NodePool, Supply } from "./supply.ts";
import type { Workload } from "./workload.ts";

/** Reads what a set of files means as a whole. The files' order decides which of two rivals counts: the first. */
export function readInventory(files: readonly SourceFile[]): Inventory {
  const documents = files.flatMap((file) => file.documents);
  const priorities = readPriorityClasses(documents);
  const said = files.map(fileFacts);
  const autoscalers = said.flatMap((each) => each.autoscalers);
  const { plan, pools, findings } = readGoverningPlan(documents);
  const ranks = said.flatMap((each) => each.workloads).map((workload) => ranked(workload, priorities));
  const read = withLivePodsGathered(withoutOwned(ranks));
  const limitRanges = said.flatMap((each) => each.limitRanges);
  const { workloads, unplanned, duplicates } = withUniqueIds(withDefaults(limitRanges, scaledBy(autoscalers, read)));
  return {
    documents,
    workloads,
    unplanned,
    autoscalers,
    budgets: said.flatMap((each) => each.budgets),
    quotas: said.flatMap((each) => each.quotas),
    limitRanges,
    claims: said.flatMap((each) => each.claims),
    services: said.flatMap((each) => each.services),
    verticalAutoscalers: said.flatMap((each) => each.verticalAutoscalers),
    scaledObjects: said.flatMap((each) => each.scaledObjects),
    priorityClasses: priorities.names,
    supply: supplyOf(documents, workloads, pools),
    resourcePlan: plan,
    findings: [...findings, ...duplicates, ...unknownReferences(plan, workloads)],
  };
}

/** A workload that writes no replicas starts with the smallest number that its autoscaler allows. */
function scaledBy(autoscalers: readonly Autoscaler[], workloads: readonly Workload[]): readonly Workload[] {
  const minima = new Map([...autoscalers].reverse().map(({ target, minReplicas }) => [target, minReplicas.value]));
  return workloads.map((workload) => {
    const { replicas } = workload;
    const min = minima.get(workload.id);
    const isWritten = replicas.span !== undefined || replicas.path === undefined;
    return min === undefined || isWritten ? workload : { ...workload, replicas: { ...replicas, value: min } };
  });
}

interface Census {
  readonly workloads: readonly Workload[];
  readonly unplanned: readonly Workload[];
  readonly duplicates: readonly Finding[];
}

function withUniqueIds(workloads: readonly Workload[]): Census {
  const planned = new Map<string, Workload>();
  const unplanned: Workload[] = [];
  const duplicates: Finding[] = [];
  for (const workload of workloads) {
    const first = planned.get(workload.id);
    if (workload.name === "") unplanned.push(workload);
    else if (first === undefined) planned.set(workload.id, workload);
    else {
      unplanned.push(workload);
      duplicates.push(duplicate(workload, first));
    }
  }
  return { workloads: [...planned.values()], unplanned, duplicates };
}

function duplicate(workload: Workload, first: Workload): Finding {
  return {
    code: "workload/duplicate",
    severity: "hint",
    message: `${workload.id} stands in ${first.document.file} too; that one is planned, this one is only checked.`,
    file: workload.document.file,
    span: workload.nameSpan,
    workload: workload.id,
    related: [{ file: first.document.file, span: first.nameSpan, message: `${workload.id} as it is planned.` }],
  };
}

function supplyOf(
  documents: readonly ManifestDocument[],
  workloads: readonly Workload[],
  planned: readonly NodePool[] | undefined,
): Supply {
  if (planned !== undefined) return { pools: planned, source: "ResourcePlan" };
  const constraints = workloads.map((workload) => workload.constraints);
  const isFleet = workloads.some(({ running }) => running !== undefined);
  const pools = readNodePools(documents, constraints).map((pool) => (isFleet ? withEmptiable(pool) : pool));
  return { pools, source: pools.length > 0 ? "Node" : "none" };
}

/** Where the pods are known, a node can be emptied: how few would do is what is asked. */
function withEmptiable(pool: NodePool): NodePool {
  return { ...pool, nodes: { ...pool.nodes, min: 0 } };
}

/** Exceptions for workloads that are not there. Nothing is said where no workload is: the manifests are elsewhere. */
function unknownReferences({ document, exceptions }: ResourcePlan, workloads: readonly Workload[]): readonly Finding[] {
  if (document === undefined || workloads.length === 0) return [];
  const ids = new Set(workloads.map(({ id }) => id));
  return exceptions
    .filter(({ ref }) => !ids.has(ref))
    .map(({ ref, span }) => ({
      code: "plan/unknown-workload",
      severity: "warning",
      message: `No manifest holds ${ref}: this exception has no effect.`,
      file: document.file,
      span: span ?? document.span,
    }));
}
