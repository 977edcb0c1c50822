/** What this project uses of ml-regression 6, which ships no types. */
declare module "ml-regression" {
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
