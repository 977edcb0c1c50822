import assert from "node:assert/strict";
import { applyEdits } from "../../server/src/document/edit.ts";
import type { Finding } from "../../server/src/document/finding.ts";
import { extractMarks, type Mark } from "./fixture.ts";

/**
 * Compares the findings about a text with the marks in it: the same places with the same codes, and messages that begin
 * with the marks' messages. The comparison is shown as the text with the marks that the findings would have.
 */
export function checkFindings(text: string, findings: readonly Finding[]): void {
  const expected = extractMarks(text).map((mark) => describeMark(text, mark));
  const marks = extractMarks(text);
  const actual = findings
    .toSorted((a, b) => a.span.start - b.span.start)
    .map((finding) => {
      const mark = marks.find(({ code, span }) => code === finding.code && span.start === finding.span.start);
      const agrees = mark !== undefined && finding.message.startsWith(mark.message);
      return describeMark(text, { ...finding, message: agrees ? mark.message : finding.message });
    });
  assert.deepEqual(actual.toSorted(), expected.toSorted());
}

/** Applies the fix of the finding with this code and compares the whole text. */
export function checkFix(before: string, findings: readonly Finding[], code: string, after: string): void {
  const finding = findings.find((candidate) => candidate.code === code);
  assert.ok(
    finding?.fix,
    `A finding ${code} with a fix is expected among: ${findings.map((each) => each.code).join(", ")}`,
  );
  assert.equal(applyEdits(before, finding.fix.edits), after);
}

function describeMark(text: string, { span, code, message }: Mark): string {
  const line = text.slice(0, span.start).split("\n").length;
  const shown = JSON.stringify(text.slice(span.start, span.end));
  return `line ${line} ${shown} ${code}${message === "" ? "" : `: ${message}`}`;
}
