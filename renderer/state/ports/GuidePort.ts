/** What the guided first flow teaches, in this order. */
export const guideSteps = ["drag", "configure", "test", "run", "export"] as const;
export type GuideStep = (typeof guideSteps)[number];

/** How far a person came in the guided first flow. */
export interface GuideState {
  /** The application it is done in. */
  application: string;
  done: readonly GuideStep[];
  /** Whether it is shown; a person may skip it and go on another day. */
  isShown: boolean;
}

/** Keeps how far each user came. Every call rejects with a sentence when it fails. */
export interface GuidePort {
  /** undefined = never begun. */
  read(): Promise<GuideState | undefined>;
  save(state: GuideState): Promise<void>;
}
