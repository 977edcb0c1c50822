import type { Path } from "../document/span.ts";
import { roundUpReadable } from "../quantity/round.ts";
import type { ResourceSizing, SizedValue } from "../sizing/recommendation.ts";
import type { Inventory } from "../workload/inventory.ts";
import { sizingPolicyOf } from "../workload/lookup.ts";
import { effectiveRequest } from "../workload/pod-requests.ts";
import type { Container, ResourceName, ResourceSetting, Workload } from "../workload/workload.ts";
import type { Advice } from "./advice.ts";

/** One request or limit of a container as it is written now, and what the plan would write there. */
export interface AdvisedValue {
  readonly container: Container;
  readonly resource: ResourceName;
  readonly role: "request" | "limit";
  /** Undefined where nothing is written. */
  readonly setting: ResourceSetting | undefined;
  /** Where the value stands or would be inserted. */
  readonly path: Path;
  /** What the number rests on; of values that share a scalar, the largest one's. */
  readonly sizing: ResourceSizing;
  /** In base units; null where the plan has no number. */
  readonly recommended: number | null;
  /** What to write; undefined where the value may stay as it is. */
  readonly text: string | undefined;
}

/** Every request and limit of a workload about which the plan knows something, compared with the document as it is now. */
export function advisedValues(advice: Advice, inventory: Inventory, workload: Workload): readonly AdvisedValue[] {
  const { minimumChange } = sizingPolicyOf(inventory.resourcePlan, workload);
  const values = workload.containers.flatMap((container) => {
    const sizings = advice.sizings.get(workload.id)?.containers.find(({ name }) => name === container.name)?.resources;
    return Object.entries(sizings ?? {}).flatMap(([resource, sizing]) => [
      advise(container, resource, "request", sizing, minimumChange),
      advise(container, resource, "limit", sizing, minimumChange),
    ]);
  });
  // Of a document with syntax errors nothing is known to be absent, so nothing is inserted into it.
  const known = workload.document.broken ? values.filter(({ setting }) => setting !== undefined) : values;
  return keepLimitsAbove(agreeOnShared(known));
}

function advise(
  container: Container,
  resource: ResourceName,
  role: "request" | "limit",
  sizing: ResourceSizing,
  minimumChange: number,
): AdvisedValue {
  const setting = role === "request" ? container.requests[resource] : container.limits[resource];
  return {
    container,
    resource,
    role,
    setting,
    path: setting?.path ?? [...container.path, "resources", `${role}s`, resource],
    sizing,
    recommended: sizing[role].recommended,
    text:
      setting === undefined
        ? insertedText(container, resource, role, sizing[role], minimumChange)
        : newText(sizing, role, setting, { resource, minimumChange }),
  };
}

function newText(
  sizing: ResourceSizing,
  role: AdvisedValue["role"],
  { value: written }: ResourceSetting,
  { resource, minimumChange }: { readonly resource: ResourceName; readonly minimumChange: number },
): string | undefined {
  const { current, recommended, text } = sizing[role];
  if (recommended === null || written === recommended) return undefined;
  if (written === current) return text;
  // Without a forecast the plan only repeats what it read: an edit since then is the user's to make.
  if (sizing.demand === undefined) return undefined;
  const readable = text ?? roundUpReadable(resource, recommended).text;
  if (written === undefined || current === null) return readable;
  // Edited since the plan was made: the plan's number still holds if the edit is far from it.
  return isWorthwhile(written, recommended, minimumChange) ? readable : undefined;
}

/** What is written where nothing stands yet. */
function insertedText(
  container: Container,
  resource: ResourceName,
  role: AdvisedValue["role"],
  { current, recommended, text }: SizedValue,
  minimumChange: number,
): string | undefined {
  // A limit that was there when the plan was made and is gone now was taken away on purpose.
  if (role === "limit") return current === null ? text : undefined;
  // Kubernetes takes the limit, or what a LimitRange fills in.
  const implied = effectiveRequest(container, resource);
  return implied === undefined || isWorthwhile(implied, recommended ?? implied, minimumChange) ? text : undefined;
}

function isWorthwhile(before: number, after: number, minimumChange: number): boolean {
  return Math.abs(after - before) > minimumChange * before;
}

/** Values that stand in one anchored scalar can only change together: the largest serves them all. */
function agreeOnShared(values: readonly AdvisedValue[]): readonly AdvisedValue[] {
  if (!values.some(({ setting }) => setting?.shared)) return values;
  return values.map((value) => {
    if (value.setting === undefined) return value;
    const sharing = values.filter((other) => isSameScalar(value, other));
    const largest = sharing.reduce((a, b) => ((b.recommended ?? 0) > (a.recommended ?? 0) ? b : a));
    return { ...value, sizing: largest.sizing, recommended: largest.recommended, text: largest.text };
  });
}

/** The values that a text holds: of those that share a scalar the first. */
export function oncePerScalar(values: readonly AdvisedValue[]): readonly AdvisedValue[] {
  return values.filter((value, index) => values.findIndex((other) => isSameScalar(value, other)) === index);
}

/** Whether two values stand in the same scalar of the text. */
export function isSameScalar(a: AdvisedValue, b: AdvisedValue): boolean {
  return a === b || (a.setting !== undefined && a.setting.span.start === b.setting?.span.start);
}

/** A request that was raised for the sake of another container must not end above its own limit. */
function keepLimitsAbove(values: readonly AdvisedValue[]): readonly AdvisedValue[] {
  return values.map((value) => {
    if (value.role === "request" || value.setting?.value === undefined) return value;
    const request = values.find(
      ({ container, resource, role }) =>
        container === value.container && resource === value.resource && role === "request",
    );
    const after = value.text === undefined ? value.setting.value : (value.recommended ?? 0);
    if (request?.text === undefined || request.recommended === null || request.recommended <= after) return value;
    return { ...value, recommended: request.recommended, text: request.text };
  });
}
