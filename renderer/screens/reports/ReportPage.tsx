import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { Message } from "../../ui/Message.tsx";
import { ReportTableView } from "../../ui/ReportTableView.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { shortId } from "../../ui/shortId.ts";
import type { ReportsScreenProps } from "./ReportsScreen.tsx";

/** One report with its tables, and as a file. */
export function ReportPage(props: ReportsScreenProps & { run: string }): ReactElement {
  const { port, run, mayDelete, open, notify } = props;
  const t = useText();
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ["report-page", run], queryFn: async () => (await port.read(run)) ?? null });
  const remove = (): void => {
    port.remove(run).then(
      () => {
        void queries.invalidateQueries({ queryKey: ["reports"] });
        open(undefined);
      },
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  const actions = (
    <>
      <Button variant="default" onClick={() => open(undefined)}>
        {t("reports.back")}
      </Button>
      {(["csv", "html"] as const).map((format) => (
        <Button key={format} component="a" variant="default" href={port.fileAddress(run, format)} download>
          {t(`report.${format}`)}
        </Button>
      ))}
      {mayDelete ? (
        <Button variant="default" onClick={remove}>
          {t("places.delete")}
        </Button>
      ) : null}
    </>
  );
  return (
    <Screen title={t("reports.of", { run: shortId(run) })} actions={actions}>
      <Loaded query={query}>
        {(tables) =>
          tables === null ? (
            <Message title={t("reports.gone")} />
          ) : (
            tables.map((table) => <ReportTableView key={table.name} table={table} />)
          )
        }
      </Loaded>
    </Screen>
  );
}
