import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { type ReactElement, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useClasses, useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { classKey } from "../../../state/code/classKey.ts";
import { type ClassGroup, groupClasses } from "../../../state/code/groupClasses.ts";
import { searchClasses } from "../../../state/flow/searchClasses.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { LongList } from "../../../ui/LongList.tsx";
import { PanelHead } from "../../../ui/PanelHead.tsx";
import { BrokenClasses } from "./BrokenClasses.tsx";
import { ClassRow } from "./ClassRow.tsx";
import { NewClass } from "./NewClass.tsx";
import styles from "./Registry.module.css";

/** The step classes one can add, by pack and category: drag one to the canvas, or click it to add it after the selected step. */
export function Registry(): ReactElement {
  const t = useText();
  const { shelf, session } = useWorkbench();
  const { classes, broken, packNames } = useClasses();
  const marked = useStore(shelf.store);
  const isNew = useSession(({ newClass }) => newClass);
  const [query, setQuery] = useState("");
  const groups = useMemo((): ClassGroup[] => {
    if (query === "") return groupClasses(classes, marked);
    return [{ id: "found", kind: "found", classes: searchClasses(classes, query) }];
  }, [classes, marked, query]);
  const titleOf = ({ kind, pack = "", category }: ClassGroup): string =>
    kind === "pack"
      ? `${packNames.get(pack) ?? pack} · ${category || t("registry.other")}`
      : t(`registry.group.${kind}`);
  const isEmpty = broken.length === 0 && groups.every((group) => group.classes.length === 0);
  return (
    <aside className={styles.registry} aria-label={t("registry.title")}>
      <PanelHead title={t("registry.title")}>
        <Tooltip label={t("command.class.new")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t("command.class.new")}
            onClick={() => session.set({ newClass: true })}
          >
            <Icon name="plus" size={14} />
          </ActionIcon>
        </Tooltip>
      </PanelHead>
      <div className={styles.search}>
        <TextInput
          size="xs"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          placeholder={t("registry.search")}
          aria-label={t("registry.search")}
          leftSection={<Icon name="search" size={14} />}
        />
      </div>
      <div className={styles.list}>
        {(isEmpty ? [] : groups).map((group) => (
          <section key={group.id}>
            <h3 className={styles.category}>{titleOf(group)}</h3>
            <LongList items={group.classes} keyOf={classKey} rowHeight={32} className={styles.rows}>
              {(manifest) => (
                <ClassRow manifest={manifest} isFavourite={marked.favourites.includes(classKey(manifest))} />
              )}
            </LongList>
          </section>
        ))}
        <BrokenClasses query={query} />
        {isEmpty ? <p className={styles.none}>{t(query === "" ? "registry.empty" : "registry.none")}</p> : null}
      </div>
      {isNew ? <NewClass onClose={() => session.set({ newClass: false })} /> : null}
    </aside>
  );
}
