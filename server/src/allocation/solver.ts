import solver from "javascript-lp-solver";
import { isOfNumbers, type LinearSolver, type MayPivot, verified } from "./linear-program.ts";

/**
 * Solves a linear program by javascript-lp-solver, believing nothing: undefined unless the answer is finite, within
 * every row and of the objective that it claims. Undefined also where the solver finds none or may not go on.
 *
 * The program goes in as objects, not as the solver's named maps, whose flat answer is overwritten by variables called
 * `result` or `feasible`; its integers are not used, for a cut search returns fractions as if they were an answer.
 */
export const solveLinear: LinearSolver = (program, mayPivot) => {
  if (!isOfNumbers(program)) return undefined;
  const model = new solver.Model();
  model.usePresolve = false;
  model.minimize();
  const variables = program.costs.map((cost, index) => model.addVariable(cost, `x${index}`));
  const rows = program.rows.map(({ is, bound, terms }) => {
    const row = is === "atMost" ? model.smallerThan(bound) : model.greaterThan(bound);
    for (const [index, coefficient] of terms) {
      const variable = variables[index];
      if (variable !== undefined && coefficient !== 0) row.addTerm(coefficient, variable);
    }
    return row;
  });
  if (!runsToItsEnd(model, mayPivot)) return undefined;
  const { tableau } = model;
  if (!tableau.feasible || !tableau.bounded) return undefined;
  const values = variables.map(({ index }) => basicValue(tableau, index));
  const worths = rows.map(({ slack }) => Math.abs(reducedCost(tableau, slack.index)));
  return verified(program, { values, worths, claimed: tableau.evaluation });
};

type Model = InstanceType<typeof solver.Model>;
type Tableau = Model["tableau"];

class PivotRefused extends Error {}

/** False where a pivot was refused. */
function runsToItsEnd(model: Model, mayPivot: MayPivot): boolean {
  const { tableau } = model;
  const pivot = tableau.pivot;
  tableau.pivot = (row, column) => {
    if (!mayPivot(tableau.width * tableau.height)) throw new PivotRefused();
    pivot.call(tableau, row, column);
  };
  try {
    model.solve();
    return true;
  } catch (error) {
    if (error instanceof PivotRefused) return false;
    throw error;
  }
}

function basicValue({ rowByVarIndex, matrix, width, rhsColumn }: Tableau, variable: number): number {
  const row = rowByVarIndex[variable] ?? -1;
  return row > 0 ? (matrix[row * width + rhsColumn] ?? 0) : 0;
}

function reducedCost({ colByVarIndex, matrix, width, costRowIndex }: Tableau, variable: number): number {
  const column = colByVarIndex[variable] ?? -1;
  return column > 0 ? (matrix[costRowIndex * width + column] ?? 0) : 0;
}
