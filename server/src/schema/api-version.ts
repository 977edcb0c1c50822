import builtInKinds from "../../../schemas/kubernetes/kinds.json" with { type: "json" };
import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entryAt, scalarAt } from "../document/locate.ts";
import { nearest } from "../document/nearest.ts";
import { inQuotesOf, replacement, schemaFinding } from "./finding-at.ts";
import { compareMinors, existsIn, minorsOfKind, sinceText } from "./minors.ts";
import { removedVersions } from "./removed-versions.ts";
import { kinds } from "./schemas.ts";

/** Kinds by apiVersion: all that Kubernetes has there, and all that we have of others. */
const known: Readonly<Record<string, readonly string[]>> = { ...bundledKinds(), ...builtInKinds };

/** Groups whose kinds nobody can add to: `apps`, and the nameless one. */
const closedGroups = new Set(["extensions", ...Object.keys(known).map(groupOf)]);

/** Of those, the ones whose versions are all known. An operator may serve more versions of a kind than the one that we have. */
const wholeGroups = new Set([
  "extensions",
  ...Object.keys(builtInKinds).map(groupOf),
  "kustomize.config.k8s.io",
  "resource-planner.dev",
]);

/**
 * For documents without a schema: an apiVersion that Kubernetes has removed, or that never had this kind, or that only
 * other minor versions have than the one (`version`) that the document is for, and a kind that is misspelt. Anything
 * else may be somebody's own kind, and is left alone; and a template may ask the cluster for its version before it
 * writes an old one.
 */
export function apiVersionFindings(document: ManifestDocument, version?: string): readonly Finding[] {
  const { apiVersion, kind, template } = document;
  if (apiVersion === "" || kind === "") return incomplete(document);
  if (minorsOfKind(apiVersion, kind) !== undefined) return template === true ? [] : inOtherMinor(document, version);
  if (known[apiVersion]?.includes(kind) === true || !closedGroups.has(groupOf(apiVersion))) return [];
  return removed(document, version) ?? wrongVersion(document, version) ?? misspeltKind(document) ?? [];
}

function inOtherMinor(document: ManifestDocument, version: string | undefined): readonly Finding[] {
  const { apiVersion, kind } = document;
  const { from, after } = minorsOfKind(apiVersion, kind) ?? {};
  const home = homeOf(document, version);
  const advice = home === undefined ? "" : `; use ${home}`;
  if (from !== undefined && !existsIn(version, from)) {
    const message = `${kind} of ${apiVersion} exists from Kubernetes ${sinceText(from)} on, and this folder says ${version}`;
    return change(document, "apiVersion", message + advice, home ?? "", false);
  }
  if (after === undefined || !existsIn(version, after)) return [];
  const message = `${kind} of ${apiVersion} was removed in Kubernetes ${sinceText(after)}${advice}`;
  return change(document, "apiVersion", message, home ?? "", false);
}

function removed(document: ManifestDocument, version: string | undefined): readonly Finding[] | undefined {
  const { apiVersion, kind, template } = document;
  const entry = removedVersions.find((each) => each.apiVersion === apiVersion && each.kinds.includes(kind));
  if (entry === undefined) return undefined;
  if (template === true) return [];
  const { use, release, note } = entry;
  const advice = [use === undefined ? [] : `use ${use}`, note ?? []].flat().join(", ");
  if (release !== undefined && version !== undefined && compareMinors(version, release) < 0) {
    const message = `Kubernetes ${release} has no ${kind} of ${apiVersion} any more, ${version} still has; from then on ${advice}`;
    return change(document, "apiVersion", message, "", false).map((each) => ({ ...each, severity: "information" }));
  }
  const since = release === undefined ? "is no longer served" : `was removed in Kubernetes ${release}`;
  const isCertain = use !== undefined && note === undefined;
  return change(document, "apiVersion", `${kind} of ${apiVersion} ${since}; ${advice}`, use ?? "", isCertain);
}

function wrongVersion(document: ManifestDocument, version: string | undefined): readonly Finding[] | undefined {
  const home = homeOf(document, version);
  if (home === undefined) return undefined;
  const group = groupOf(document.apiVersion);
  if (groupOf(home) === group && !wholeGroups.has(group)) return undefined;
  const message = `${document.apiVersion} has no kind ${document.kind}; use ${home}`;
  return change(document, "apiVersion", message, home, true);
}

/** The apiVersion that has the kind: of its own group if there is one, or else of Kubernetes, and there the newest. */
function homeOf({ apiVersion, kind }: ManifestDocument, version: string | undefined): string | undefined {
  const homes = Object.keys(known).filter((home) => known[home]?.includes(kind) === true && isServed(home));
  return homes.toSorted((a, b) => rank(a) - rank(b)).at(-1);

  function isServed(home: string): boolean {
    const { from, after } = minorsOfKind(home, kind) ?? {};
    return existsIn(version, from) && (after === undefined || !existsIn(version, after));
  }

  function rank(home: string): number {
    const isOwn = groupOf(home) === groupOf(apiVersion);
    return Number(isOwn) * 1_000_000 + Number(home in builtInKinds) * 100_000 + priority(home);
  }
}

/** Kubernetes' own order: `v1alpha1`, `v1beta1`, `v1beta2`, `v1`, `v2`. */
function priority(apiVersion: string): number {
  const [, major = 0, stage, minor = 0] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion) ?? [];
  const stability = stage === undefined ? 2 : Number(stage === "beta");
  return stability * 10_000 + Number(major) * 100 + Number(minor);
}

function misspeltKind(document: ManifestDocument): readonly Finding[] | undefined {
  const meant = nearest(document.kind, known[document.apiVersion] ?? []);
  if (meant === undefined) return undefined;
  const message = `${document.apiVersion} has no kind ${document.kind}. Did you mean ${meant}?`;
  return change(document, "kind", message, meant, true);
}

function change(
  document: ManifestDocument,
  field: "apiVersion" | "kind",
  message: string,
  to: string,
  isCertain: boolean,
): readonly Finding[] {
  const scalar = scalarAt(document.root, [field]);
  if (scalar === undefined) return [];
  const quote = scalar.style === "single" ? "'" : '"';
  const newText = inQuotesOf(scalar.span, scalar.source, to, quote);
  const fix = isCertain ? replacement(document, `Change to ${to}`, scalar.span, newText) : undefined;
  return [schemaFinding(document, field === "kind" ? "kind" : "api-version", scalar.span, message, fix)];
}

/** A document that is an object in all but its apiVersion or kind. */
function incomplete(document: ManifestDocument): readonly Finding[] {
  const isObject = ["metadata", "spec"].every((field) => entryAt(document.root, [field]) !== undefined);
  if (document.broken || !isObject) return [];
  const field = document.kind === "" ? "kind" : "apiVersion";
  const present = entryAt(document.root, [field === "kind" ? "apiVersion" : "kind"]);
  const isKnown = field === "kind" ? known[document.apiVersion] !== undefined : isKnownKind(document.kind);
  if (present === undefined || !isKnown) return [];
  return [schemaFinding(document, "required", present.keySpan, `The document needs "${field}"`)];
}

function bundledKinds(): Readonly<Record<string, readonly string[]>> {
  const byVersion: Record<string, string[]> = {};
  for (const { apiVersion, kind } of kinds()) {
    byVersion[apiVersion] ??= [];
    byVersion[apiVersion].push(kind);
  }
  return byVersion;
}

function isKnownKind(kind: string): boolean {
  return kinds().some((each) => each.kind === kind);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
