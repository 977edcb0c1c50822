import { styleText } from "node:util";
import type { Io, Output } from "./io.ts";

/** Paints a text for a terminal; leaves it as it is elsewhere, and where `NO_COLOR` asks for it. */
export type Style = (format: Format, text: string) => string;

export type Format = "bold" | "dim" | "red" | "yellow" | "blue" | "green" | "cyan";

/** The style that fits where the output goes. */
export function styleFor(output: Output, io: Io): Style {
  const plain = output.isTTY !== true || (io.environment["NO_COLOR"] ?? "") !== "" || io.environment["TERM"] === "dumb";
  return plain ? (_, text) => text : (format, text) => styleText(format, text, { validateStream: false });
}
