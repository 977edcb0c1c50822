import type { ManifestDocument } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import { describeField } from "../schema/describe.ts";

/** What the schema says about a field, as Markdown; undefined where it has no such field. */
export function fieldHover(
  { apiVersion, kind }: Pick<ManifestDocument, "apiVersion" | "kind">,
  path: Path,
): string | undefined {
  const field = describeField(apiVersion, kind, path);
  if (field === undefined) return undefined;
  const { title, type, description, values, required, default: preset } = field;
  return [
    `**${title}** · ${type}${required === true ? " · required" : ""}`,
    description,
    values !== undefined && values.length > 0 ? `One of ${values.map((value) => `\`${value}\``).join(", ")}.` : "",
    preset === undefined ? "" : `Default: \`${typeof preset === "string" ? preset : JSON.stringify(preset)}\`.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
