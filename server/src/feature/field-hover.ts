import type { ManifestDocument } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import type { CustomSchemas } from "../schema/crd.ts";
import { describeField } from "../schema/describe.ts";

/** What the schema says about a field, as Markdown; undefined where it has no such field. */
export function fieldHover(
  { apiVersion, kind }: Pick<ManifestDocument, "apiVersion" | "kind">,
  path: Path,
  customSchemas?: CustomSchemas,
): string | undefined {
  const field = describeField(apiVersion, kind, path, customSchemas);
  if (field === undefined) return undefined;
  const { title, type, description, values, required, default: preset, since } = field;
  return [
    `**${title}** · ${type}${required === true ? " · required" : ""}`,
    description,
    values !== undefined && values.length > 0 ? `One of ${values.map((value) => `\`${value}\``).join(", ")}.` : "",
    preset === undefined ? "" : `Default: \`${typeof preset === "string" ? preset : JSON.stringify(preset)}\`.`,
    since === undefined ? "" : `Since Kubernetes ${since}.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
