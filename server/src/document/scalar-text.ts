import type { ScalarNode } from "./document.ts";

/** Words, numbers, quantities, names: what no reader of YAML takes for anything but this text, in blocks and in flows. */
const plainText = /^[A-Za-z0-9_./+-](?:[A-Za-z0-9_./+:-]*[A-Za-z0-9_./+%-])?$/;

/** What stands without quotes in JSON. */
const jsonLiteral = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** A scalar as it is written in place of one of the given style: quotes are kept, and added where the text needs them. */
export function scalarText(scalar: string, style: ScalarNode["style"], isJson: boolean): string {
  if (style === "single" && !/\p{Cc}/u.test(scalar)) return `'${scalar.replaceAll("'", "''")}'`;
  const isPlain = isJson ? jsonLiteral.test(scalar) : isPlainText(scalar);
  return isPlain && (style === "plain" || style === "block") ? scalar : JSON.stringify(scalar);
}

/** A key as it is written in a block or a flow. */
export function keyText(key: string, isQuoted: boolean): string {
  return isQuoted || !isPlainText(key) ? JSON.stringify(key) : key;
}

/** Dashes alone, and dots, are marks of YAML itself. */
function isPlainText(text: string): boolean {
  return plainText.test(text) && !/^(?:-+|\.{3})$/.test(text);
}
