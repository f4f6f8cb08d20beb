import { z } from 'zod'
import { csvRows, unzipped } from '../csv.ts'
import type { FormFactor, GpuNames } from '../gpu-names.ts'
import { type RawOffer, rentalReading, wellFormed } from '../sieve.ts'
import type { PriceSource } from '../source.ts'
import { SourceError } from '../source-error.ts'

/**
 * The catalogs dstack's gpuhunt publishes, rebuilt every hour: one file a provider, list prices of whole machines in USD.
 * https://github.com/dstackai/gpuhunt (MPL-2.0)
 */
export const gpuhunt: PriceSource = {
  name: 'gpuhunt',
  variable: 'GPUHUNT_API_URL',
  address: 'https://dstack-gpu-pricing.s3.eu-west-1.amazonaws.com/v3',
  parts: ['aws', 'azure', 'gcp', 'oci', 'lambdalabs', 'nebius', 'verda', 'cloudrift'],
  everyMinutes: 60,
  async read({ ask, mark }, part) {
    const version = await ask({ path: `/${part}/version` })
    if (version === 'unchanged') return version
    const name = new TextDecoder().decode(version.body).trim()
    if (!/^[\w.-]{1,64}$/.test(name)) throw new SourceError('shape', 'the version is not a name')
    if (name === mark) return 'unchanged'
    const zip = await ask({ path: `/${part}/${name}/catalog.zip` })
    if (zip === 'unchanged') return zip
    const rows = await csvRows(unzipped(zip.body, `${part}.csv`, mostBytes), ['gpu_count', 'price'], isAccelerated)
    const { good, bad } = wellFormed(rowSchema, rows)
    return rentalReading(
      good.map((row) => offerOf(row, part)),
      { bad, names, mark: name },
    )
  },
}

/** The big clouds' files unpacked are some tens of megabytes. */
const mostBytes = 200_000_000

/** Machines without a GPU are no rows of ours, and TPUs are listed by the slice. */
const isAccelerated = (row: Readonly<Record<string, unknown>>) =>
  row.gpu_count !== '0' && row.gpu_count !== '' && !String(row.gpu_name).startsWith('tpu-')

const number = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform(Number)

const rowSchema = z.object({
  instance_name: z.string(),
  location: z.string(),
  price: number,
  gpu_count: number.pipe(z.int().min(1).max(128)),
  gpu_name: z.string().min(1),
  gpu_memory: z.union([number, z.literal('').transform(() => 0)]),
  spot: z.enum(['True', 'False']),
})

function offerOf(row: z.output<typeof rowSchema>, part: string): RawOffer {
  return {
    gpuName: row.gpu_name,
    memoryGb: row.gpu_memory,
    form: formOf(part, row.instance_name),
    kind: row.spot === 'True' ? 'spot' : 'on-demand',
    provider: providers.get(part) ?? part,
    region: row.location,
    sku: row.instance_name,
    gpus: row.gpu_count,
    price: row.price,
  }
}

const providers: ReadonlyMap<string, string> = new Map([
  ['lambdalabs', 'lambda'],
  ['oci', 'oracle'],
])

const names: GpuNames = new Map([
  ['h100nvl', 'h100-nvl'],
  ['rtxpro6000', 'rtx-pro-6000-blackwell-server'],
])

/**
 * The form factor a provider's machines have, from its documentation: the beginning of a machine's name, most specific first.
 * Where no line fits it stays unknown.
 */
const forms: readonly (readonly [part: string, start: string, form: FormFactor])[] = [
  ['aws', 'p', 'sxm'],
  ['azure', 'Standard_ND', 'sxm'],
  ['azure', 'Standard_NC', 'pcie'],
  ['gcp', 'a2-', 'sxm'],
  ['gcp', 'a3-', 'sxm'],
  ['gcp', 'n1-', 'sxm'],
  ['oci', 'BM.', 'sxm'],
  ['oci', 'VM.GPU3', 'sxm'],
  ['lambdalabs', 'gpu_8x_', 'sxm'],
]

function formOf(part: string, machine: string): FormFactor | undefined {
  const sxmOfVerda = part === 'verda' && /\d\.\d+S\b/.test(machine)
  return sxmOfVerda ? 'sxm' : forms.find(([of, start]) => of === part && machine.startsWith(start))?.[2]
}
