import builtInKinds from "../../../schemas/kubernetes/kinds.json" with { type: "json" };
import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entryAt, scalarAt } from "../document/locate.ts";
import { nearest } from "../document/nearest.ts";
import { inQuotesOf, replacement, schemaFinding } from "./finding-at.ts";
import { removedVersions } from "./removed-versions.ts";
import { kinds } from "./schemas.ts";

/** Kinds by apiVersion: all that Kubernetes has there, and all that we have of others. */
const known: Readonly<Record<string, readonly string[]>> = { ...bundledKinds(), ...builtInKinds };

/** Groups whose kinds nobody can add to: `apps`, and the nameless one. */
const closedGroups = new Set(["extensions", ...Object.keys(known).map(groupOf)]);

/**
 * For documents without a schema: an apiVersion that Kubernetes has removed, or that never had this kind, and a kind
 * that is misspelt. Anything else may be somebody's own kind, and is left alone.
 */
export function apiVersionFindings(document: ManifestDocument): readonly Finding[] {
  const { apiVersion, kind } = document;
  if (apiVersion === "" || kind === "") return incomplete(document);
  if (known[apiVersion]?.includes(kind) === true || !closedGroups.has(groupOf(apiVersion))) return [];
  return removed(document) ?? wrongVersion(document) ?? misspeltKind(document) ?? [];
}

function removed(document: ManifestDocument): readonly Finding[] | undefined {
  const version = removedVersions.find(
    (each) => each.apiVersion === document.apiVersion && each.kinds.includes(document.kind),
  );
  if (version === undefined) return undefined;
  const { use, release, note } = version;
  const since = release === undefined ? "is no longer served" : `was removed in Kubernetes ${release}`;
  const message = `${document.kind} of ${document.apiVersion} ${since}; use ${use}${note === undefined ? "" : `, ${note}`}`;
  return change(document, "apiVersion", message, use, note === undefined);
}

function wrongVersion(document: ManifestDocument): readonly Finding[] | undefined {
  const homes = Object.keys(known).filter((apiVersion) => known[apiVersion]?.includes(document.kind) === true);
  const newest = homes.sort().at(-1);
  if (newest === undefined) return undefined;
  const message = `${document.apiVersion} has no kind ${document.kind}; use ${newest}`;
  return change(document, "apiVersion", message, newest, true);
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
