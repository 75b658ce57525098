export interface Person {
  name: string;
  team?: string;
}

/** The text on a badge. */
export function toBadge({ name, team }: Person): string {
  return team === undefined ? name.toUpperCase() : `${name.toUpperCase()} (${team})`;
}
