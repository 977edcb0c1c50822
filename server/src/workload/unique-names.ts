/** The same things with a number after each name that an earlier one has already: `gpu`, `gpu-2`. */
export function withUniqueNames<T extends { readonly name: string }>(things: readonly T[]): readonly T[] {
  const taken = new Set<string>();
  return things.map((thing) => {
    let name = thing.name;
    for (let number = 2; taken.has(name); number++) name = `${thing.name}-${number}`;
    taken.add(name);
    return { ...thing, name };
  });
}
