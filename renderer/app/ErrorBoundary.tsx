import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { text } from "../text/texts.ts";
import { Message } from "../ui/Message.tsx";

interface State {
  error: Error | undefined;
}

/** Catches what breaks while painting: says so, and offers the details and a new start. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const details = error.stack ?? error.message;
    return (
      <Message title={text("app.failed")} help={text("app.failed.help")} details={error.message}>
        <Button onClick={() => window.location.reload()}>{text("app.reload")}</Button>
        <Button variant="default" onClick={() => void navigator.clipboard.writeText(details)}>
          {text("app.copyDetails")}
        </Button>
      </Message>
    );
  }
}
