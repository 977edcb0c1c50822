import type { PlanBacktest } from "../plan/plan-data.ts";
import type { PlanJob, PlanOutcome } from "../server/host.ts";

/** To the worker: plan this. One at a time. */
export interface PlanOrder {
  readonly job: PlanJob;
  /** One 32-bit integer: not 0 once the plan should end. A message could not interrupt a computation; shared memory can. */
  readonly stop: SharedArrayBuffer;
}

/** From the worker: how far it is, and at last the outcome. */
export type PlanReport =
  | { readonly share: number; readonly message: string }
  | { readonly outcome: Exclude<PlanOutcome, { readonly died: string }> }
  /** After the outcome: the last days replayed, unless another plan was asked for meanwhile. */
  | { readonly backtest: PlanBacktest };
