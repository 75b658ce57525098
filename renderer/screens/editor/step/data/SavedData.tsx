import { ActionIcon, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useRef, useState } from "react";
import type { StepRunRecord } from "../../../../../core/model/RunRecord.ts";
import { useSession, useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import type { DataPath } from "../../../../state/ports/StepDataPort.ts";
import type { DataMode } from "../../../../state/session/SessionState.ts";
import { useText } from "../../../../text/useText.ts";
import { Icon } from "../../../../ui/Icon.tsx";
import { TabStrip } from "../../../../ui/TabStrip.tsx";
import { toBytes } from "../../../../ui/toBytes.ts";
import { toMoment } from "../../../../ui/toMoment.ts";
import { DataChanges } from "./DataChanges.tsx";
import { DataHits } from "./DataHits.tsx";
import { DataSchema } from "./DataSchema.tsx";
import type { DataShown } from "./DataShown.ts";
import { DataTable } from "./DataTable.tsx";
import { DataTreeView } from "./DataTreeView.tsx";
import styles from "./SavedData.module.css";

const modes: DataMode[] = ["tree", "table", "schema", "changes"];

interface SavedDataProps {
  /** The step run that saved it. */
  record: StepRunRecord;
  /** Rows of earlier producers in front of these, where a consumer sees them joined. */
  offset?: number;
}

/** What a step saved: as tree, table and schema, searched, and against another run. */
export function SavedData({ record, offset = 0 }: SavedDataProps): ReactElement {
  const t = useText();
  const { session } = useWorkbench();
  // Also the next run is looked at so.
  const mode = useSession((state) => state.dataMode);
  const setMode = (dataMode: DataMode): void => session.set({ dataMode });
  const [search, setSearch] = useState("");
  const [root, setRoot] = useState<DataPath>([]);
  const [other, setOther] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const text = useDeferredValue(search.trim());
  const shown: DataShown = {
    place: { run: record.runId, stepRun: record.id },
    root,
    offset,
    onSearch: () => field.current?.focus(),
    onRoot(path) {
      setRoot(path);
      setMode("tree");
      setSearch("");
    },
  };
  const { count, bytes } = record.data ?? { bytes: 0 };
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <div className={styles.modes}>
          <TabStrip
            label={t("data.modes")}
            tabs={modes.map((id) => ({ id, title: t(`data.${id}`) }))}
            open={mode}
            onOpen={setMode}
          />
        </div>
        <span className={styles.size}>
          {count === undefined
            ? ""
            : `${t(`data.count.${record.data?.kind === "object" ? "object" : "list"}`, { count })}, `}
          {toBytes(bytes)}
        </span>
      </div>
      <div className={styles.bar}>
        {mode === "changes" ? (
          <RunChoice record={record} chosen={other} onChoose={setOther} />
        ) : (
          <TextInput
            ref={field}
            className={styles.search}
            size="xs"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t("data.search")}
            aria-label={t("data.search")}
            leftSection={<Icon name="search" size={12} />}
          />
        )}
      </div>
      {root.length > 0 && mode !== "changes" ? <Crumbs root={root} onRoot={setRoot} /> : null}
      {content({ mode, text, other, shown })}
    </div>
  );
}

function content(given: { mode: DataMode; text: string; other: string | null; shown: DataShown }): ReactElement | null {
  const { mode, text, other, shown } = given;
  if (mode === "changes") return other === null ? null : <DataChanges shown={shown} other={other} />;
  if (text !== "") return <DataHits shown={shown} text={text} />;
  if (mode === "table") return <DataTable shown={shown} />;
  return mode === "schema" ? <DataSchema shown={shown} /> : <DataTreeView shown={shown} />;
}

interface RunChoiceProps {
  record: StepRunRecord;
  chosen: string | null;
  onChoose: (run: string | null) => void;
}

function RunChoice({ record, chosen, onChoose }: RunChoiceProps): ReactElement {
  const t = useText();
  const { runs } = useWorkbench();
  const { data } = useQuery({
    queryKey: ["recentRuns", record.runId],
    queryFn: async () => (await runs?.recent()) ?? [],
  });
  const others = (data ?? []).filter(({ id }) => id !== record.runId);
  return (
    <Select
      className={styles.search}
      size="xs"
      searchable
      aria-label={t("data.compareWith")}
      placeholder={data !== undefined && others.length === 0 ? t("data.noOtherRun") : t("data.compareWith")}
      data={others.map(({ id, acceptedAt, state }) => ({
        value: id,
        label: `${toMoment(acceptedAt)}, ${t(`run.state.${state}`)}`,
      }))}
      value={chosen}
      onChange={onChoose}
    />
  );
}

function Crumbs({ root, onRoot }: { root: DataPath; onRoot: (path: DataPath) => void }): ReactElement {
  const t = useText();
  return (
    <nav className={styles.crumbs} aria-label={t("data.place")}>
      <ActionIcon variant="subtle" color="gray" size={20} aria-label={t("data.whole")} onClick={() => onRoot([])}>
        <Icon name="undo-2" size={12} />
      </ActionIcon>
      <button type="button" onClick={() => onRoot([])}>
        {t("data.whole")}
      </button>
      {root.map((part, at) => (
        <span key={root.slice(0, at + 1).join("\n")}>
          <Icon name="chevron-right" size={10} />
          <button type="button" onClick={() => onRoot(root.slice(0, at + 1))}>
            {part}
          </button>
        </span>
      ))}
    </nav>
  );
}
