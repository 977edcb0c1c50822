/** A share of one, written `10%`, `0.1` or 0.1, as 0.1. Undefined where it is no number or negative; it may exceed one. */
export function parseShare(share: string | number): number | undefined {
  const match = /^(\d+\.?\d*|\.\d+)(%?)$/.exec(String(share).trim());
  if (match === null) return undefined;
  const number = Number(match[1]);
  return match[2] === "%" ? number / 100 : number;
}
