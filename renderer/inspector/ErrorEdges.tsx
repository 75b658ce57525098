import { MultiSelect } from "@mantine/core";
import { type ReactElement, useId, useState } from "react";
import { perform } from "../commands/perform.ts";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import { connectOperation, disconnectOperation } from "../state/edits/edges.ts";
import type { Flow } from "../state/flow/Flow.ts";
import { findUpstream } from "../state/flow/reach.ts";
import { useText } from "../text/useText.ts";
import { FieldFrame } from "./FieldFrame.tsx";

/** Offered at once; typing finds the others. */
const mostOffered = 100;

/** The steps that run when a step has failed for good: the error edges of the canvas, as a field. */
export function ErrorEdges({ step }: { step: string }): ReactElement {
  const t = useText();
  const id = useId();
  const workbench = useWorkbench();
  const [isOpen, setOpen] = useState(false);
  const flow = useDocument((state) => state.flow);
  const edges = flow.edges.filter(({ from, kind }) => from === step && kind === "error");
  const targets = edges.map(({ to }) => to);
  const disconnect = (gone: typeof edges): void => {
    if (gone.length > 0) perform(workbench, t("gesture.disconnect"), gone.map(disconnectOperation));
  };
  const onChange = (chosen: string[]): void => {
    disconnect(edges.filter(({ to }) => !chosen.includes(to)));
    const to = chosen.find((one) => !targets.includes(one));
    if (to === undefined) return;
    perform(workbench, t("gesture.connect"), [connectOperation({ from: step, to, kind: "error", output: "" })]);
  };
  return (
    <FieldFrame
      id={id}
      title={t("base.error_to")}
      parameter={{ name: "error_to", description: t("base.error_to.help") }}
      isSet={edges.length > 0}
      onReset={() => disconnect(edges)}
      problem={undefined}
    >
      <MultiSelect
        id={id}
        size="xs"
        searchable
        hidePickedOptions
        limit={mostOffered}
        aria-describedby={`${id}-help`}
        placeholder={targets.length === 0 ? t("base.error_to.hint") : ""}
        nothingFoundMessage={t("connector.none")}
        data={[...targets, ...(isOpen ? listCandidates(flow, { step, targets }) : [])].map((value) => ({
          value,
          label: flow.byId.get(value)?.name ?? "",
        }))}
        value={targets}
        onChange={onChange}
        onDropdownOpen={() => setOpen(true)}
        onDropdownClose={() => setOpen(false)}
        comboboxProps={{ shadow: "md", offset: 4 }}
      />
    </FieldFrame>
  );
}

/** Ids of the steps that an error edge can lead to: it must not close a circle. */
function listCandidates(flow: Flow, { step, targets }: { step: string; targets: readonly string[] }): string[] {
  const upstream = findUpstream(flow, [step]);
  return flow.steps.map(({ id }) => id).filter((id) => id !== step && !upstream.has(id) && !targets.includes(id));
}
