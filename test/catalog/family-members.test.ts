import { describe, expect, it } from 'vitest'
import { familyMembers } from '../../src/catalog/family-members.ts'

const ids = (family: string) => familyMembers(family).map(({ id }) => id)

describe('the models of a family', () => {
  it('are those that are called so, of every size', () => {
    expect(ids('llama 2').length).toBeGreaterThan(2)
    for (const id of ids('llama 2')) expect(id).toMatch(/llama-?2/i)
  })

  it('are of the version that was said and of no longer one', () => {
    expect(ids('qwen 2').some((id) => id.includes('Qwen2.5'))).toBe(false)
    expect(ids('qwen').length).toBeGreaterThan(ids('qwen 2').length)
  })

  it('are none of a family nobody knows', () => {
    for (const family of ['zorkmodel', '__proto__', 'constructor']) expect(ids(family)).toEqual([])
  })
})
