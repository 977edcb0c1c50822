import type { Hover, Position } from "vscode-languageserver";
import type { ManifestDocument } from "../document/document.ts";
import { documentAt, type Place, placeAt } from "../document/locate.ts";
import { schemaOf } from "../schema/schemas.ts";
import { customSchemasIn } from "../workspace/custom-schemas.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { containerHover } from "./container-hover.ts";
import { environmentHover } from "./environment-hover.ts";
import { fieldHover } from "./field-hover.ts";
import type { HoverOptions } from "./hover-options.ts";
import { resourceHover } from "./resource-hover.ts";
import { replicasHover, targetHover } from "./scale-hover.ts";
import { offsetAt, rangeOf } from "./to-lsp.ts";

/** What is known about the key or value at a position: what the plan says about it, and what the schema does. */
export function hover(snapshot: Snapshot, file: string, position: Position, options: HoverOptions): Hover | null {
  const source = snapshot.files.get(file);
  if (source === undefined) return null;
  const offset = offsetAt(source, position);
  const document = documentAt(source, offset);
  const place = document && placeAt(document, offset);
  if (document === undefined || place === undefined) return null;
  const parts = [
    environmentHover(snapshot, document, place) ?? planned(snapshot, document, place, options),
    fieldHover(schemaOf(document) ?? document, place.path, customSchemasIn(snapshot.files)),
  ];
  const text = parts.filter((part) => part !== undefined).join("\n\n---\n\n");
  if (text === "") return null;
  const contents = options.markdown
    ? ({ kind: "markdown", value: text } as const)
    : ({ kind: "plaintext", value: withoutMarkup(text) } as const);
  return { contents, range: rangeOf(source, place.span) };
}

/** What the plan says about the value at a place; undefined where it is none that is planned. */
function planned(
  snapshot: Snapshot,
  document: ManifestDocument,
  place: Place,
  options: HoverOptions,
): string | undefined {
  return (
    resourceHover(snapshot, document, place.path, options) ??
    replicasHover(snapshot, document, place.path, options) ??
    targetHover(snapshot, document, place.path, options) ??
    containerHover(snapshot, document, place.path, options)
  );
}

function withoutMarkup(markdown: string): string {
  return markdown.replace(/!\[[^\]]*\]\([^)]*\)/g, "").replace(/\*\*|`|^_|_$/gm, "");
}
