import { Checkbox } from "@mantine/core";
import type { ReactElement } from "react";
import type { CodeUse } from "../state/refactor/codeUses.ts";
import type { NameUse } from "../state/refactor/findUses.ts";
import { LongList } from "../ui/LongList.tsx";
import styles from "./FindPanel.module.css";
import { toExcerpt } from "./toExcerpt.ts";

/** A use of a name that a person lets change, or not. */
export interface ListedUse {
  key: string;
  label: string;
  excerpt: string;
  isChosen: boolean;
}

export interface UseGroup {
  key: string;
  /** undefined = no heading is needed. */
  title?: string | undefined;
  uses: readonly ListedUse[];
}

/** The uses of a name, each with a box. */
export function UseList({
  groups,
  onToggle,
}: {
  groups: readonly UseGroup[];
  onToggle: (key: string) => void;
}): ReactElement {
  return (
    <div className={styles.uses}>
      {groups.map((group) => (
        <section key={group.key} aria-label={group.title}>
          {group.title === undefined ? null : <h3>{group.title}</h3>}
          <LongList items={group.uses} keyOf={({ key }) => key} rowHeight={44}>
            {({ key, label, excerpt, isChosen }) => (
              <Checkbox
                size="xs"
                checked={isChosen}
                onChange={() => onToggle(key)}
                label={label}
                description={<code className={styles.excerpt}>{excerpt}</code>}
              />
            )}
          </LongList>
        </section>
      ))}
    </div>
  );
}

/** What tells a use from the others of its application. */
export function keyOfUse({ at }: NameUse): string {
  return `${at.step.id} ${at.path.join(".")}`;
}

/** A use in a parameter as it is listed. */
export function listUse(
  use: NameUse,
  { name, prefix, isChosen }: { name: string; prefix: string; isChosen: (key: string) => boolean },
): ListedUse {
  const key = `${prefix}${keyOfUse(use)}`;
  const { at, count } = use;
  const label = `${at.step.name}, ${at.path.join(".")}${toTimes(count)}`;
  return { key, label, excerpt: toExcerpt(at.text, name), isChosen: isChosen(key) };
}

/** A use in the code of a class as it is listed. */
export function listCodeUse(
  { file, code, count }: CodeUse,
  { name, isChosen }: { name: string; isChosen: (key: string) => boolean },
): ListedUse {
  const key = keyOfClass(file);
  return { key, label: `${file}${toTimes(count)}`, excerpt: toExcerpt(code, name), isChosen: isChosen(key) };
}

/** What tells the use in a class from all others. */
export function keyOfClass(file: string): string {
  return `class\n${file}`;
}

function toTimes(count: number): string {
  return count > 1 ? ` (${count})` : "";
}
