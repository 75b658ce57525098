import { Alert } from "@mantine/core";
import type { ReactElement } from "react";

/** Why something could not be done, read out when it appears. */
export function ErrorAlert({ error }: { error: string | undefined }): ReactElement | null {
  if (error === undefined) return null;
  return (
    <Alert color="red" role="alert">
      {error}
    </Alert>
  );
}
