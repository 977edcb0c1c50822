import loadHighs, { type Highs } from "highs";
import { isOfNumbers, type LinearProgram, type LinearSolver, verified } from "../allocation/linear-program.ts";

let loaded: Promise<LinearSolver> | undefined;

/**
 * HiGHS for programs that are too large for javascript-lp-solver. It is WebAssembly of 3.5 MB, so it is loaded when it
 * is asked for first; then it answers synchronously, as the engine needs it to. Its file lies beside the code.
 */
export function loadLargeSolver(): Promise<LinearSolver> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<LinearSolver> {
  const highs = await loadHighs();
  return (program) => solve(highs, program);
}

function solve(highs: Highs, program: LinearProgram): ReturnType<LinearSolver> {
  if (!isOfNumbers(program) || program.costs.length === 0) return undefined;
  try {
    return highs.withModel(modelOf(highs, program), (model) => {
      model.options.set({ output_flag: false });
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined;
      const { colValue, rowDual } = model.getSolution();
      const values = [...colValue];
      const worths = Array.from(rowDual, Math.abs);
      return verified(program, { values, worths, claimed: model.getObjectiveValue() });
    });
  } catch {
    // What it cannot take, it throws about, at great length; there is no answer then.
    return undefined;
  }
}

function modelOf({ infinity }: Highs, { costs, rows }: LinearProgram): Parameters<Highs["createModel"]>[0] & object {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { terms } of rows) {
    for (const [variable, coefficient] of terms) {
      indices.push(variable);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  return {
    numCols: costs.length,
    numRows: rows.length,
    colCost: costs,
    colLower: costs.map(() => 0),
    colUpper: costs.map(() => infinity),
    rowLower: rows.map(({ is, bound }) => (is === "atLeast" ? bound : -infinity)),
    rowUpper: rows.map(({ is, bound }) => (is === "atMost" ? bound : infinity)),
    matrix: { format: "csr", numRows: rows.length, numCols: costs.length, starts, indices, values },
  };
}
