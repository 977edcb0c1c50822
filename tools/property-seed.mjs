/**
 * Loaded before the tests: property tests draw the same examples each time, so that one commit always gives one result.
 * `PROPERTY_SEED=7 npm test -- unit` looks at others.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
