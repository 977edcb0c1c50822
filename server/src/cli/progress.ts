import type { Io } from "./io.ts";

/** A line on a terminal's stderr that overwrites itself while long work goes on; nothing elsewhere. */
export interface Progress {
  readonly report: (share: number, message: string) => void;
  readonly done: () => void;
}

/** The progress of one command. */
export function progressFor(io: Io): Progress {
  if (io.stderr.isTTY !== true) return { report: () => {}, done: () => {} };
  let shown = false;
  return {
    report: (share, message) => {
      shown = true;
      io.stderr.write(`\r\u001b[K${String(Math.round(share * 100)).padStart(3)} % ${message}`);
    },
    done: () => {
      if (shown) io.stderr.write("\r\u001b[K");
    },
  };
}
