import { documentAt } from "../document/locate.ts";
import { isBytes } from "../quantity/round.ts";
import { adviceOf } from "../workspace/snapshot.ts";
import { type Candidate, itemKind, literal } from "./candidate.ts";
import type { CompletionSite } from "./completion-site.ts";
import { samePath } from "./plan-hints.ts";
import { containerOn, recommendedValue } from "./recommended-value.ts";

/** Amounts and counts: the recommended one first and chosen, then what goes with it, then usual ones. */
export function quantityCandidates(site: CompletionSite): readonly Candidate[] {
  if (site.cursor.on !== "value") return [];
  return [...replicaCandidates(site), ...resourceCandidates(site)];
}

function resourceCandidates({ snapshot, source, cursor }: CompletionSite): readonly Candidate[] {
  const [list, resource] = cursor.path.slice(-2);
  if ((list !== "requests" && list !== "limits") || typeof resource !== "string") return [];
  const role = list === "requests" ? "request" : "limit";
  const place = containerOn(snapshot, documentAt(source, cursor.word.start), cursor.path);
  const recommended = place && recommendedValue(snapshot, place.workload, place.container, resource, role);
  const other = role === "limit" ? place?.container.requests[resource] : place?.container.limits[resource];
  return [
    ...(recommended === undefined
      ? []
      : [{ ...amount(recommended.text), detail: recommended.reason, preselect: true, rank: 0 }]),
    ...(other?.value === undefined
      ? []
      : [{ ...amount(other.source), detail: role === "limit" ? "as the request" : "as the limit", rank: 1 }]),
    ...usualAmounts(resource).map(amount),
  ];
}

function replicaCandidates({ snapshot, source, cursor }: CompletionSite): readonly Candidate[] {
  const document = documentAt(source, cursor.word.start);
  const workload = snapshot.inventory.workloads.find((each) => each.document === document);
  if (workload?.replicas.path === undefined || !samePath(workload.replicas.path, cursor.path)) return [];
  const sizing = adviceOf(snapshot)?.sizings.get(workload.id)?.replicas;
  if (sizing === undefined) return [];
  const detail = sizing.reason ?? "as in the last plan";
  return [{ ...amount(String(sizing.recommended)), detail, preselect: true, rank: 0 }];
}

function amount(text: string): Candidate {
  return { label: text, snippet: literal(text), kind: itemKind.unit, rank: 2 };
}

/** Sizes that people write, small to large. */
function usualAmounts(resource: string): readonly string[] {
  if (resource === "cpu") return ["50m", "100m", "250m", "500m", "1", "2", "4"];
  if (resource === "memory") return ["64Mi", "128Mi", "256Mi", "512Mi", "1Gi", "2Gi", "4Gi"];
  if (isBytes(resource)) return ["1Gi", "2Gi", "5Gi", "10Gi"];
  return ["1", "2", "4", "8"];
}
