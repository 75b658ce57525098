/**
 * What the names of folders in `core` begin with that hold a bundle of the command line; the rest names the sources it was made
 * from. As deep as the SDK in the project, because step code names files by where it is.
 */
export declare const bundlePrefix: string;

/** The bundle of the command line, if there is one of just the sources that are there now. */
export declare function findProgram(): string | undefined;

/** Names the sources in `core` of a folder by their paths, sizes and times, which are read in a few milliseconds. */
export declare function stampSources(project?: string): string;
