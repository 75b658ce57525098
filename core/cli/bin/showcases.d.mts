export const showcases: string[];
