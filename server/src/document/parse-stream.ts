import { type Parsed, parseYaml } from "./parse-yaml.ts";
import { shifted } from "./shift.ts";
import { splitStream } from "./split.ts";
import { hasHelmActions } from "./template.ts";

/** One document of a stream as it was read, with the text that it was read from. */
export interface Part {
  readonly text: string;
  readonly parsed: Parsed;
}

/**
 * Reads each document of a stream on its own. Those before and behind a change are taken over from the parts of the
 * stream as it was, the latter moved to their new place: reading costs many times more than moving.
 */
export function parseStream(file: string, text: string, before: readonly Part[] = []): readonly Part[] {
  const spans = splitStream(text);
  return spans.map((span, index) => {
    const part = text.slice(span.start, span.end);
    const candidates = [before[index], before[before.length - spans.length + index]];
    const same = candidates.find((candidate) => candidate?.text === part)?.parsed;
    const parsed =
      same === undefined ? parseYaml(file, text, span) : shifted(same, span.start - same.document.span.start);
    return { text: part, parsed };
  });
}

/** Where one document is a template, so are those beside it that have actions, even if these stand in quotes. */
export function withTemplates(parts: readonly Part[]): readonly Parsed[] {
  if (!parts.some(({ parsed }) => parsed.document.template === true)) return parts.map(({ parsed }) => parsed);
  return parts.map(({ text, parsed }) =>
    hasHelmActions(text) ? { document: { ...parsed.document, broken: true, template: true }, findings: [] } : parsed,
  );
}
