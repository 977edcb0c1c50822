import { createHash } from "node:crypto";
import type { ArtifactLocation, Fix, Location, Log, Region, ReportingDescriptor, Result } from "sarif";
import type { SourceFile } from "../document/document.ts";
import type { Finding, Severity, TextEdit } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { placeOf } from "../workspace/finding-place.ts";
import type { SuppressedFinding } from "../workspace/suppress.ts";
import { rangeIn } from "./findings-json.ts";
import { ruleHelp } from "./rule-help.ts";
import { version } from "./version.ts";

/** What is to be told in SARIF. */
export interface SarifInput {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** Whether everything could be read. */
  readonly complete: boolean;
}

/** Findings as a SARIF log, version 2.1.0: suppressed ones are among them, and say so. */
export function findingsSarif({ findings, suppressed, sources, complete }: SarifInput): Log {
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const codes = [...new Set(all.map(({ code }) => code))].toSorted();
  const fingerprint = fingerprints(sources);
  const result = (finding: Finding): Result => resultOf(finding, { sources, codes, fingerprint: fingerprint(finding) });
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Resource Planner", semanticVersion: version, rules: codes.map((code) => ruleOf(code, all)) },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The working directory." } } },
        invocations: [{ executionSuccessful: complete }],
        results: [
          ...findings.map(result),
          ...suppressed.map(({ finding, reason, by }) => ({
            ...result(finding),
            suppressions: [
              {
                kind: by === "manifest" ? ("inSource" as const) : ("external" as const),
                ...(reason !== undefined && { justification: reason }),
              },
            ],
          })),
        ],
      },
    ],
  };
}

const levels = { error: "error", warning: "warning", information: "note", hint: "note" } as const satisfies Record<
  Severity,
  Result.level
>;

function ruleOf(code: string, findings: readonly Finding[]): ReportingDescriptor {
  const { summary, page, markdown } = ruleHelp(code);
  const [group = ""] = code.split("/");
  const severity = findings.find((finding) => finding.code === code)?.severity ?? "warning";
  return {
    id: code,
    shortDescription: { text: summary },
    help: {
      text: page === undefined ? summary : `${summary}. See ${page}`,
      ...(markdown !== undefined && { markdown }),
    },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [group] },
  };
}

interface ResultContext {
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly codes: readonly string[];
  readonly fingerprint: string;
}

function resultOf(finding: Finding, { sources, codes, fingerprint }: ResultContext): Result {
  const { code, severity, message, file, span, fix, related, workload } = finding;
  const logical =
    workload === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: workload, kind: "resource" }] };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: message },
    locations: [{ ...locationOf(sources, file, span), ...logical }],
    partialFingerprints: { "resourcePlannerPlace/v1": fingerprint },
    ...(fix !== undefined && { fixes: [fixOf(sources, fix)] }),
    ...(related !== undefined && {
      relatedLocations: related.map((each, id) => ({
        id,
        message: { text: each.message },
        ...locationOf(sources, each.file, each.span),
      })),
    }),
  };
}

function locationOf(sources: ReadonlyMap<string, SourceFile>, file: string, span: Span): Location {
  return { physicalLocation: { artifactLocation: artifactOf(file), region: regionOf(sources, file, span) } };
}

function artifactOf(file: string): ArtifactLocation {
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

/** Lines and columns from 1; the end column is the one after the last. */
function regionOf(sources: ReadonlyMap<string, SourceFile>, file: string, span: Span): Region {
  const { start, end } = rangeIn(sources)(file, span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fixOf(sources: ReadonlyMap<string, SourceFile>, { title, edits }: NonNullable<Finding["fix"]>): Fix {
  const replacement = ({ file, span, newText }: TextEdit) => ({
    deletedRegion: regionOf(sources, file, span),
    insertedContent: { text: newText },
  });
  return {
    description: { text: title },
    artifactChanges: [...new Set(edits.map(({ file }) => file))].map((file) => ({
      artifactLocation: artifactOf(file),
      replacements: edits.filter((edit) => edit.file === file).map(replacement),
    })),
  };
}

/** Of what is found, and of the value that it is found at, but not of lines: equal ones are numbered in their order. */
function fingerprints(sources: ReadonlyMap<string, SourceFile>): (finding: Finding) => string {
  const counts = new Map<string, number>();
  return (finding) => {
    const { object, path } = placeOf(sources.get(finding.file), finding);
    const key = [finding.code, finding.file, object, path].join("\n");
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return createHash("sha256").update(`${key}\n${count}`).digest("hex");
  };
}
