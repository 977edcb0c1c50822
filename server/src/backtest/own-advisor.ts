import { seriesUntil } from "../history/history.ts";
import type { History } from "../history/series.ts";
import { exactText } from "../sizing/node-cap.ts";
import { sizeWorkload } from "../sizing/size-workload.ts";
import type { SizingInput } from "../sizing/sizing-context.ts";
import type { Container, ResourceSettings, Workload } from "../workload/workload.ts";
import type { Advisor, Settled, Standing } from "./advisor.ts";

const own = { id: "ours", name: "Resource Planner" } as const;

/**
 * This program's own sizing by the workload's policy: each day the engine plans with the history of that moment, from
 * the values that it set the day before. Replicas stay as they are, so that all rows speak of the same ones.
 */
export function ownAdvisor(input: SizingInput): Advisor {
  return {
    ...own,
    // The policy's minimum change is part of the sizing.
    minimumChange: 0,
    advise: (origin, standings) => {
      const history = historyBefore(input.history, origin);
      const workload = withValues(input.workload, standings);
      const { containers } = sizeWorkload({ ...input, workload, history });
      return standings.map(({ case: { container, use } }): Settled | undefined => {
        const sized = containers.find(({ name }) => name === container)?.resources[use.resource];
        const request = sized?.request.recommended;
        return request === null || request === undefined
          ? undefined
          : { request, limit: sized?.limit.recommended ?? null };
      });
    },
  };
}

/** What was known before a moment: a step that begins at it had not been measured. */
function historyBefore(history: History, time: number): History {
  return { ...history, series: history.series.flatMap((each) => seriesUntil(each, time - 1) ?? []) };
}

/** The workload as it would be written with other values. */
function withValues(workload: Workload, standings: readonly Standing[]): Workload {
  const containers = workload.containers.map((container) => {
    const own = standings.filter((standing) => standing.case.container === container.name);
    return {
      ...container,
      requests: withSettings(container, container.requests, own, "request"),
      limits: withSettings(container, container.limits, own, "limit"),
    };
  });
  return { ...workload, containers };
}

function withSettings(
  { nameSpan: span, path }: Container,
  settings: ResourceSettings,
  standings: readonly Standing[],
  role: "request" | "limit",
): ResourceSettings {
  const changed = standings.flatMap(({ case: { use, today }, inForce }) => {
    const value = inForce[role];
    // What is as it was written keeps its text.
    if (value === undefined || value === today[role]) return [];
    const setting = settings[use.resource] ?? { span, path, shared: false };
    return [[use.resource, { ...setting, value, source: exactText(use.resource, value) }] as const];
  });
  return { ...settings, ...Object.fromEntries(changed) };
}
