/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one where there is none. */
export function recordIn(value: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const found = value[key];
  return isRecord(found) ? found : {};
}

/** The text under a key; empty where there is none. */
export function textIn(value: Readonly<Record<string, unknown>>, key: string): string {
  const found = value[key];
  return typeof found === "string" ? found : "";
}

/** The list under a key; empty where there is none. */
export function listIn(value: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const found = value[key];
  return Array.isArray(found) ? found : [];
}
