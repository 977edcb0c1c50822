/** One rule that a value breaks, as ajv reports it. */
export interface SchemaError {
  /** JSON Pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** True where the value holds; else `errors` has every broken rule, until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** By `apiVersion/kind`. */
export const validators: Readonly<Record<string, Validator>>;
