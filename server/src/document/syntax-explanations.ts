import type { ErrorCode, YAMLError } from "yaml";

/** What is underlined: the word or the line's rest where the parser stopped, the key below, white space, or a quote above. */
export type Extent = "word" | "line" | "nextLine" | "indentation" | "openingQuote";

/** What an error means to the person who wrote the text. */
export interface Explanation {
  readonly extent: Extent;
  /** A sentence that names the remedy; `marked` is the underlined text. */
  readonly message: (marked: string) => string;
}

interface Rule extends Explanation {
  readonly code: ErrorCode;
  /** Tells the errors of one code apart: by the parser's words, or by the rest of the line they stand on. */
  readonly words?: RegExp;
  readonly line?: RegExp;
}

/** The first rule that fits is taken; the errors not named here are rare, and their parser's words say enough. */
export function explanationOf(error: YAMLError, line: string): Explanation {
  const rule = rules.find(
    ({ code, words, line: pattern }) =>
      code === error.code && (words?.test(error.message) ?? true) && (pattern?.test(line) ?? true),
  );
  return rule ?? { extent: "word", message: () => `This is not valid YAML: ${lowerFirst(error.message)}.` };
}

const missingSpace = /^[\w."'/-]+:[^\s]/;
const listItem = /^\s*-(?:\s|$)/;

const listBesideKeys: Explanation = {
  extent: "word",
  message: () => "A list item cannot stand here. Indent it like the items of its list, below their key.",
};

const notAligned: Explanation = {
  extent: "line",
  message: () => "This line is not indented like the keys it stands beside.",
};

const spaceAfterColon: Explanation = {
  extent: "line",
  message: (marked) => `Write a space after the \`:\` in \`${marked}\`; without it, this is no key.`,
};

const colonAfterKey: Explanation = {
  extent: "line",
  message: (marked) => `\`${marked}\` needs a \`:\` behind it to be a key, or a \`- \` before it to be a list item.`,
};

const rules: readonly Rule[] = [
  {
    code: "TAB_AS_INDENT",
    extent: "indentation",
    message: () => "Tabs cannot indent YAML. Use spaces.",
  },
  { code: "MULTILINE_IMPLICIT_KEY", line: listItem, ...listBesideKeys },
  { code: "MULTILINE_IMPLICIT_KEY", line: missingSpace, ...spaceAfterColon },
  { code: "MULTILINE_IMPLICIT_KEY", ...colonAfterKey },
  { code: "MISSING_CHAR", words: /followed by map values/, line: listItem, ...listBesideKeys },
  { code: "MISSING_CHAR", words: /followed by map values/, line: missingSpace, ...spaceAfterColon },
  { code: "MISSING_CHAR", words: /followed by map values/, ...colonAfterKey },
  {
    code: "MISSING_CHAR",
    words: /closing .quote/,
    extent: "openingQuote",
    message: (marked) => `The text that begins with this \`${marked}\` is not closed.`,
  },
  {
    code: "MISSING_CHAR",
    words: /Comments must be separated/,
    extent: "word",
    message: () => "Write a space before the `#`; without it, this is no comment.",
  },
  {
    code: "MISSING_CHAR",
    words: /Missing , /,
    extent: "word",
    message: () => "A comma is missing before this.",
  },
  { code: "MISSING_CHAR", words: /without - indicator/, ...notAligned },
  {
    code: "MISSING_CHAR",
    words: /end with/,
    extent: "word",
    message: () => "A `{` or `[` that begins here or above is not closed.",
  },
  {
    code: "BAD_INDENT",
    words: /sufficiently indented/,
    extent: "word",
    message: () => "A `{` or `[` above is not closed, or what stands between its brackets is not indented.",
  },
  {
    code: "BAD_INDENT",
    words: /sequence items/,
    extent: "word",
    message: () => "This list item is not indented like those above it.",
  },
  { code: "BAD_INDENT", ...notAligned },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    words: /Nested mappings/,
    line: /:(?:\s|$)/,
    extent: "line",
    message: (marked) =>
      `A value cannot hold a second \`: \` on its line. Put \`${marked}\` in quotes, or on lines of its own.`,
  },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    words: /Nested mappings/,
    extent: "nextLine",
    message: () => "This line is indented too far: the key above it has a value already.",
  },
  { code: "BLOCK_AS_IMPLICIT_KEY", ...listBesideKeys },
  {
    code: "BLOCK_IN_FLOW",
    extent: "word",
    message: () => "Within `{}` and `[]`, lists and maps have to be written with brackets too.",
  },
  {
    code: "BAD_SCALAR_START",
    extent: "word",
    message: (marked) => `A value cannot begin with \`${marked.slice(0, 1)}\` unless it is in quotes.`,
  },
  {
    code: "BAD_DQ_ESCAPE",
    extent: "word",
    message: (marked) =>
      `\`${marked.slice(0, 2)}\` means nothing in double quotes. Write \`\\\\\` for a backslash, or use single quotes.`,
  },
  {
    code: "UNEXPECTED_TOKEN",
    words: /Block scalar header/,
    extent: "word",
    message: () => "After `|` or `>` the text begins on the next line. Put a value that begins with it in quotes.",
  },
  {
    code: "UNEXPECTED_TOKEN",
    words: /Unexpected (?:empty item|,)/,
    extent: "word",
    message: () => "A value is missing before this comma.",
  },
  {
    code: "UNEXPECTED_TOKEN",
    words: /^Unexpected \S+ token$/,
    extent: "word",
    message: (marked) => `\`${marked}\` cannot stand here. Is a comma missing before it?`,
  },
  {
    code: "UNEXPECTED_TOKEN",
    extent: "word",
    message: (marked) => `\`${marked}\` cannot stand here: the value before it is complete.`,
  },
  { code: "ALIAS_PROPS", extent: "word", message: () => "An alias cannot have an anchor or a tag of its own." },
  {
    code: "BAD_ALIAS",
    extent: "word",
    message: () => "An anchor or alias needs a name, and the name cannot end in `:`.",
  },
];

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
