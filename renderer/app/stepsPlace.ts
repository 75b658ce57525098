import { createPart } from "./createPart.tsx";

/** The place of steps is a file of its own: it writes code, which the other places beside the editor do without. */
export const stepsPlace = createPart(async () => (await import("../screens/steps/StepsScreen.tsx")).StepsScreen);
