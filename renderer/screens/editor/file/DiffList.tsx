import { UnstyledButton } from "@mantine/core";
import type { ReactElement } from "react";
import type { DocumentDiff } from "../../../../core/model/diff/DocumentDiff.ts";
import { type DiffField, type DiffGroup, groupDiff } from "../../../state/diff/groupDiff.ts";
import { trimEqual } from "../../../state/diff/trimEqual.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { LongList } from "../../../ui/LongList.tsx";
import styles from "./file.module.css";
import { ValueBlock } from "./ValueBlock.tsx";

const iconOf = { added: "circle-plus", removed: "circle-minus", changed: "pencil" };
/** Layout differences that are named; the rest is counted. */
const mostNamed = 12;

/** What differs between two documents, field by field; what only the canvas shows stands apart. */
export function DiffList({ diff, onGo }: { diff: DocumentDiff; onGo?: (stepId: string) => void }): ReactElement {
  const t = useText();
  const groups = groupDiff(diff);
  const { layout } = diff;
  if (groups.length === 0 && layout.length === 0) return <span className={styles.quiet}>{t("diff.none")}</span>;
  return (
    <div className={styles.diff}>
      {groups.length === 0 ? <span className={styles.quiet}>{t("diff.layoutOnly")}</span> : null}
      <LongList items={groups} keyOf={({ key }) => key} rowHeight={120} className={styles.groups}>
        {(group) => <Group group={group} onGo={onGo} />}
      </LongList>
      {layout.length === 0 ? null : (
        <section className={styles.group} aria-label={t("diff.layout")}>
          <h3 className={styles.groupHead}>
            <Icon name="map" size={14} />
            {t("diff.layout")}
          </h3>
          <ul className={styles.plain}>
            {layout.slice(0, mostNamed).map(({ kind, of, id, name, path }) => (
              <li key={`${kind} ${of} ${id ?? ""} ${path}`}>
                {[t(`diff.of.${of}`), name].filter(Boolean).join(" ")}: {t(`diff.kind.${kind}`)}
              </li>
            ))}
            {layout.length > mostNamed ? <li>{t("diff.more", { count: layout.length - mostNamed })}</li> : null}
          </ul>
        </section>
      )}
    </div>
  );
}

function shortened({ path, from, to }: DiffField): DiffField {
  if (typeof from !== "string" || typeof to !== "string") return { path, from, to };
  const [before, after] = trimEqual([from, to]);
  return { path, from: before, to: after };
}

function Group({ group, onGo }: { group: DiffGroup; onGo: ((id: string) => void) | undefined }): ReactElement {
  const t = useText();
  const { of, kind, id, name = "", isMoved, fields } = group;
  const title = of === "application" ? t("diff.of.application") : name;
  return (
    <section className={styles.group} data-kind={kind} aria-label={`${t(`diff.kind.${kind}`)}: ${title}`}>
      <h3 className={styles.groupHead}>
        <Icon name={iconOf[kind]} size={14} />
        {title}
        <span className={styles.kind}>
          {of === "application" ? null : `${t(`diff.of.${of}`)}, `}
          {t(`diff.kind.${kind}`)}
        </span>
        {id !== undefined && kind !== "removed" && onGo !== undefined ? (
          <UnstyledButton className={styles.go} onClick={() => onGo(id)}>
            {t("diff.go")}
          </UnstyledButton>
        ) : null}
      </h3>
      {isMoved ? (
        <span className={styles.quiet}>{t(of === "application" ? "diff.otherOrder" : "diff.order")}</span>
      ) : null}
      {fields.map(shortened).map(({ path, from, to }) => (
        <div key={path} className={styles.field}>
          {path === "" ? null : <code>{path}</code>}
          {kind === "added" ? null : <ValueBlock value={from} kind="from" />}
          {kind === "removed" ? null : <ValueBlock value={to} kind="to" />}
        </div>
      ))}
    </section>
  );
}
