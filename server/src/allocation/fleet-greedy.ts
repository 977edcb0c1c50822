import { demandOf, packingOf } from "./bins.ts";
import { costOf, fleetOf } from "./fleet.ts";
import type { GreedySearch } from "./greedy.ts";
import type { Instance } from "./instance.ts";
import { packingOrders, sequence } from "./orders.ts";
import { refill } from "./refill.ts";

/**
 * First-fit decreasing under several orders, for instances of thousands of pods: the cheapest of all. Undefined where
 * not everything finds a place: who is served then is another question.
 */
export function packFleet(instance: Instance): GreedySearch | undefined {
  const fleet = fleetOf(instance);
  const demand = demandOf(instance);
  const attempts = packingOrders(instance).flatMap((order) => {
    const rank = new Map(sequence(instance, order).map((item, place) => [item, -place]));
    const bins = refill(fleet, demand, fleet.most, { size: (item) => rank.get(item) ?? 0, opening: "share" });
    return bins === undefined ? [] : [{ bins, cost: costOf(fleet, bins), name: order.name }];
  });
  const [first] = attempts.toSorted((a, b) => a.cost - b.cost);
  if (first === undefined) return undefined;
  const packing = packingOf(instance, fleet, first.bins);
  return { packing, detail: `first-fit decreasing by ${first.name}`, iterations: attempts.length };
}
