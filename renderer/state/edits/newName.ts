/** A name that is free: as wished, else with the first number from 2 that is. The name counts as taken afterwards. */
export function newName(wish: string, taken: Set<string>): string {
  const stem = wish.replace(/ \d+$/, "");
  let name = wish;
  for (let number = 2; taken.has(name); number += 1) name = `${stem} ${number}`;
  taken.add(name);
  return name;
}
