import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Where a program keeps what is its user's, by the rules of each system: XDG's on Linux, Apple's and Microsoft's elsewhere. */
export function userDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'headroom')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'headroom')
  // A relative XDG path is to be ignored: https://specifications.freedesktop.org/basedir-spec
  const said = env.XDG_DATA_HOME ?? ''
  return join(isAbsolute(said) ? said : join(home, '.local', 'share'), 'headroom')
}
