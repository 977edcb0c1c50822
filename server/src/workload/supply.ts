import type { Span } from "../document/span.ts";
import type { Amounts } from "./workload.ts";

/** The nodes that exist or can be bought. */
export interface Supply {
  readonly pools: readonly NodePool[];
  /** Where the pools were read from. */
  readonly source: "ResourcePlan" | "Node" | "none";
}

/** Nodes of one shape. */
export interface NodePool {
  readonly name: string;
  /** What one node offers to pods, in base units; `pods` is 110 where absent. */
  readonly allocatable: Amounts;
  /** Equal where the pool was read from Node objects: those nodes exist; from 0 where their pods are known too. */
  readonly nodes: { readonly min: number; readonly max: number };
  /** Null where no price is given. */
  readonly pricePerHour: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Names of existing nodes, where the pool was read from Node objects. */
  readonly nodeNames: readonly string[];
  readonly file: string;
  readonly span: Span;
}

export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}
