import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { type FindingPlace, placeOf } from "./finding-place.ts";
import { decoded, folderOf, relativePath } from "./relative-path.ts";

/** Findings that are known and not reported again: those that were there when checking began. */
export interface Baseline {
  /** The identity of the file that holds it; `file` of its entries is relative to it. */
  readonly file: string;
  readonly findings: readonly KnownFinding[];
}

/** What is found again wherever it has moved to in its object. */
interface KnownFinding extends FindingPlace {
  readonly file: string;
  readonly code: string;
  /** How often it is there; once where absent. */
  readonly count?: number;
}

/** A baseline as it is written into its file. */
export interface BaselineJson {
  readonly schemaVersion: 1;
  readonly findings: readonly KnownFinding[];
}

/** The baseline that a file holds; undefined where it holds none. */
export function readBaseline(file: string, text: string): Baseline | undefined {
  const json = parseJson(text);
  const isBaseline = isRecord(json) && json["schemaVersion"] === 1 && Array.isArray(json["findings"]);
  const findings: unknown = isBaseline ? json["findings"] : undefined;
  return Array.isArray(findings) && findings.every(isKnownFinding) ? { file, findings } : undefined;
}

/** The baseline of these findings, in a stable order. */
export function makeBaseline(
  file: string,
  findings: readonly Finding[],
  sourceOf: (file: string) => SourceFile | undefined,
): BaselineJson {
  const folder = folderOf(file);
  const counts = new Map<string, KnownFinding & { count: number }>();
  for (const finding of findings) {
    const known = knownFinding(folder, finding, sourceOf(finding.file));
    const key = keyOf(known);
    counts.set(key, { ...known, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known);
  return {
    schemaVersion: 1,
    findings: sorted.map(({ count, ...known }) => (count === 1 ? known : { ...known, count })),
  };
}

/** What a baseline leaves of some findings, and what of it they no longer have. */
export interface Comparison {
  readonly left: readonly Finding[];
  readonly known: readonly Finding[];
  readonly gone: readonly KnownFinding[];
}

/** Takes the known findings out. `gone` speaks of the whole baseline, so give every file's findings where it matters. */
export function withoutKnown(
  baseline: Baseline,
  findings: readonly Finding[],
  sourceOf: (file: string) => SourceFile | undefined,
): Comparison {
  const folder = folderOf(baseline.file);
  const counts = new Map(baseline.findings.map((known) => [keyOf(known), known.count ?? 1]));
  const left: Finding[] = [];
  const known: Finding[] = [];
  for (const finding of findings) {
    const key = keyOf(knownFinding(folder, finding, sourceOf(finding.file)));
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    (count > 0 ? known : left).push(finding);
  }
  return { left, known, gone: baseline.findings.filter((each) => (counts.get(keyOf(each)) ?? 0) > 0) };
}

function knownFinding(folder: string, finding: Finding, source: SourceFile | undefined): KnownFinding {
  const { object, path } = placeOf(source, finding);
  return { file: decoded(relativePath(folder, finding.file)), code: finding.code, object, path };
}

function keyOf({ file, code, object, path }: KnownFinding): string {
  return [file, object, path, code].join("\n");
}

function isKnownFinding(json: unknown): json is KnownFinding {
  if (!isRecord(json)) return false;
  const { count } = json;
  const isCounted = count === undefined || (Number.isSafeInteger(count) && Number(count) > 0);
  return isCounted && ["file", "code", "object", "path"].every((name) => typeof json[name] === "string");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
