import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";

/** A folder of its own with these files, which is removed when the test has ended. */
export function folderWith(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "resource-planner-")));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A usage history of `hours` hours of one value: `time,workload,resource,value`. */
export function csvOf(workload: string, resource: string, value: number, hours: number): string {
  const rows = Array.from({ length: hours }, (_, hour) => {
    const time = new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
    return `${time},${workload},${resource},${value}`;
  });
  return `time,workload,resource,value\n${rows.join("\n")}\n`;
}
