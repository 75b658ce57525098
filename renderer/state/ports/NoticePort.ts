import type { Unsubscribe } from "../../../core/base/Emitter.ts";

/** Whether failed runs of an application are told; `denied`: the browser does not allow it. */
export type NoticeState = "on" | "off" | "denied";

/** What a notification says and where it leads. */
export interface Notice {
  /** There is one notification for each application or SyncPack. */
  application: string;
  title: string;
  body: string;
  address: string;
}

/** The window that is told. */
export interface NoticeView {
  /** The application that a person has before their eyes, or the SyncPack as `syncpack:NAME`. */
  inView(): string | undefined;
  show(notice: Notice): void;
  /** How many failed runs nobody has looked at. */
  setUnseen(count: number): void;
}

export interface NoticeWatch {
  /** What is in view now is seen. */
  look(): void;
  stop: Unsubscribe;
}

/** Tells of failed runs. */
export interface NoticePort {
  /** Switches telling the failed runs of an application on or off; the first time a browser asks the person. */
  toggle(application: string): Promise<NoticeState>;
  /** Tells what fails from now on, but not of the application that `inView` names. */
  watch(view: NoticeView): NoticeWatch;
}
