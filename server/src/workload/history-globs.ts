import type { HistorySource } from "./resource-plan.ts";

/** A glob for each folder and kind of history file; the file itself where it is alone. */
export function historyGlobs(files: readonly string[]): readonly Pick<HistorySource, "type" | "location">[] {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    const name = file.slice(folder.length);
    const extension = name.includes(".") ? name.slice(name.lastIndexOf(".")) : "";
    const glob = `${literal(folder)}*${literal(extension)}`;
    groups.set(glob, [...(groups.get(glob) ?? []), file]);
  }
  return [...groups].map(([glob, members]) => ({
    type: sourceType(glob),
    location: members.length === 1 ? members.map(literal).join() : glob,
  }));
}

function sourceType(path: string): HistorySource["type"] {
  if (/\.json$/i.test(path)) return "prometheusResponse";
  if (/\.(?:om|prom)$/i.test(path)) return "openMetrics";
  return /\.(?:csv|tsv)$/i.test(path) ? "csv" : "file";
}

/** A glob that matches this path: `?` stands for characters that have a meaning in globs. */
function literal(path: string): string {
  return path.replace(/[*?[\]{}()!+@|\\]/g, "?");
}
