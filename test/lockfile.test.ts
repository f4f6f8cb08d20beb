import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const lockText = read('package-lock.json')
const packages = new Map(Object.entries((JSON.parse(lockText) as { packages: Record<string, LockedPackage> }).packages))
const manifest = JSON.parse(read('package.json')) as Manifest

/** As Node looks for it: in the package's own folder, then in every folder above. */
function locked(from: string, name: string): LockedPackage | undefined {
  const steps =
    from === '' ? [''] : from.split('/node_modules/').map((_, index, all) => `${all.slice(0, all.length - index).join('/node_modules/')}/`)
  return [...steps, ''].map((step) => packages.get(`${step}node_modules/${name}`)).find((entry) => entry !== undefined)
}

function optionalDependencies() {
  return [...packages].flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {}).map(([name, version]) => ({ path, name, version, entry: locked(path, name) })),
  )
}

describe('the lock file', () => {
  it('has an entry for every optional package, or `npm ci` refuses it on another machine (mend with `npm run lock`)', () => {
    const all = optionalDependencies()
    const missing = all.filter(({ entry, version }) => entry === undefined || (/^\d/.test(version) && entry.version !== version))
    expect(missing.map(({ path, name, version }) => `${path} needs ${name}@${version}`)).toEqual([])
    expect(all.length).toBeGreaterThan(50)
  })

  it('says for which machine a platform package is, so that nobody installs the others', () => {
    const platform = [...packages].filter(([path]) => /(linux|darwin|win32)-(x64|arm64)/.test(path))
    const anywhere = platform.filter(([, entry]) => !entry.optional || (entry.os ?? []).length === 0 || (entry.cpu ?? []).length === 0)
    expect(anywhere.map(([path]) => path)).toEqual([])
    expect(platform.length).toBeGreaterThan(10)
  })

  it('names packages, not the hosts they came from', () => {
    expect([...packages].filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([])
    const addresses = [...lockText.matchAll(/https?:\/\/[^\s"]+/g)].map(([url]) => url).filter((url) => /registry|\.tgz/.test(url))
    expect(addresses).toEqual([])
  })

  it('holds exactly the versions package.json pins', () => {
    const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    const loose = pins.filter(([name, version]) => packages.get(`node_modules/${name}`)?.version !== version)
    expect(loose).toEqual([])
  })
})
