import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** Unified diff of one file, as `patch -p1` and reviewers read it. */
export function unifiedDiff(file: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
