import { type ReactElement, useState } from "react";
import { perform } from "../commands/perform.ts";
import { useDocument, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { connectOperation } from "../state/edits/edges.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import { findConnectRefusal, type Wire } from "../state/flow/findConnectRefusal.ts";
import { findShownCard } from "../state/flow/foldFlow.ts";
import { useText } from "../text/useText.ts";
import { toWire } from "./edges/toWire.ts";
import styles from "./SearchList.module.css";
import { SearchList } from "./SearchList.tsx";

/** Draws a wire without a mouse: the output and the step it leads to are chosen from lists. */
export function StepConnector(): ReactElement | null {
  const id = useSession((state) => state.connecting);
  const step = useDocument(({ flow }) => flow.byId.get(id ?? ""));
  return step === undefined ? null : <OpenConnector key={step.id} step={step} />;
}

function OpenConnector({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const flow = useDocument((state) => state.flow);
  const [handle, setHandle] = useState(`out:${step.outputs[0]?.name ?? ""}`);
  const wireTo = (to: string): Wire => toWire({ from: step.id, to, handle });
  const close = (): void => {
    workbench.session.set({ connecting: undefined });
    workbench.canvas.focus();
  };
  const card = findShownCard(flow, step.id);
  return (
    <SearchList
      title={t("connector.title", { name: step.name })}
      placeholder={t("connector.search")}
      none={t("connector.none")}
      at={{ x: (card?.x ?? 0) + (card?.width ?? 0) + 8, y: card?.y ?? 0 }}
      head={
        <label className={styles.head}>
          {t("connector.output")}
          <select value={handle} onChange={(event) => setHandle(event.target.value)}>
            {step.outputs.map(({ name, title }) => (
              <option key={name} value={`out:${name}`}>
                {title || t("step.output")}
              </option>
            ))}
            <option value="error">{t("step.output.error")}</option>
          </select>
        </label>
      }
      search={(query) =>
        flow.steps
          .filter(({ id, name }) => id !== step.id && name.toLowerCase().includes(query.trim().toLowerCase()))
          .map((target) => ({ target, refusal: findConnectRefusal(flow, wireTo(target.id)) }))
          .sort((a, b) => Number(a.refusal !== undefined) - Number(b.refusal !== undefined))
          .map(({ target, refusal }) => ({
            key: target.id,
            icon: target.manifest?.icon ?? "square-function",
            name: target.name,
            detail: refusal === undefined ? undefined : t(`connector.${refusal}`),
            isRefused: refusal !== undefined,
          }))
      }
      onChoose={({ key }) => {
        perform(workbench, t("gesture.connect"), [connectOperation(wireTo(key))]);
        close();
      }}
      onClose={close}
    />
  );
}
