// Adds to package-lock.json every optional platform package that npm left out, and removes the addresses npm writes into it.
// npm drops an optional package its registry does not serve, and a registry mirror may lack the platforms nobody there uses.
// `npm ci` of npm 11 then refuses the lock file on a machine whose registry has them. Run `npm run lock` after every `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const file = 'package-lock.json'
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'universal', 'wasm32', 'x64']

/** The platform is in the name by convention (`@scope/binding-linux-arm64-musl`); the package itself is not here to be asked. */
function platformOf(name) {
  const words = name.split(/[-/]/)
  const os = words.filter((word) => systems.includes(word))
  const cpu = words.filter((word) => processors.includes(word) && word !== 'universal')
  if (os.length === 0 && cpu.length === 0) throw new Error(`${name}: no platform in its name; add the entry to ${file} by hand`)
  const musl = words.some((word) => word.startsWith('musl'))
  const glibc = words.some((word) => word.startsWith('gnu'))
  return {
    ...(cpu.length > 0 && { cpu }),
    ...(os.length > 0 && { os }),
    ...(os.includes('linux') && (musl || glibc) && { libc: [musl ? 'musl' : 'glibc'] }),
  }
}

/** Where Node would find `name` from the package at `path`: its own folder first, then every folder above. */
function find(packages, path, name) {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    const candidate = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`
    if (packages[candidate] !== undefined) return candidate
    if (base === '') return null
  }
}

const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = []
for (const [path, entry] of Object.entries(lock.packages)) {
  delete entry.resolved
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = find(lock.packages, path, name)
    if (found !== null && (lock.packages[found].version === version || !/^\d/.test(version))) continue
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${path} asks for ${name}@${version}: not an exact version; add the entry by hand`)
    const place = found === null ? `node_modules/${name}` : `${path}/node_modules/${name}`
    lock.packages[place] = {
      version,
      ...platformOf(name),
      ...(entry.dev && { dev: true }),
      ...(entry.devOptional && { devOptional: true }),
      optional: true,
    }
    added.push(`${name}@${version}`)
  }
}
const [root, ...rest] = Object.entries(lock.packages)
lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))])
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length === 0 ? `${file} is complete` : `${file}: added ${added.join(', ')}`)
