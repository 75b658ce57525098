import type { ReactElement } from "react";
import { useText } from "../text/useText.ts";

/** What to do on a canvas without steps. */
export function EmptyCanvas(): ReactElement {
  const t = useText();
  return (
    <div className="canvas-empty">
      <strong>{t("canvas.empty")}</strong>
      <span>{t("canvas.empty.help")}</span>
    </div>
  );
}
