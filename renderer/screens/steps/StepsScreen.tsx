import type { ReactElement } from "react";
import type { Clock } from "../../../core/base/Clock.ts";
import type { BenchPort } from "../../state/ports/BenchPort.ts";
import type { ClassPort } from "../../state/ports/ClassPort.ts";
import { ClassList } from "./ClassList.tsx";
import { ClassPage } from "./ClassPage.tsx";

export interface ClassPlace {
  file: string;
  syncpack: string | undefined;
}

export interface StepsScreenProps {
  port: ClassPort;
  bench: BenchPort;
  clock: Clock;
  mayChange: boolean;
  /** The one that is open; undefined = the list. */
  shown: ClassPlace | undefined;
  /** undefined = back to the list. */
  open(place: ClassPlace | undefined): void;
  openApplication(name: string): void;
  notify(message: string, kind: "info" | "error"): void;
}

/** All step classes, and one of them with its code and a bench to try it. */
export function StepsScreen(props: StepsScreenProps): ReactElement {
  const { shown } = props;
  if (shown === undefined) return <ClassList {...props} />;
  return <ClassPage key={`${shown.syncpack ?? ""}/${shown.file}`} {...props} place={shown} />;
}
