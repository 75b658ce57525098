import type { ClassPlace } from "./StepsScreen.tsx";

/** The address of a step class. */
export function toClassAddress({ file, syncpack }: ClassPlace): string {
  const path = `/steps/${encodeURIComponent(file)}`;
  return syncpack === undefined ? path : `${path}?${new URLSearchParams({ syncpack })}`;
}
