import { allocate } from "../../server/src/allocation/allocate.ts";
import type { Allocation, AllocationRequest, PodShape } from "../../server/src/allocation/allocation.ts";
import { verifyAllocation } from "../../server/src/allocation/verify.ts";
import { amountOf } from "../../server/src/quantity/convert.ts";
import type { AllocationPolicy } from "../../server/src/workload/resource-plan.ts";
import type { NodePool } from "../../server/src/workload/supply.ts";
import type { Amounts } from "../../server/src/workload/workload.ts";
import { dedent } from "../support/fixture.ts";

/**
 * A request as lines: `pool NAME: AMOUNTS; nodes MIN..MAX; price P; label KEY=VALUE; taint KEY; names A B`,
 * `pod NAME xCOUNT: AMOUNTS; priority N; select KEY=VALUE; tolerate KEY` and `daemon NAME: …`.
 */
export function requestOf(fixture: string, options: Partial<AllocationRequest> = {}): AllocationRequest {
  const lines = dedent(fixture)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return {
    shapes: lines.filter((line) => !line.startsWith("pool ")).map(readShape),
    pools: lines.filter((line) => line.startsWith("pool ")).map(readPool),
    policy: policy(),
    seed: 1,
    stop: () => false,
    elapsed: () => 0,
    ...options,
  };
}

export function policy(overrides: Partial<AllocationPolicy> = {}): AllocationPolicy {
  return { method: "auto", objective: "cost", timeLimitSeconds: 60, ...overrides };
}

/** The allocation, which the verifier must have nothing against. */
export function allocated(request: AllocationRequest): Allocation {
  const allocation = allocate(request);
  if ("refused" in allocation) throw new Error(allocation.refused);
  const problems = verifyAllocation(request, allocation);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return allocation;
}

/** An allocation as lines: nodes with what they run, then what found no place and why. */
export function summary({ nodes, unplaced }: Allocation): string {
  return [
    ...nodes.map(
      ({ name, pods }) =>
        `${name}: ${pods.map(({ workload, count }) => `${workload} x${count}`).join(", ") || "empty"}`,
    ),
    ...unplaced.map(({ workload, count, binding, reason }) => `${workload} x${count} unplaced (${binding}): ${reason}`),
  ].join("\n");
}

function readShape(line: string): PodShape {
  const [head = "", ...clauses] = line.split(/[:;] */);
  const [kind, workload = "", count = "x1"] = head.split(" ");
  return {
    workload,
    count: Number(count.slice(1)),
    requests: amounts(clauses[0] ?? ""),
    constraints: {
      nodeSelector: Object.fromEntries(valuesOf(clauses, "select").map((pair) => pair.split("="))),
      tolerations: valuesOf(clauses, "tolerate").map((key) => ({ key, operator: "Exists", value: "", effect: "" })),
    },
    priority: Number(valuesOf(clauses, "priority")[0] ?? 0),
    perNode: kind === "daemon",
  };
}

function readPool(line: string): NodePool {
  const [head = "", ...clauses] = line.split(/[:;] */);
  const [min = "0", max = "100"] = (valuesOf(clauses, "nodes")[0] ?? "").split("..");
  const price = valuesOf(clauses, "price")[0];
  return {
    name: head.split(" ")[1] ?? "",
    allocatable: { pods: 110, ...amounts(clauses[0] ?? "") },
    nodes: { min: Number(min), max: Number(max) },
    pricePerHour: price === undefined ? null : Number(price),
    labels: Object.fromEntries(valuesOf(clauses, "label").map((pair) => pair.split("="))),
    taints: valuesOf(clauses, "taint").map((key) => ({ key, value: "", effect: "NoSchedule" })),
    nodeNames: valuesOf(clauses, "names"),
    file: "plan.yaml",
    span: { start: 0, end: 0 },
  };
}

function valuesOf(clauses: readonly string[], keyword: string): readonly string[] {
  return clauses.flatMap((clause) => {
    const [word, ...values] = clause.trim().split(" ");
    return word === keyword ? values : [];
  });
}

/** `cpu 4, memory 16Gi`. */
function amounts(text: string): Amounts {
  const pairs = text.split(", ").filter((pair) => pair !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = "", amount = ""] = pair.split(" ");
      return [name, amountOf(amount) ?? Number.NaN];
    }),
  );
}
