import { backtest } from "../backtest/backtest.ts";
import type { Backtest, NoBacktest } from "../backtest/backtest-data.ts";
import type { Recommender } from "../backtest/recommenders/recommender.ts";
import { workloadSubject } from "../backtest/workload-subject.ts";
import type { History } from "../history/series.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { PlanBacktest, PlanHost } from "./plan-data.ts";
import { createForecaster } from "./plan-forecasts.ts";
import { sizingInputs } from "./sizing-inputs.ts";

/** The days that a backtest replays unless asked for others. */
export const defaultBacktestDays = 7;

/** What is planned by one policy, with its history. */
export interface BacktestedPart {
  /** The environment that this is; absent: what is in none. */
  readonly environment?: string | undefined;
  readonly inventory: Inventory;
  readonly history: History;
}

/** What is replayed of a plan's workloads. */
export interface PlanBacktestRequest {
  readonly parts: readonly BacktestedPart[];
  readonly days: number;
  readonly recommenders: readonly Recommender[];
  readonly host: Pick<PlanHost, "stop" | "progress" | "forecasts">;
}

/** What the report and the hovers show of a backtest; it needs no single days. */
export function planBacktest({ days, total, workloads }: Backtest): PlanBacktest {
  return { days, total, workloads: Object.fromEntries(workloads.map(({ id, rows }) => [id, rows])) };
}

/** Replays the last days of everything that a plan sizes, by the plan's own policy. */
export function backtestPlan(request: PlanBacktestRequest): Backtest | NoBacktest {
  const { parts, days, recommenders, host } = request;
  const subjects = parts.flatMap(({ environment, inventory, history }) => {
    const { forecast } = createForecaster(inventory.resourcePlan, host);
    return sizingInputs(inventory, history, forecast).map((input) => {
      const subject = workloadSubject(input);
      // One object may be in several environments.
      return environment === undefined ? subject : { ...subject, id: `${environment}: ${subject.id}` };
    });
  });
  return backtest({ subjects, days, recommenders, stop: host.stop, progress: host.progress });
}
