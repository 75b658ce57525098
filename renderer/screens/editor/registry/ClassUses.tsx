import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./Registry.module.css";

/** The applications that use a class. */
export function ClassUses({ file, syncpack }: { file: string; syncpack: string | undefined }): ReactElement | null {
  const t = useText();
  const { port } = useWorkbench().code;
  const { data, error } = useQuery({
    queryKey: ["class", file, syncpack],
    queryFn: () => port.open(file, { syncpack }),
    staleTime: 0,
  });
  if (error !== null) return <span>{error.message}</span>;
  if (data === undefined) return null;
  return (
    <div className={styles.uses}>
      <span>{t("code.usedBy", { count: data.usedBy.length })}</span>
      <ul>
        {data.usedBy.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}
