/** The offset of the first character of the line that holds `at`; a byte order mark belongs to no line. */
export function lineStart(text: string, at: number): number {
  // From a negative index `lastIndexOf` would look at the first character too.
  const start = at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** The offset where the line that holds `at` ends: before its line break, or at the end of the text. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text[end - 1] === "\r" ? end - 1 : end;
}

/** The offset of the next line's first character; the text's length on the last line. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** The line break that the text uses: that of its first line. */
export function lineBreak(text: string): "\n" | "\r\n" {
  return text[text.indexOf("\n") - 1] === "\r" ? "\r\n" : "\n";
}

/** The white space that a line needs before its content so that the content stands in the column of `at`. */
export function indentTo(text: string, at: number): string {
  return text.slice(lineStart(text, at), at).replace(/[^\t]/g, " ");
}

/** Whether only white space stands before `at` on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === "";
}
