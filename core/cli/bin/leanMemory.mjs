/**
 * Keeps the C library of Linux from holding on to what was given back, which it does for each thread: after a busy hour a host would
 * hold some 30 MB that nobody uses. Read when a process starts; plain JavaScript, as it is needed before anything is loaded.
 */
export const leanMemory = { MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "131072", MALLOC_MMAP_THRESHOLD_: "16384" };
