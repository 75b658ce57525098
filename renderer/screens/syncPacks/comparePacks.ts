import type { PackDetails, PackRights } from "../../state/ports/SyncPackPort.ts";

/** What two versions of a pack bring or need differently. */
export interface PackChange {
  kind: "steps" | "applications" | "configurations" | "schedules" | "npm" | keyof PackRights;
  added: readonly string[];
  removed: readonly string[];
}

const contents = ["steps", "applications", "configurations", "schedules"] as const;
const rights = ["net", "read", "write", "env"] as const;

/** How a version differs from the one before it in what it needs and holds, the rights first; only what differs. */
export function comparePacks(before: PackDetails, after: PackDetails): readonly PackChange[] {
  const changes = [
    ...rights.map((kind) => compare(kind, before.trust?.rights[kind] ?? [], after.trust?.rights[kind] ?? [])),
    compare("childProcesses", flag(before, "childProcesses"), flag(after, "childProcesses")),
    compare("nativeCode", flag(before, "nativeCode"), flag(after, "nativeCode")),
    ...contents.map((kind) => compare(kind, before[kind], after[kind])),
    compare("npm", packages(before), packages(after)),
  ];
  return changes.filter(({ added, removed }) => added.length > 0 || removed.length > 0);
}

function compare(kind: PackChange["kind"], before: readonly string[], after: readonly string[]): PackChange {
  return {
    kind,
    added: after.filter((one) => !before.includes(one)),
    removed: before.filter((one) => !after.includes(one)),
  };
}

/** Something to compare where there is no list. */
function flag({ trust }: PackDetails, right: "childProcesses" | "nativeCode"): string[] {
  return trust?.rights[right] === true ? [""] : [];
}

function packages({ trust }: PackDetails): string[] {
  return trust?.dependencies.map(({ name, version }) => `${name} ${version}`) ?? [];
}
