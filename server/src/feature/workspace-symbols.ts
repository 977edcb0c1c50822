import type { WorkspaceSymbol } from "vscode-languageserver";
import { nameSpanOf } from "../workload/name-span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { objectName, symbolKind } from "./document-symbols.ts";
import { workloadKinds } from "./reference-kinds.ts";
import { locationOf } from "./to-lsp.ts";

/** Objects of all files whose `Kind/namespace/name` has the letters of the query in this order, the closest first. */
export function workspaceSymbols(snapshot: Snapshot, query: string): WorkspaceSymbol[] {
  const documents = [...snapshot.files.values()].flatMap((source) => source.documents);
  return documents
    .filter(({ kind, name }) => kind !== "" && name !== "")
    .flatMap((document) => {
      const name = objectName(document);
      const distance = distanceOf(name.toLowerCase(), query.toLowerCase());
      return distance === undefined ? [] : [{ document, name, distance }];
    })
    .toSorted((a, b) => a.distance - b.distance || compare(a.name, b.name))
    .slice(0, mostSymbols)
    .flatMap(({ document, name }) => {
      const location = locationOf(snapshot.files, document.file, nameSpanOf(document));
      const kind = workloadKinds.includes(document.kind) ? symbolKind.workload : symbolKind.object;
      return location === undefined ? [] : { name, kind, location };
    });
}

/** More than anybody reads; the editor asks anew for every letter. */
const mostSymbols = 500;

/** How many letters stand between those of the query; undefined where they are not all there in their order. */
function distanceOf(name: string, query: string): number | undefined {
  let from = name.indexOf(query);
  if (from >= 0) return from === 0 || /[/-]/.test(name[from - 1] ?? "") ? 0 : 1;
  let gaps = 2;
  let last = -1;
  for (const letter of query.replace(/\s/g, "")) {
    from = name.indexOf(letter, last + 1);
    if (from < 0) return undefined;
    gaps += from - last - 1;
    last = from;
  }
  return gaps;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
