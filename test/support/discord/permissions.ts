/** The bits of permissions the fake looks at (Discord's documentation, topic "Permissions"). */
export const permission = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useApplicationCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  sendMessagesInThreads: 1n << 38n,
  useExternalApps: 1n << 50n,
} as const

export const allPermissions = (1n << 53n) - 1n

/** What everybody may do on a fresh server. */
export const everyonesPermissions =
  permission.addReactions |
  permission.viewChannel |
  permission.sendMessages |
  permission.embedLinks |
  permission.attachFiles |
  permission.readMessageHistory |
  permission.useApplicationCommands |
  permission.sendMessagesInThreads |
  permission.useExternalApps

export interface Overwrite {
  /** A role's or a user's id. */
  id: string
  type: 0 | 1
  allow: bigint
  deny: bigint
}

/** Discord's own order: roles, then the channel's overwrites for everyone, for the roles together, for the member. */
export function permissionsIn(
  everyoneId: string,
  memberId: string,
  roles: ReadonlyMap<string, { permissions: bigint }>,
  memberRoles: readonly string[],
  overwrites: readonly Overwrite[],
): bigint {
  let bits = roles.get(everyoneId)?.permissions ?? 0n
  for (const role of memberRoles) bits |= roles.get(role)?.permissions ?? 0n
  if (bits & permission.administrator) return allPermissions
  const apply = (chosen: readonly Overwrite[]) => {
    for (const { deny } of chosen) bits &= ~deny
    for (const { allow } of chosen) bits |= allow
  }
  apply(overwrites.filter(({ id }) => id === everyoneId))
  apply(overwrites.filter(({ id, type }) => type === 0 && memberRoles.includes(id)))
  apply(overwrites.filter(({ id }) => id === memberId))
  return bits
}
