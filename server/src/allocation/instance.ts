import { canRun } from "../workload/eligibility.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, ResourceName } from "../workload/workload.ts";
import type { AllocationRequest, PodShape } from "./allocation.ts";

/** A request in the form that the algorithms work on: vectors over one list of resources, in an order of its own. */
export interface Instance {
  /** Every resource that a pod asks for; `pods` is the first. */
  readonly resources: readonly ResourceName[];
  /** Shapes with replicas to place, by workload id, so that the order of the request changes nothing. Equal ones are one. */
  readonly items: readonly Item[];
  /** By name. */
  readonly pools: readonly Pool[];
}

/** Pods that are all alike to the scheduler, of whatever workloads, to be placed `count` times. */
export interface Item {
  /** The workloads whose pods these are; where not all find a place, the first are served first. */
  readonly members: readonly Member[];
  readonly count: number;
  readonly priority: number;
  /** By `Instance.resources`; `pods` is 1. */
  readonly request: Float64Array;
  /** Indexes of pools whose labels and taints admit the pods. */
  readonly admitted: readonly number[];
  /** Those of them where an empty node has room for at least one. */
  readonly hosts: readonly number[];
  /** What one pod's dominant share of a node costs in the pool where that is least; 0 without hosts. */
  readonly worth: number;
}

/** A workload's share of an item. */
export interface Member {
  readonly shape: PodShape;
  readonly count: number;
}

/** Nodes of one shape, less the DaemonSets that run on each. */
export interface Pool {
  readonly pool: NodePool;
  /** What one node has left for items, by `Instance.resources`. */
  readonly capacity: Float64Array;
  /** What one node takes from the objective: its price, or 1 where nodes are counted. */
  readonly price: number;
  readonly min: number;
  readonly max: number;
  /** DaemonSets on each node. */
  readonly daemons: readonly PodShape[];
  /** DaemonSets that should run on each node and find no room. */
  readonly crowdedOut: readonly PodShape[];
}

/** Relative tolerance of every capacity: sums of amounts such as 0.1 cores carry errors far below it. */
const tolerance = 1e-9;

/** Brings a request into vectors. `price` says what one node of a pool takes from the objective. */
export function readInstance(request: AllocationRequest, price: (pool: NodePool) => number): Instance {
  const shapes = request.shapes.toSorted((a, b) => compareText(a.workload, b.workload));
  const resources = resourcesOf(shapes);
  const daemons = shapes.filter(({ perNode }) => perNode).toSorted((a, b) => b.priority - a.priority);
  const pools = request.pools
    .toSorted((a, b) => compareText(a.name, b.name))
    .map((pool) => readPool(pool, daemons, resources, price(pool)));
  const items = shapes.filter(({ perNode, count }) => !perNode && count > 0);
  return { resources, pools, items: collapsed(items.map((shape) => readItem(shape, pools, resources))) };
}

/** Items that differ in nothing but the workload become one: a fleet of thousands of pods has some hundred. */
function collapsed(items: readonly Item[]): readonly Item[] {
  const groups = new Map<string, Item>();
  for (const item of items) {
    const key = JSON.stringify([[...item.request], item.admitted, item.priority]);
    const known = groups.get(key);
    const members = [...(known?.members ?? []), ...item.members];
    groups.set(key, { ...item, members, count: (known?.count ?? 0) + item.count });
  }
  return [...groups.values()];
}

/** What each member of an item gets of a number of pods, in their order. */
export function sharesOf({ members }: Item, pods: number): readonly number[] {
  let left = pods;
  return members.map(({ count }) => {
    const share = Math.min(count, left);
    left -= share;
    return share;
  });
}

/** How many pods of a request fit into what is left of a node. */
export function podsThatFit(request: Float64Array, free: Float64Array): number {
  let pods = Number.POSITIVE_INFINITY;
  for (let r = 0; r < request.length; r++) {
    const asked = request[r] ?? 0;
    if (asked > 0) pods = Math.min(pods, (free[r] ?? 0) / asked);
  }
  return Math.max(0, Math.floor(pods + tolerance));
}

/** The largest part of any resource of a node that one pod takes. */
export function dominantShare(request: Float64Array, capacity: Float64Array): number {
  let share = 0;
  for (let r = 0; r < request.length; r++) {
    const asked = request[r] ?? 0;
    if (asked > 0) share = Math.max(share, asked / (capacity[r] ?? 0));
  }
  return share;
}

/** An amount as the scheduler counts it: a negative request, or one that is no number, takes nothing. */
function amountIn(amounts: Amounts, resource: ResourceName): number {
  const amount = Object.hasOwn(amounts, resource) ? (amounts[resource] ?? 0) : 0;
  return Number.isFinite(amount) ? Math.max(0, amount) : 0;
}

function resourcesOf(shapes: readonly PodShape[]): readonly ResourceName[] {
  const asked = shapes.flatMap(({ requests }) => Object.keys(requests).filter((name) => amountIn(requests, name) > 0));
  return ["pods", ...[...new Set(asked)].filter((name) => name !== "pods").toSorted(compareText)];
}

function readPool(
  pool: NodePool,
  daemons: readonly PodShape[],
  resources: readonly ResourceName[],
  price: number,
): Pool {
  const capacity = Float64Array.from(resources, (name) => amountIn(pool.allocatable, name));
  const here: PodShape[] = [];
  const crowdedOut: PodShape[] = [];
  for (const daemon of daemons.filter(({ constraints }) => canRun(constraints, pool))) {
    const request = vectorOf(daemon, resources);
    if (podsThatFit(request, capacity) < 1) crowdedOut.push(daemon);
    else {
      here.push(daemon);
      for (let r = 0; r < capacity.length; r++) capacity[r] = Math.max(0, (capacity[r] ?? 0) - (request[r] ?? 0));
    }
  }
  const max = Math.max(0, Math.floor(pool.nodes.max));
  const min = Math.min(max, Math.max(0, Math.ceil(pool.nodes.min)));
  return { pool, capacity, price, min, max, daemons: here, crowdedOut };
}

function readItem(shape: PodShape, pools: readonly Pool[], resources: readonly ResourceName[]): Item {
  const request = vectorOf(shape, resources);
  const admitted = [...pools.keys()].filter((p) => {
    const pool = pools[p];
    return pool !== undefined && pool.max > 0 && canRun(shape.constraints, pool.pool);
  });
  const hosts = admitted.filter((p) => podsThatFit(request, pools[p]?.capacity ?? new Float64Array()) > 0);
  const count = Math.floor(shape.count);
  const costs = hosts.map((p) => (pools[p]?.price ?? 0) * dominantShare(request, pools[p]?.capacity ?? request));
  const worth = hosts.length === 0 ? 0 : Math.min(...costs);
  return { members: [{ shape, count }], count, priority: shape.priority, request, admitted, hosts, worth };
}

function vectorOf({ requests }: PodShape, resources: readonly ResourceName[]): Float64Array {
  return Float64Array.from(resources, (name) => (name === "pods" ? 1 : amountIn(requests, name)));
}

/** By code units: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
