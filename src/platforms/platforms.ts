import { discord } from './discord/platform.ts'
import type { Platform } from './platform.ts'

/** Every platform that `headroom start` can run; `start` of each imports its folder, so that nobody pays for what is not configured. */
export const platforms: readonly Platform[] = [discord]

/** Said at the start, so that nobody looks for them. */
export const plannedPlatforms: readonly string[] = ['slack']
