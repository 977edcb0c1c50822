import Builder from "fast-xml-builder";
import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { rangeIn } from "./findings-json.ts";

/** Findings as JUnit's XML: a suite for each file, and in it a failed test for each finding, or one that passed. */
export function findingsJunit(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
  named: (file: string) => boolean,
): string {
  const place = rangeIn(sources);
  const files = [...sources.keys()].filter(named);
  const others = findings.map(({ file }) => file).filter((file) => !files.includes(file));
  const suites = [...new Set([...files, ...others])].map((file) => {
    const own = findings.filter((finding) => finding.file === file);
    const failed = own.map((finding) => testCase(finding, place(file, finding.span).start));
    const passed = { "@name": "nothing found", "@classname": file };
    return {
      "@name": clean(file),
      "@tests": Math.max(own.length, 1),
      "@failures": own.length,
      testcase: own.length === 0 ? [passed] : failed,
    };
  });
  const root = {
    "@name": "resource-planner",
    "@tests": suites.reduce((sum, suite) => sum + suite["@tests"], 0),
    "@failures": findings.length,
    testsuite: suites,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites: root })}`;
}

const builder = new Builder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

interface Position {
  readonly line: number;
  readonly character: number;
}

function testCase({ file, code, severity, message }: Finding, { line, character }: Position): object {
  const where = `${file}:${line + 1}:${character + 1}`;
  return {
    "@name": clean(`${code} at line ${line + 1}`),
    "@classname": clean(file),
    failure: { "@type": severity, "@message": clean(message), "#text": clean(`${where} ${message} [${code}]`) },
  };
}

/** XML 1.0 has no way to write most control characters, nor half of a surrogate pair. */
function clean(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
