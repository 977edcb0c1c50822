import solver from "javascript-lp-solver";

/** Minimize `costs · x` over x ≥ 0 within rows. Amounts must be near 1: the solver's tolerances are absolute. */
export interface LinearProgram {
  readonly costs: readonly number[];
  readonly rows: readonly Row[];
}

/** Σ coefficient · x, at most or at least a bound. */
export interface Row {
  readonly is: "atMost" | "atLeast";
  readonly bound: number;
  readonly terms: readonly (readonly [variable: number, coefficient: number])[];
}

export interface LinearSolution {
  readonly objective: number;
  /** By variable. */
  readonly values: readonly number[];
  /** By row: what one unit of its bound is worth, without sign. As the solver says: a hint, to be proven by the reader. */
  readonly worths: readonly number[];
}

/** How far an answer may be from what its program says. */
export const solverTolerance = 1e-6;

/**
 * Asked before each pivot, with the numbers that it touches. The solver can pivot for ever on a degenerate program, and
 * has no limit of its own but the clock.
 */
export type MayPivot = (cells: number) => boolean;

/**
 * Solves a linear program by javascript-lp-solver, believing nothing: undefined unless the answer is finite, within
 * every row and of the objective that it claims. Undefined also where the solver finds none or may not go on.
 *
 * The program goes in as objects, not as the solver's named maps, whose flat answer is overwritten by variables called
 * `result` or `feasible`; its integers are not used, for a cut search returns fractions as if they were an answer.
 */
export function solveLinear(program: LinearProgram, mayPivot: MayPivot): LinearSolution | undefined {
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
  const objective = program.costs.reduce((sum, cost, index) => sum + cost * (values[index] ?? 0), 0);
  const isAsClaimed = Math.abs(objective - tableau.evaluation) <= solverTolerance * Math.max(1, Math.abs(objective));
  return isAsClaimed && holds(program, values) ? { objective, values, worths } : undefined;
}

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

function isOfNumbers({ costs, rows }: LinearProgram): boolean {
  const isNumber = (value: number): boolean => Number.isFinite(value);
  return (
    costs.every(isNumber) && rows.every(({ bound, terms }) => isNumber(bound) && terms.every(([, a]) => isNumber(a)))
  );
}

function basicValue({ rowByVarIndex, matrix, width, rhsColumn }: Tableau, variable: number): number {
  const row = rowByVarIndex[variable] ?? -1;
  return row > 0 ? (matrix[row * width + rhsColumn] ?? 0) : 0;
}

function reducedCost({ colByVarIndex, matrix, width, costRowIndex }: Tableau, variable: number): number {
  const column = colByVarIndex[variable] ?? -1;
  return column > 0 ? (matrix[costRowIndex * width + column] ?? 0) : 0;
}

function holds({ rows }: LinearProgram, values: readonly number[]): boolean {
  if (values.some((value) => !(value >= -solverTolerance))) return false;
  return rows.every(({ is, bound, terms }) => {
    const sum = terms.reduce((total, [variable, coefficient]) => total + coefficient * (values[variable] ?? 0), 0);
    const slack = solverTolerance * Math.max(1, Math.abs(bound));
    return is === "atMost" ? sum <= bound + slack : sum >= bound - slack;
  });
}
