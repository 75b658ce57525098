import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { isJsonObject } from "../../../core/base/json.ts";
import { readApplication } from "../../../core/model/readApplication.ts";
import type { Template, TemplatePort } from "../../state/ports/TemplatePort.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { FlowPicture } from "../../ui/FlowPicture.tsx";
import { Message } from "../../ui/Message.tsx";
import styles from "./TemplateDialog.module.css";

export interface TemplateDialogProps {
  port: TemplatePort;
  onClose(): void;
  /** An application was made. */
  onCreated(name: string): void;
}

/** That of the canvas. */
const card = { width: 208, height: 56 };

/** Applications to begin from, each with what it does and how it looks. */
export function TemplateDialog({ port, onClose, onCreated }: TemplateDialogProps): ReactElement {
  const t = useText();
  const { data, error } = useQuery({ queryKey: ["templates"], queryFn: () => port.list() });
  const [failure, setFailure] = useState<string>();
  const [making, setMaking] = useState<string>();
  const create = (template: Template): void => {
    setMaking(template.name);
    port.create(template).then(onCreated, (reason: Error) => {
      setMaking(undefined);
      setFailure(reason.message);
    });
  };
  return (
    <Dialog title={t("templates.title")} width={920} onClose={onClose}>
      {error === null ? null : <Message title={t("places.failed")} details={error.message} />}
      {failure === undefined ? null : (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <ul className={styles.list}>
        {data?.map((template) => (
          <li key={template.name}>
            <button
              type="button"
              className={styles.template}
              disabled={making !== undefined}
              onClick={() => create(template)}
            >
              <span className={styles.picture}>
                <Picture template={template} />
              </span>
              <span className={styles.name}>{template.title}</span>
              <span className={styles.description}>{template.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Picture({ template }: { template: Template }): ReactElement {
  const { steps } = readApplication(template.document, () => undefined);
  const edges = steps.flatMap(({ name, outputTo, errorTo }) => [
    ...outputTo.map((to) => ({ from: name, to, isError: false })),
    ...errorTo.map((to) => ({ from: name, to, isError: true })),
  ]);
  return <FlowPicture steps={placesOf(template)} edges={edges} card={card} />;
}

function placesOf({ document }: Template): { name: string; x: number; y: number }[] {
  const places = isJsonObject(document.layout) && Array.isArray(document.layout.steps) ? document.layout.steps : [];
  return places.flatMap((place) =>
    isJsonObject(place) ? [{ name: String(place.step), x: Number(place.x), y: Number(place.y) }] : [],
  );
}
