/** What this project uses of ml-regression 6, which ships no types. */
declare module "ml-regression" {
  /** Ordinary least squares through the pseudo-inverse of X'X; both sides are matrices, also for one output. */
  export class MultivariateLinearRegression {
    constructor(
      x: readonly (readonly number[])[],
      y: readonly (readonly number[])[],
      options?: { readonly intercept?: boolean; readonly statistics?: boolean },
    );
    /** One row per column of `x`, one entry per column of `y`. */
    readonly weights: readonly (readonly number[])[];
  }

  /** A straight line by least squares. */
  export class SimpleLinearRegression {
    constructor(x: readonly number[], y: readonly number[]);
    predict(x: number): number;
  }

  /** A polynomial of the given degree by least squares. */
  export class PolynomialRegression {
    constructor(x: readonly number[], y: readonly number[], degree: number);
    predict(x: number): number;
  }

  /** The line of the median slope between all pairs: time and memory grow with the square of the points. */
  export class TheilSenRegression {
    constructor(x: readonly number[], y: readonly number[]);
    predict(x: number): number;
  }
}
