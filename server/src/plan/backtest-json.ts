import type { Backtest, BacktestDay, BacktestedCase, BacktestFigures, BacktestRow } from "../backtest/backtest-data.ts";

/** A backtest as other programs read it; fields may be added within one `schemaVersion`, never changed. Amounts in base units. */
export function backtestToJson({ start, end, days, total, workloads, unreplayed }: Backtest): BacktestJson {
  return {
    schemaVersion: 1,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    days,
    total: total.map(rowJson),
    workloads: workloads.map(({ id, rows, cases }) => ({
      id,
      rows: rows.map(rowJson),
      containers: cases.map(caseJson),
    })),
    unreplayed,
  };
}

interface BacktestJson {
  readonly schemaVersion: 1;
  readonly start: string;
  readonly end: string;
  readonly days: number;
  readonly total: readonly RowJson[];
  readonly workloads: readonly {
    readonly id: string;
    readonly rows: readonly RowJson[];
    readonly containers: readonly CaseJson[];
  }[];
  readonly unreplayed: Backtest["unreplayed"];
}

interface RowJson {
  readonly recommender: string;
  readonly name: string;
  readonly cpu: BacktestFigures | null;
  readonly memory: BacktestFigures | null;
  readonly cost: number | null;
  readonly slackCost: number | null;
  readonly changesPerDay: number;
}

interface CaseJson {
  readonly container?: string;
  readonly resource: string;
  readonly tracks: readonly { readonly recommender: string; readonly days: readonly DayJson[] }[];
}

interface DayJson {
  /** ISO 8601: nothing later was known. */
  readonly origin: string;
  readonly request: number | null;
  readonly limit: number | null;
  readonly changed: boolean;
  /** Core-hours or byte-hours. */
  readonly requested: number;
  readonly slack: number;
  readonly seconds: number;
  readonly secondsAbove: number;
  readonly killed: string | null;
}

function rowJson({ cpu, memory, cost, slackCost, ...row }: BacktestRow): RowJson {
  return { ...row, cpu: cpu ?? null, memory: memory ?? null, cost: cost ?? null, slackCost: slackCost ?? null };
}

function caseJson({ container, resource, tracks }: BacktestedCase): CaseJson {
  return {
    ...(container !== undefined && { container }),
    resource,
    tracks: tracks.map(({ recommender, days }) => ({ recommender, days: days.map(dayJson) })),
  };
}

function dayJson({ origin, request, limit, changed, outcome: { killed, ...outcome } }: BacktestDay): DayJson {
  return {
    origin: new Date(origin).toISOString(),
    request: request ?? null,
    limit: limit ?? null,
    changed,
    ...outcome,
    killed: killed === undefined ? null : new Date(killed).toISOString(),
  };
}
