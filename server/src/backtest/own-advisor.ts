import { seriesUntil } from "../history/history.ts";
import type { History } from "../history/series.ts";
import { exactText } from "../sizing/node-cap.ts";
import { restatedTarget } from "../sizing/scaling-point.ts";
import { sizeWorkload } from "../sizing/size-workload.ts";
import type { SizingInput } from "../sizing/sizing-context.ts";
import type { Autoscaler } from "../workload/inventory.ts";
import { effectiveRequests } from "../workload/pod-requests.ts";
import type { Container, ResourceSettings, Workload } from "../workload/workload.ts";
import type { Advisor, Settled, Standing } from "./advisor.ts";

/** This program among the ways to size. */
export const ownName = { id: "ours", name: "Resource Planner" } as const;

/**
 * This program's own sizing by the workload's policy: each day the engine plans with the history of that moment, from
 * the values that it set the day before. Replicas stay as they are, so that all rows speak of the same ones.
 */
export function ownAdvisor(input: SizingInput): Advisor {
  const ofWorkload = historyOf(input);
  return {
    ...ownName,
    // The policy's minimum change is part of the sizing.
    minimumChange: 0,
    advise: (origin, standings) => {
      const history = historyBefore(ofWorkload, origin);
      const workload = withValues(input.workload, standings);
      const autoscaler = restated(input, workload);
      const { containers } = sizeWorkload({ ...input, workload, autoscaler, history });
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

/** The part of a history that one workload is sized by; without what others have kept, which is of now and not of then. */
function historyOf({ history, workload: { name } }: SizingInput): History {
  const { baselines: _, ...rest } = history;
  return { ...rest, series: history.series.filter(({ workload }) => workload.startsWith(name)) };
}

/** What was known before a moment: a step that begins at it had not been measured. */
function historyBefore(history: History, time: number): History {
  return { ...history, series: history.series.flatMap((each) => seriesUntil(each, time - 1) ?? []) };
}

/** With other requests the autoscaler has other targets, so that it scales where it did. */
function restated({ autoscaler, workload: before }: SizingInput, after: Workload): Autoscaler | undefined {
  const requests = new Map(after.containers.map((container) => [container.name, effectiveRequests(container)]));
  const metrics = autoscaler?.metrics.map((metric) => {
    if (metric.targetType === "averageValue") return metric;
    return { ...metric, target: { ...metric.target, value: restatedTarget(before, metric, requests) } };
  });
  return autoscaler && { ...autoscaler, metrics: metrics ?? [] };
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
