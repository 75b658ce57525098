/** In whose environment an own class runs, as it extends a class of an uploaded SyncPack; NULL = it has the rights of the user. */
export const classEnvironments = `
ALTER TABLE step_class_versions ADD COLUMN environment TEXT;
`;
