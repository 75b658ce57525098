/** Who may do what, from the least to the most (manual, `/roles`). */
export const roles = ["viewer", "operator", "developer", "administrator"] as const;

export type Role = (typeof roles)[number];

/** Whether a role may do what `needed` may: each one may all that those before it may. */
export function includesRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}
