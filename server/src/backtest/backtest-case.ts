import type { ReplicaUse, RequestAndLimit } from "./replica-use.ts";

/** One resource of one container: what it used, and what is written today. */
export interface BacktestCase {
  /** Undefined where the use is the pod's. */
  readonly container: string | undefined;
  readonly use: ReplicaUse;
  /** How many replicas ran at each step. */
  readonly replicas: Float64Array;
  readonly today: RequestAndLimit;
  /** Of a core-hour or byte-hour; undefined without prices. */
  readonly price: number | undefined;
}
