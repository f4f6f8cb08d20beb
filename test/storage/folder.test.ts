import { describe, expect, it } from 'vitest'
import { userDataFolder } from '../../src/storage/folder.ts'

describe('the user’s data', () => {
  it('is where XDG says, and an address from nowhere is passed over', () => {
    expect(userDataFolder({}, 'linux', '/home/ada')).toBe('/home/ada/.local/share/headroom')
    expect(userDataFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ada')).toBe('/data/headroom')
    expect(userDataFolder({ XDG_DATA_HOME: 'data' }, 'linux', '/home/ada')).toBe('/home/ada/.local/share/headroom')
  })

  it('is where Apple and Microsoft have it', () => {
    expect(userDataFolder({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Application Support/headroom')
    expect(userDataFolder({ LOCALAPPDATA: 'C:\\Data' }, 'win32', 'C:\\Users\\ada')).toMatch(/^C:\\Data.headroom$/)
    expect(userDataFolder({}, 'win32', 'C:\\Users\\ada')).toMatch(/^C:\\Users\\ada.AppData.Local.headroom$/)
  })
})
