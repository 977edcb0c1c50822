import type { ManifestDocument, ValueNode } from "../document/document.ts";
import type { Path, Span } from "../document/span.ts";
import { amountOf } from "../quantity/convert.ts";
import type { ResourceName, ResourceSetting, ResourceSettings, Workload } from "../workload/workload.ts";
import type { RuleContext } from "./rule.ts";

/** A quantity as it is written, with what it is a quantity of. */
export interface QuantityPlace {
  readonly resource: ResourceName;
  /** As written, without quotes. */
  readonly text: string;
  /** In base units; undefined where the text is no quantity. */
  readonly value: number | undefined;
  readonly span: Span;
  readonly path: Path;
  /** `supply`: what a node or pool offers; `policy`: a quota's or limit range's bound. */
  readonly role: "request" | "limit" | "supply" | "policy";
  readonly container?: string;
}

/** A written request or limit of a container, or of the pod as a whole. */
export interface SettingPlace extends QuantityPlace {
  readonly role: "request" | "limit";
  readonly setting: ResourceSetting;
}

/** Every quantity of the document whose kind says of what it is one. */
export function quantityPlaces({ document, workload }: RuleContext): readonly QuantityPlace[] {
  return workload === undefined ? otherPlaces(document) : settingPlaces(workload);
}

/** The requests and limits of a workload's containers and pod, in this order; a value that several share by an anchor comes once. */
export function settingPlaces(workload: Workload): readonly SettingPlace[] {
  const places = knownPlaces.get(workload) ?? readPlaces(workload);
  knownPlaces.set(workload, places);
  return places;
}

/** Several rules ask for the same workload's. */
const knownPlaces: WeakMap<Workload, readonly SettingPlace[]> = new WeakMap();

function readPlaces(workload: Workload): readonly SettingPlace[] {
  const { containers, podResources } = workload;
  const places = [
    ...containers.flatMap(({ requests, limits, name }) => placesOf(requests, limits, name)),
    ...placesOf(podResources?.requests ?? {}, podResources?.limits ?? {}, undefined),
  ];
  const seen = new Set<number>();
  return places.filter(({ span }) => !seen.has(span.start) && seen.add(span.start));
}

function placesOf(
  requests: ResourceSettings,
  limits: ResourceSettings,
  container: string | undefined,
): readonly SettingPlace[] {
  const roles = [
    ["request", requests],
    ["limit", limits],
  ] as const;
  const places = roles.flatMap(([role, settings]) =>
    Object.entries(settings).map(([resource, setting]) => ({
      resource,
      text: setting.source,
      value: setting.value,
      span: setting.span,
      path: setting.path,
      role,
      ...(container === undefined ? {} : { container }),
      setting,
    })),
  );
  return places.filter(isWritten);
}

/** Paths of quantities by kind; `*` stands for any key or index, and the last key is the resource. */
const patterns: Readonly<Record<string, readonly { readonly role: QuantityPlace["role"]; readonly path: Path }[]>> = {
  ResourcePlan: [{ role: "supply", path: ["spec", "pools", "*", "allocatable", "*"] }],
  Node: [{ role: "supply", path: ["status", "allocatable", "*"] }],
  ResourceQuota: [{ role: "policy", path: ["spec", "hard", "*"] }],
  LimitRange: ["min", "max", "default", "defaultRequest"].map((bound) => ({
    role: "policy",
    path: ["spec", "limits", "*", bound, "*"],
  })),
};

function otherPlaces(document: ManifestDocument): readonly QuantityPlace[] {
  return (patterns[document.kind] ?? []).flatMap(({ role, path }) =>
    matches(document.root, path, [])
      .map(({ node, path }) => ({ ...placeOf(node, path), role }))
      .filter(isWritten),
  );
}

interface Match {
  readonly node: ValueNode;
  readonly path: Path;
}

function matches(node: ValueNode | undefined, pattern: Path, path: Path): readonly Match[] {
  const [step, ...rest] = pattern;
  if (node === undefined || step === undefined) return node === undefined ? [] : [{ node, path }];
  return children(node)
    .filter(([key]) => step === "*" || step === key)
    .flatMap(([key, child]) => matches(child, rest, [...path, key]));
}

function children(node: ValueNode): readonly (readonly [string | number, ValueNode])[] {
  if (node.type === "scalar") return [];
  return node.type === "map"
    ? node.entries.map(({ key, value }) => [key, value] as const)
    : node.items.map(({ value }, index) => [index, value] as const);
}

function placeOf(node: ValueNode, path: Path): Omit<QuantityPlace, "role"> {
  const text = node.type === "scalar" ? node.source : "";
  // A quota's keys say of which side the bound is: `requests.cpu`, `limits.memory`.
  const resource = String(path.at(-1)).replace(/^(requests|limits)\./, "");
  return { resource, text, value: amountOf(text), span: node.span, path };
}

/** A value that is still being typed, or null (which Kubernetes takes as absent), is no mistake yet. */
function isWritten({ text, span }: QuantityPlace): boolean {
  const quoted = span.end - span.start > text.length;
  return quoted || !["", "null", "Null", "NULL", "~"].includes(text);
}
