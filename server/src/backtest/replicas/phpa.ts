import { hpa } from "./hpa.ts";
import type { ReplicaScaler } from "./replica-scaler.ts";

/*
 * The Predictive Horizontal Pod Autoscaler with its linear model: a straight line through the last replica counts of the
 * HPA, looked up a while ahead; the greater of line and HPA counts. Source: jthomperoo/predictive-horizontal-pod-autoscaler
 * `algorithms/linear_regression/linear_regression.py`, `internal/controllers/controller.go`. Its user sets the number of
 * points and the look-ahead: six points and one step are assumed.
 */

const points = 6;

/** HPA raised to where a straight line through its own counts leads. */
export const phpaLinear: ReplicaScaler = (scaled) => {
  const reactive = hpa(scaled);
  return reactive.map((count, step) => {
    const counts = reactive.subarray(Math.max(0, step - points + 1), step + 1);
    return Math.max(count, lineAhead(counts));
  });
};

/** The line through values one step apart, one step after the last, rounded up; one value is returned as it is. */
function lineAhead(values: Float64Array): number {
  const count = values.length;
  if (count < 2) return values[0] ?? 1;
  const meanAge = (count + 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  let [sxy, sxx] = [0, 0];
  values.forEach((value, index) => {
    const age = count - index - meanAge;
    sxy += age * (value - mean);
    sxx += age * age;
  });
  return Math.max(1, Math.ceil(mean - (sxy / sxx) * meanAge - 1e-9));
}
