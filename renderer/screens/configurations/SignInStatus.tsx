import { Anchor, Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useText } from "../../text/useText.ts";
import styles from "./ConfigurationsScreen.module.css";
import type { SignInControl } from "./useSignIn.ts";

/** Whether somebody has signed in for a connection, and what to do while the browser is waited for. */
export function SignInStatus({
  signIn,
  mayChange,
}: {
  signIn: SignInControl;
  mayChange: boolean;
}): ReactElement | null {
  const t = useText();
  const { present, address, error } = signIn;
  if (present === undefined) return null;
  const { state, message } = present;
  const isGood = state === "signed_in" && message === undefined;
  const text = state === "unusable" || state === "not_needed" ? undefined : t(`configurations.signIn.${state}`);
  const said = [text, error ?? message].filter((part) => part !== undefined).join(" ");
  return (
    <div className={styles.signIn}>
      <p role="status" className={isGood || state === "waiting" ? styles.answer : `${styles.answer} ${styles.failed}`}>
        {said}
      </p>
      {state === "waiting" && address !== undefined ? (
        <Anchor href={address} target="_blank" rel="noopener noreferrer">
          {t("configurations.signIn.open")}
        </Anchor>
      ) : null}
      {state === "waiting" && mayChange ? (
        <Button size="compact-sm" variant="subtle" onClick={signIn.cancel}>
          {t("configurations.signIn.cancel")}
        </Button>
      ) : null}
    </div>
  );
}
