/** Where the bundles of the command line lie, each in a folder named after the sources it was made from. */
export declare const bundlesFolder: string;

/** The bundle of the command line, if there is one of just the sources that are there now. */
export declare function findProgram(): string | undefined;

/** Names the sources in `core` of a folder by their paths, sizes and times, which are read in a few milliseconds. */
export declare function stampSources(project?: string): string;
