import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** One regular series of the data folder. */
export interface BenchSeries {
  readonly name: string;
  readonly family: string;
  readonly stepSeconds: number;
  readonly values: Float64Array;
}

/** One instance of the M4 competition's hourly part. */
export interface Competition {
  readonly name: string;
  readonly train: Float64Array;
  readonly test: Float64Array;
}

/** The series that `series/index.json` names; none where the folder is absent. */
export function readSeries(folder: string): readonly BenchSeries[] {
  const index = path.join(folder, "series", "index.json");
  if (!existsSync(index)) return [];
  const entries: readonly { readonly name: string; readonly family: string; readonly step_s: number }[] = JSON.parse(
    readFileSync(index, "utf8"),
  );
  return entries.map(({ name, family, step_s: stepSeconds }) => {
    const lines = readFileSync(path.join(folder, "series", `${name}.csv`), "utf8")
      .trim()
      .split("\n")
      .slice(1);
    return { name, family, stepSeconds, values: Float64Array.from(lines, (line) => Number(line.split(",")[1])) };
  });
}

/** The competition's series with what came after each; none where the folder is absent. */
export function readCompetition(folder: string): readonly Competition[] {
  const train = rows(path.join(folder, "m4-hourly", "Hourly-train.csv"));
  const test = rows(path.join(folder, "m4-hourly", "Hourly-test.csv"));
  return [...train].flatMap(([name, values]) => {
    const next = test.get(name);
    return next === undefined ? [] : [{ name, train: values, test: next }];
  });
}

function rows(file: string): ReadonlyMap<string, Float64Array> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  return new Map(
    lines.map((line) => {
      const [name = "", ...cells] = line.split(",").map((cell) => cell.trim().replaceAll('"', ""));
      return [name, Float64Array.from(cells.filter((cell) => cell !== "" && cell !== "NA").map(Number))];
    }),
  );
}
