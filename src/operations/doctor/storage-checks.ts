import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Translate } from '../../cards/words/words.ts'
import { inspectRedis, type RedisFacts } from '../../storage/inspect.ts'
import { fileIn, mayHold, openStore, type StorageConfig } from '../../storage/open.ts'
import { type Store, StoreRefused, StoreUnavailable } from '../../storage/store.ts'
import { broken, type Check, note, ok } from './check.ts'

export interface StorageFindings {
  readonly checks: readonly Check[]
  /** To be closed; undefined: nothing is stored yet, or it cannot be had. */
  readonly store: Store | undefined
  /** Of each Redis that answered. */
  readonly facts: readonly RedisFacts[]
}

/** Whether what is stored can be reached, and will still be there tomorrow. */
export async function storageChecks(storage: StorageConfig, words: Translate): Promise<StorageFindings> {
  try {
    return storage.redisUrl === undefined ? await fileFindings(storage, words) : await redisFindings(storage.redisUrl, storage, words)
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error
    return { checks: [broken(words('operations.doctor.refused', { reason: error.message }))], store: undefined, facts: [] }
  }
}

async function fileFindings(storage: StorageConfig, words: Translate): Promise<StorageFindings> {
  const path = fileIn(storage.dataFolder)
  if (mayHold(storage)) return { checks: [ok(words('operations.doctor.file', { path }))], store: await openStore(storage), facts: [] }
  const folder = nearestFolder(storage.dataFolder)
  const check = isWritable(folder) ? ok(words('operations.doctor.noFile', { path })) : broken(words('operations.doctor.folder', { folder }))
  return { checks: [check], store: undefined, facts: [] }
}

/** The folder itself, or what is there of the way to it. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

async function redisFindings(address: string, storage: StorageConfig, words: Translate): Promise<StorageFindings> {
  let facts: readonly RedisFacts[]
  try {
    facts = await inspectRedis(address)
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    return { checks: [broken(words('operations.doctor.redisAway', { reason: error.message }))], store: undefined, facts: [] }
  }
  const store = await openStore(storage)
  const { ok: isThere, reason } = store.health()
  const away = isThere ? [] : [broken(words('operations.doctor.away', { reason }))]
  return { checks: [...facts.flatMap((one) => serverChecks(one, words)), ...away], store, facts }
}

function serverChecks({ version, policy, appendOnly }: RedisFacts, words: Translate): readonly Check[] {
  const unknown = (reason: string) => note(words('operations.doctor.unknown', { reason }))
  return [
    ok(words('operations.doctor.redis', { version })),
    policy === undefined
      ? unknown('maxmemory-policy')
      : policy === 'noeviction'
        ? ok(words('operations.doctor.policyOk'))
        : broken(words('operations.doctor.policy', { policy })),
    appendOnly === undefined
      ? unknown('appendonly')
      : appendOnly
        ? ok(words('operations.doctor.aofOk'))
        : broken(words('operations.doctor.aof')),
  ]
}
