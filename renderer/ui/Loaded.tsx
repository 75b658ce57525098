import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { useText } from "../text/useText.ts";
import { Message } from "./Message.tsx";

/** Shows what a query gave: that it reads, why it failed with a way to try again, or what it is for. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children(data: T): ReactNode;
}): ReactElement {
  const t = useText();
  const { data, error, refetch } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error === null) return <Message title={t("places.loading")} />;
  return (
    <Message title={t("places.failed")} details={error.message}>
      <Button onClick={() => void refetch()}>{t("document.retry")}</Button>
    </Message>
  );
}
