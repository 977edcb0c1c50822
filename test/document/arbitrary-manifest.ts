import fc from "fast-check";

/** A value with the way in which it is written. */
type Written =
  | { readonly type: "scalar"; readonly text: string; readonly comment: string }
  | { readonly type: "block"; readonly header: string; readonly lines: readonly string[] }
  | { readonly type: "flow"; readonly text: string; readonly comment: string }
  | { readonly type: "map"; readonly entries: readonly Entry[] }
  | { readonly type: "sequence"; readonly items: readonly Written[] };

interface Entry {
  readonly key: string;
  readonly above: string;
  readonly value: Written;
}

interface Layout {
  readonly indent: number;
  readonly compact: boolean;
  readonly newline: string;
  readonly endsWithNewline: boolean;
}

/** Short keys, so that a path of other keys often exists. */
export const arbitraryKey: fc.Arbitrary<string> = fc.constantFrom(
  "a",
  "b",
  "cpu",
  "memory",
  "nvidia.com/gpu",
  "requests",
);

/** Texts that are written as values: some need quotes. */
export const arbitraryScalar: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("120m", "1Gi", "2", "0.5", "true", "it's", "a: b", "x # y", "- z", "[1", "100%", ""),
  fc.string({ maxLength: 6 }),
);

/** Manifests in many styles: indentation, line ends, comments, quotes, flows, block scalars, absent values. */
export const arbitraryManifest: fc.Arbitrary<string> = fc
  .tuple(arbitraryMap(3), arbitraryLayout())
  .map(([root, layout]) => write(root, layout));

function arbitraryLayout(): fc.Arbitrary<Layout> {
  return fc.record({
    indent: fc.constantFrom(1, 2, 3, 4),
    compact: fc.boolean(),
    newline: fc.constantFrom("\n", "\r\n"),
    endsWithNewline: fc.boolean(),
  });
}

function arbitraryWritten(depth: number): fc.Arbitrary<Written> {
  if (depth === 0) return arbitraryLeaf();
  const sequence = fc.array(arbitraryWritten(depth - 1), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: arbitraryLeaf() },
    { weight: 3, arbitrary: arbitraryMap(depth - 1) },
    { weight: 2, arbitrary: sequence.map((items): Written => ({ type: "sequence", items })) },
  );
}

function arbitraryMap(depth: number): fc.Arbitrary<Written> {
  const entry = fc.record({
    key: arbitraryKey,
    above: fc.constantFrom("", "", "# above", "#  a: 1"),
    value: arbitraryWritten(depth),
  });
  return fc
    .uniqueArray(entry, { minLength: 1, maxLength: 4, selector: ({ key }) => key })
    .map((entries) => ({ type: "map", entries }));
}

function arbitraryLeaf(): fc.Arbitrary<Written> {
  const comment = fc.constantFrom("", "", " # beside", "  #x", " ");
  const plain = fc.constantFrom("1", "500m", "web", '"2"', "'x y'", "", "~", "null", "!!str 5", "http://x/y");
  const flow = fc.constantFrom(
    "{}",
    "{ }",
    "[]",
    "{cpu: 1}",
    "{ a: 1, b: {} }",
    '{"a":1,"b":[1,2]}',
    "{a, b: }",
    "[a, {b: 1}]",
  );
  const block = fc.record({
    type: fc.constant("block" as const),
    header: fc.constantFrom("|", "|-", "|+", ">", ">-", ">+"),
    lines: fc
      .array(fc.constantFrom("one", "  two", "", "", "a: 1", "# no comment"), { maxLength: 4 })
      .map((rest) => ["x", ...rest]),
  });
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant("scalar" as const), text: plain, comment }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("flow" as const), text: flow, comment }) },
    { weight: 1, arbitrary: block },
  );
}

function write(root: Written, layout: Layout): string {
  const lines = writeLines(root, layout);
  // A block scalar's last line has to end for its text to have an end of its own.
  const mustEnd = lines.at(-1)?.trim() === "" || lines.some((line) => /[|>][+-]?$/.test(line));
  return lines.join(layout.newline) + (layout.endsWithNewline || mustEnd ? layout.newline : "");
}

function writeLines(value: Written, layout: Layout): readonly string[] {
  if (value.type === "map") return value.entries.flatMap((entry) => writeEntry(entry, layout));
  if (value.type === "sequence") return value.items.flatMap((item) => writeItem(item, layout));
  if (value.type === "block") return [value.header, ...value.lines];
  return [value.text + value.comment];
}

function writeEntry({ key, above, value }: Entry, layout: Layout): readonly string[] {
  const lines = writeLines(value, layout);
  const isNested = value.type === "map" || value.type === "sequence";
  const indent = value.type === "sequence" && layout.compact ? "" : " ".repeat(layout.indent);
  const body = isNested
    ? [`${key}:`, ...lines.map((line) => indented(line, indent))]
    : [`${key}: ${lines[0] ?? ""}`, ...lines.slice(1).map((line) => indented(line, " ".repeat(layout.indent)))];
  return above === "" ? body : [above, ...body];
}

function writeItem(item: Written, layout: Layout): readonly string[] {
  const [first = "", ...rest] = writeLines(item, layout);
  // A comment cannot share the dash's line and leave its entry there.
  if (item.type === "map" && first.startsWith("#"))
    return ["-", ...[first, ...rest].map((line) => indented(line, "  "))];
  return [`- ${first}`, ...rest.map((line) => indented(line, "  "))];
}

function indented(line: string, indent: string): string {
  return line === "" ? "" : indent + line;
}
