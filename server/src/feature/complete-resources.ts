import { documentAt } from "../document/locate.ts";
import { type Candidate, itemKind, literal, withPlaces } from "./candidate.ts";
import { lineBelow } from "./complete-keys.ts";
import type { CompletionSite } from "./completion-site.ts";
import { containerOn, type RecommendedValue, recommendedValue, sizedResources } from "./recommended-value.ts";

/** Names of resources below `requests` and `limits`, each with the value that the plan recommends. */
export function resourceNameCandidates(site: CompletionSite): readonly Candidate[] {
  const { snapshot, source, cursor } = site;
  const list = cursor.path.at(-1);
  if (list !== "requests" && list !== "limits") return [];
  const place = containerOn(snapshot, documentAt(source, cursor.word.start), cursor.path);
  const sized = place === undefined ? [] : sizedResources(snapshot, place.workload, place.container);
  const offered = snapshot.inventory.supply.pools.flatMap(({ allocatable }) => Object.keys(allocatable));
  const names = new Set([...sized, "cpu", "memory", "ephemeral-storage", ...offered.filter((name) => name !== "pods")]);
  return [...names]
    .filter((name) => !cursor.taken.has(name))
    .map((name) => {
      const role = list === "requests" ? "request" : "limit";
      const recommended = place && recommendedValue(snapshot, place.workload, place.container, name, role);
      const value = recommended === undefined ? "$0" : `${literal(recommended.text)}$0`;
      return {
        label: name,
        snippet: `${literal(name)}${cursor.hasColon ? "" : `: ${value}`}`,
        kind: itemKind.property,
        ...(recommended && { detail: `${recommended.text} · ${recommended.reason}` }),
        asksNext: recommended === undefined,
        rank: recommended === undefined ? 6 : 1,
      };
    });
}

/** A container's whole `resources` block: with recommended values where there are any, else with places to fill. */
export function resourcesBlock(site: CompletionSite): readonly Candidate[] {
  const { snapshot, source, cursor } = site;
  const place = containerOn(snapshot, documentAt(source, cursor.word.start), cursor.path);
  if (place === undefined || place.rest.length > 0 || cursor.taken.has("resources")) return [];
  if (cursor.hasColon || cursor.flow) return [];
  const values = (role: "request" | "limit"): readonly NamedValue[] =>
    sizedResources(snapshot, place.workload, place.container).flatMap((resource) => {
      const value = recommendedValue(snapshot, place.workload, place.container, resource, role);
      return value === undefined ? [] : { resource, ...value };
    });
  const [requests, limits] = [values("request"), values("limit")];
  if (requests.length + limits.length === 0) return [unfilled(site)];
  return [
    {
      label: "resources with recommended values",
      snippet: `resources:${list(site, "requests", requests)}${list(site, "limits", limits)}$0`,
      kind: itemKind.snippet,
      detail: [...requests, ...limits].map(({ resource, text }) => `${resource} ${text}`).join(", "),
      documentation: [...requests, ...limits].map(({ resource, reason }) => `**${resource}**: ${reason}`).join("\n\n"),
      preselect: true,
      rank: 0,
    },
  ];
}

interface NamedValue extends RecommendedValue {
  readonly resource: string;
}

function list(site: CompletionSite, name: string, values: readonly NamedValue[]): string {
  if (values.length === 0) return "";
  const lines = values.map(({ resource, text }) => `${lineBelow(site, 2)}${literal(resource)}: ${literal(text)}`);
  return `${lineBelow(site, 1)}${name}:${lines.join("")}`;
}

function unfilled(site: CompletionSite): Candidate {
  const [inner, value] = [lineBelow(site, 1), lineBelow(site, 2)];
  return {
    label: "resources with requests and a memory limit",
    snippet: withPlaces(
      `resources:${inner}requests:${value}cpu: <1:100m>${value}memory: <2:128Mi>${inner}limits:${value}memory: <2:128Mi>`,
    ),
    kind: itemKind.snippet,
    rank: 40,
  };
}
