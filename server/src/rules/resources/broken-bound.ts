import type { LimitRangeItem } from "../../workload/inventory.ts";
import type { ResourceName } from "../../workload/workload.ts";
import { exactQuantity } from "../../workload/yaml-text.ts";
import type { EffectiveAmounts } from "./pod-amounts.ts";

/** A bound of a LimitRange that does not hold. */
export interface BrokenBound {
  /** What has to change. */
  readonly role: "request" | "limit";
  /** A sentence without its full stop. */
  readonly message: string;
}

/**
 * The first bound of a LimitRange that an amount breaks: one finding a value. `whose` stands behind `request` and
 * `limit` in the message. Source: Kubernetes `plugin/pkg/admission/limitranger/admission.go`.
 */
export function brokenBound(
  resource: ResourceName,
  amounts: EffectiveAmounts,
  item: LimitRangeItem,
  whose: string = "",
): BrokenBound | undefined {
  const words = wordsFor(resource, whose);
  return (
    belowMinimum(amounts, item.min[resource], words) ??
    aboveMaximum(amounts, item.max[resource], words) ??
    aboveRatio(amounts, item.maxLimitRequestRatio[resource], words)
  );
}

/** The same of what has a request alone, as a claim of storage has. */
export function brokenRequest(
  resource: ResourceName,
  request: number | undefined,
  item: LimitRangeItem,
): BrokenBound | undefined {
  const words = wordsFor(resource, "");
  const most = item.max[resource];
  const isAbove = request !== undefined && most !== undefined && request > most;
  if (isAbove) return { role: "request", message: above(words.amount("request", request), most, words) };
  return belowMinimum({ request, limit: undefined }, item.min[resource], words);
}

function wordsFor(resource: ResourceName, whose: string): Words {
  return {
    amount: (role, amount) => `The ${resource} ${role} ${whose}of ${exactQuantity(resource, amount)}`,
    nothing: (role) => `No ${resource} ${role} ${whose}is written`,
    bound: (amount) => exactQuantity(resource, amount),
  };
}

interface Words {
  readonly amount: (role: "request" | "limit", amount: number) => string;
  readonly nothing: (role: "request" | "limit") => string;
  readonly bound: (amount: number) => string;
}

function belowMinimum({ request, limit }: EffectiveAmounts, least: number | undefined, words: Words) {
  if (least === undefined) return undefined;
  if (request === undefined) return missing("request", `a minimum of ${words.bound(least)}`, words);
  const role = request < least ? "request" : "limit";
  const low = role === "request" ? request : limit;
  if (low === undefined || low >= least) return undefined;
  return { role, message: `${words.amount(role, low)} is below the minimum of ${words.bound(least)}` } as const;
}

function aboveMaximum({ request, limit }: EffectiveAmounts, most: number | undefined, words: Words) {
  if (most === undefined) return undefined;
  if (limit === undefined) return missing("limit", `a maximum of ${words.bound(most)}`, words);
  const role = limit > most ? "limit" : "request";
  const high = role === "limit" ? limit : request;
  if (high === undefined || high <= most) return undefined;
  return { role, message: above(words.amount(role, high), most, words) } as const;
}

function above(amount: string, most: number, words: Words): string {
  return `${amount} is above the maximum of ${words.bound(most)}`;
}

function aboveRatio({ request, limit }: EffectiveAmounts, ratio: number | undefined, words: Words) {
  if (ratio === undefined) return undefined;
  const bound = `a limit of at most ${ratio} times the request`;
  if (request === undefined || request <= 0) return missing("request", bound, words);
  if (limit === undefined || limit <= 0) return missing("limit", bound, words);
  if (limit / request <= ratio) return undefined;
  const times = Number((limit / request).toPrecision(3));
  const message = `${words.amount("limit", limit)} is ${times} times its request of ${words.bound(request)}; ${ratio} times are allowed`;
  return { role: "limit", message } as const;
}

function missing(role: "request" | "limit", bound: string, words: Words): BrokenBound {
  return { role, message: `${words.nothing(role)}, and the LimitRange asks for ${bound}` };
}
