/**
 * Builds a page of the editor into a folder, unless that folder holds what the same sources gave before.
 * Resolves with whether it built; rejects with what the bundler says.
 */
export declare function buildUi(paths: { page: string; outDir: string }): Promise<boolean>;
