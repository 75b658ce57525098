/**
 * Bundles the command line, the host, its workers and threads, unless that was done for the same sources: one start then reads
 * a few files instead of hundreds. Resolves with whether it built.
 */
export declare function buildProgram(): Promise<boolean>;
