/** What a first start lists, in this order: paths in the project. */
export declare const showcases: string[];
