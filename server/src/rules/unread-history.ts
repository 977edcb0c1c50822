import type { Finding } from "../document/finding.ts";
import { unreadInWords } from "../history/report.ts";
import { findingAt, type Rule } from "./rule.ts";

/**
 * A source of usage history from which the last plan read nothing: a glob that no file matches, or files that may not
 * be read.
 *
 * ```yaml
 * history:
 *   - csv: "histroy/*.csv"   # no file matches it
 * ```
 */
export const unreadHistory: Rule = {
  code: "plan/unread-history",
  severity: "warning",
  summary: "A source of usage history gave nothing",
  find: (context): readonly Finding[] => {
    const { document, history } = context.inventory.resourcePlan;
    if (document !== context.document) return [];
    return history.flatMap(({ location, span = context.document.span }) => {
      const unread = context.advice?.unreadHistory?.find((source) => source.location === location);
      if (unread === undefined) return [];
      return findingAt(context, unreadHistory, { span }, unreadInWords(unread));
    });
  },
};
