import { Select } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { StepRunRecord } from "../../../../core/model/RunRecord.ts";
import { useStepRun } from "../../../commands/useStepRun.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { listProducers } from "../../../state/flow/reach.ts";
import { useText } from "../../../text/useText.ts";
import { NoData } from "./data/NoData.tsx";
import styles from "./data/SavedData.module.css";
import { SavedData } from "./data/SavedData.tsx";

/** So many producers are offered at once; the others are found by their names. */
const mostListed = 100;

/** What came in from each producer in the run that is shown. */
export function StepInput({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const flow = useDocument((state) => state.flow);
  const [chosen, setChosen] = useState<string>();
  const producers = listProducers(flow, step.id);
  const producer = producers.find(({ id }) => id === chosen) ?? producers[0];
  if (producer === undefined) {
    return (
      <div className={styles.empty}>
        <p>{t("data.noProducer")}</p>
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      {producers.length < 2 ? null : (
        <div className={styles.inputHead}>
          <Select
            size="xs"
            aria-label={t("data.producer")}
            allowDeselect={false}
            searchable
            limit={mostListed}
            nothingFoundMessage={t("data.noSuchProducer")}
            data={producers.map(({ id, name }) => ({ value: id, label: t("data.from", { name }) }))}
            value={producer.id}
            onChange={(id) => setChosen(id ?? undefined)}
          />
        </div>
      )}
      <ProducerData key={producer.id} producer={producer} producers={producers} />
    </div>
  );
}

function ProducerData({ producer, producers }: { producer: FlowStep; producers: readonly FlowStep[] }): ReactElement {
  const { live } = useWorkbench();
  const record = useStepRun(producer.id);
  if (record?.data === undefined) return <NoData step={producer} record={record} />;
  const before = producers.slice(0, producers.indexOf(producer)).map(({ id }) => live.step(id));
  const all = producers.map(({ id }) => live.step(id));
  return (
    <SavedData
      key={`${record.id} ${record.finishedAt ?? ""}`}
      record={record}
      offset={all.every(isList) ? before.reduce((sum, one) => sum + (one?.data?.count ?? 0), 0) : 0}
    />
  );
}

/** Lists of all producers are joined to one, so that rows of later ones count on; what saved nothing is left out. */
function isList(record: StepRunRecord | undefined): boolean {
  const kind = record?.data?.kind;
  return kind === undefined || kind === "list" || kind === "dataset";
}
