/** Cuts a stream of text into lines. */
interface LineCutter {
  readonly push: (chunk: string) => void;
  /** Takes what no line break ended. */
  readonly end: () => void;
}

/** Hands each line over, with its number from 1; what has no break for a million characters is passed over. */
export function createLineCutter(take: (line: string, number: number) => void): LineCutter {
  let rest = "";
  let number = 0;
  const next = (line: string): void => {
    number++;
    take(number === 1 ? line.replace(/^\uFEFF/, "") : line, number);
  };
  return {
    push: (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > longestLine) rest = "";
      for (const line of lines) next(line.replace(/\r$/, ""));
    },
    end: () => {
      if (rest.trim() !== "") next(rest);
    },
  };
}

const longestLine = 1_048_576;
