/** What the solving of one or more programs may take. */
export interface Solving {
  readonly mayPivot: MayPivot;
  /** For programs that are too large for the solver at hand; the host has it, or not. */
  readonly large: LinearSolver | undefined;
}

/** How a linear program is solved; every solver is held to the same checks. */
export type LinearSolver = (program: LinearProgram, mayPivot: MayPivot) => LinearSolution | undefined;

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

/** Whether a program is made of finite numbers only: solvers take NaN for 0. */
export function isOfNumbers({ costs, rows }: LinearProgram): boolean {
  const isNumber = (value: number): boolean => Number.isFinite(value);
  return (
    costs.every(isNumber) && rows.every(({ bound, terms }) => isNumber(bound) && terms.every(([, a]) => isNumber(a)))
  );
}

/**
 * What a solver answers, if it is true: undefined unless every value is within its rows and the objective is the one
 * that the solver claims. Bounds are proven elsewhere, by whoever reads the worths.
 */
export function verified(
  program: LinearProgram,
  { values, worths, claimed }: Omit<LinearSolution, "objective"> & { readonly claimed: number },
): LinearSolution | undefined {
  const objective = program.costs.reduce((sum, cost, index) => sum + cost * (values[index] ?? 0), 0);
  const isAsClaimed = Math.abs(objective - claimed) <= solverTolerance * Math.max(1, Math.abs(objective));
  return isAsClaimed && holds(program, values) ? { objective, values, worths } : undefined;
}

function holds({ rows }: LinearProgram, values: readonly number[]): boolean {
  if (values.some((value) => !(value >= -solverTolerance))) return false;
  return rows.every(({ is, bound, terms }) => {
    const sum = terms.reduce((total, [variable, coefficient]) => total + coefficient * (values[variable] ?? 0), 0);
    const slack = solverTolerance * Math.max(1, Math.abs(bound));
    return is === "atMost" ? sum <= bound + slack : sum >= bound - slack;
  });
}
