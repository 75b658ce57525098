/** How many gestures the journal of a draft keeps: those can be undone. */
export const maxGestures = 10_000;
