import type { Series } from "../history/series.ts";
import type { ForecastRequest } from "./forecast-series.ts";

/** A key by content: equal for equal series and requests, so that forecasts can be kept between plans. */
export function forecastKey(series: Series, request: ForecastRequest): string {
  const { id, resource, start, stepSeconds, samples } = series;
  const { horizonSeconds, quantile, model, minimumHistorySeconds } = request;
  const parts = [id, resource, start, stepSeconds, samples, horizonSeconds, quantile, model, minimumHistorySeconds];
  return `${parts.join("|")}|${hash(series.mean)}|${hash(series.max)}`;
}

/** Two independent multiplicative hashes of the values' bits: 64 bits against chance collisions, not against attacks. */
function hash(values: Float64Array): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (const word of words) {
    one = Math.imul(one ^ word, 0x01000193) ^ (one >>> 15);
    two = Math.imul(two ^ word, 0x85ebca6b) ^ (two >>> 13);
  }
  return `${values.length}:${(one >>> 0).toString(36)}${(two >>> 0).toString(36)}`;
}
