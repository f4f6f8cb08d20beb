import { describe, expect, it } from 'vitest'
import { createKeeper } from '../../src/settings/keeper.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import { StoreUnavailable } from '../../src/storage/store.ts'
import { openMemory } from '../support/memory-store.ts'

const ada = { platform: 'discord', person: 'ada', place: 'guild' }
const bob = { ...ada, person: 'bob' }
const gpu = { id: 'rtx-4090', count: 2, memoryGb: null }

function keeperOn(memory = openMemory(), mayHold = () => true) {
  let opened = 0
  const open = async () => {
    opened += 1
    return memory.store()
  }
  return { memory, keeper: createKeeper(open, mayHold), opened: () => opened }
}

describe('settings in the storage', () => {
  it('are each person’s own, and a place’s for all in it', async () => {
    const { keeper } = keeperOn()
    await keeper.change(ada, { owner: 'person', key: 'gpu', value: gpu })
    await keeper.change(ada, { owner: 'place', key: 'language', value: 'zh' })
    expect(await keeper.read(ada)).toEqual({ person: { gpu }, place: { language: 'zh' } })
    expect(await keeper.read(bob)).toEqual({ person: {}, place: { language: 'zh' } })
    expect(await keeper.read({ platform: 'discord', person: 'ada' })).toEqual({ person: { gpu }, place: {} })
    expect(await keeper.read({ ...ada, platform: 'slack' })).toEqual({ person: {}, place: {} })
  })

  it('set at once by two both hold', async () => {
    const { keeper } = keeperOn()
    await Promise.all([
      keeper.change(ada, { owner: 'place', key: 'language', value: 'zh' }),
      keeper.change(bob, { owner: 'place', key: 'replies', value: 'private' }),
    ])
    expect((await keeper.read(ada)).place).toEqual({ language: 'zh', replies: 'private' })
  })

  it('leave no record behind when the last is unset', async () => {
    const { keeper, memory } = keeperOn()
    await keeper.change(ada, { owner: 'person', key: 'gpu', value: gpu })
    await keeper.change(ada, { owner: 'person', key: 'gpu', value: undefined })
    expect(await memory.store().listRecords(recordKeys.settings('person', 'discord', ''))).toEqual([])
  })

  it('of another version: what is not understood is left out when read and left alone when another is set', async () => {
    const { keeper, memory } = keeperOn()
    const key = recordKeys.settings('person', 'discord', 'ada')
    await memory.store().putRecord(key, { gpu, language: 'eo', theme: 'dark' })
    expect((await keeper.read(ada)).person).toEqual({ gpu })
    await keeper.change(ada, { owner: 'person', key: 'runtime', value: 'vllm' })
    expect(await memory.store().getRecord(key)).toEqual({ gpu, language: 'eo', theme: 'dark', runtime: 'vllm' })
    await memory.store().putRecord(key, 'no settings at all')
    expect((await keeper.read(ada)).person).toEqual({})
  })

  it('are read without opening a storage that holds nothing, and opened once where it may', async () => {
    const { keeper, opened } = keeperOn(openMemory(), () => false)
    expect(await keeper.read(ada)).toEqual({ person: {}, place: {} })
    expect(opened()).toBe(0)
    await keeper.change(ada, { owner: 'person', key: 'gpu', value: gpu })
    expect((await keeper.read(ada)).person).toEqual({ gpu })
    expect(opened()).toBe(1)
  })

  it('are not confirmed while the storage is away', async () => {
    const { keeper, memory } = keeperOn()
    memory.leave()
    const change = { owner: 'person', key: 'gpu', value: gpu } as const
    await expect(keeper.change(ada, change)).rejects.toMatchObject({ code: 'not-stored', said: 'gpu' })
    await expect(keeper.read(ada)).rejects.toThrow(StoreUnavailable)
    memory.back()
    expect((await keeper.read(ada)).person).toEqual({})
  })

  it('of a place cannot be set where there is none', async () => {
    const { keeper } = keeperOn()
    const alone = { platform: 'terminal', person: 'ada' }
    await expect(keeper.change(alone, { owner: 'place', key: 'gpu', value: gpu })).rejects.toMatchObject({ code: 'no-place' })
  })
})
