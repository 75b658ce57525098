/** Makes one file of the desktop's preload. */
export declare function buildPreload(outfile: string): Promise<void>;
