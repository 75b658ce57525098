export declare const leanMemory: Readonly<
  Record<"MALLOC_ARENA_MAX" | "MALLOC_TRIM_THRESHOLD_" | "MALLOC_MMAP_THRESHOLD_", string>
>;
