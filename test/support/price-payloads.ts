/**
 * Answers in the shape of each price source, with made-up prices. What the sources look like is read from gpuhunt's providers
 * (https://github.com/dstackai/gpuhunt), SkyPilot's catalog and the sources' own pages.
 */

/** gpuhunt: CSV inside a zip. */
export const awsCsv = `instance_name,location,price,cpu,memory,gpu_count,gpu_name,gpu_memory,spot,disk_size,gpu_vendor,flags,cpu_arch,provider_data
m5.large,us-east-1,0.096,2,8.0,0,,,False,,,,x86,{}
p5.48xlarge,us-east-1,55.04,192,2048.0,8,H100,80.0,False,,nvidia,,x86,{}
p5.48xlarge,eu-north-1,66.00,192,2048.0,8,H100,80.0,False,,nvidia,,x86,{}
p5.48xlarge,eu-west-2,60.00,192,2048.0,8,H100,80.0,False,,nvidia,,x86,{}
p5.48xlarge,us-east-1,20.00,192,2048.0,8,H100,80.0,True,,nvidia,,x86,{}
p4d.24xlarge,us-east-1,21.96,96,1152.0,8,A100,40.0,False,,nvidia,,x86,{}
p4de.24xlarge,us-east-1,27.45,96,1152.0,8,A100,80.0,False,,nvidia,,x86,{}
g6.xlarge,us-east-1,0.8048,4,16.0,1,L4,24.0,False,,nvidia,,x86,{}
g9.example,us-east-1,3.20,4,16.0,1,Z900,24.0,False,,nvidia,,x86,{}
g6.wrong,us-east-1,0.0001,4,16.0,1,L4,24.0,False,,nvidia,,x86,{}
g6.torn,us-east-1,much,4,16.0,1,L4,24.0,False,,nvidia,,x86,{}
`

/** Vast: the offers for one name. */
export function vastOffers(name: string, gpuRamMb: number, hourly: readonly number[]): object {
  return {
    offers: hourly.map((dph_total, index) => ({
      id: 100 + index,
      gpu_name: name,
      num_gpus: 2,
      gpu_ram: gpuRamMb,
      dph_base: dph_total,
      dph_total,
      min_bid: dph_total / 2,
      storage_cost: 0.15,
      reliability2: 0.99,
      geolocation: 'Nowhere, XX',
      cpu_cores: null,
    })),
  }
}

export const runpodAnswer = {
  data: {
    gpuTypes: [
      {
        id: 'NVIDIA H100 80GB HBM3',
        displayName: 'H100 SXM',
        memoryInGb: 80,
        maxGpuCount: 8,
        securePrice: 2.99,
        communityPrice: 2.69,
        lowestPrice: { minimumBidPrice: 1.5, uninterruptablePrice: 2.69, stockStatus: 'High' },
      },
      {
        id: 'NVIDIA H100 PCIe',
        displayName: 'H100 PCIe',
        memoryInGb: 80,
        securePrice: 2.39,
        communityPrice: 0,
        lowestPrice: { minimumBidPrice: null, stockStatus: null },
      },
      {
        id: 'NVIDIA GeForce RTX 4090',
        displayName: 'RTX 4090',
        memoryInGb: 24,
        securePrice: 0.69,
        communityPrice: null,
        lowestPrice: null,
      },
      { id: 'unknown', displayName: 'unknown', memoryInGb: 0, securePrice: 0, communityPrice: 0, lowestPrice: null },
      { id: 'NVIDIA Z900', displayName: 'Z900', memoryInGb: 24, securePrice: 0.5, communityPrice: null, lowestPrice: null },
    ],
  },
}

export const hyperstackCsv = `InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,SpotPrice
n3-H100x8,H100,8,192,1800,19.2,CANADA-1,"{'Gpus': [{'Name': 'H100'}]}",
n3-H100-SXM5x8,H100-SXM,8,192,1920,24.0,CANADA-1,"{'Gpus': [{'Name': 'H100'}]}",12.0
n3-L40x1,L40,1.0,28,58,1.0,NORWAY-1,"{'Gpus': [{'Name': 'L40'}]}",
cpu-only,,,4,8,0.05,NORWAY-1,,
`

const azureItem = {
  armSkuName: 'Standard_NC24ads_A100_v4',
  armRegionName: 'eastus',
  retailPrice: 3.673,
  unitPrice: 3.673,
  currencyCode: 'USD',
  unitOfMeasure: '1 Hour',
  meterName: 'NC24ads A100 v4',
  productName: 'Virtual Machines NCads A100 v4 Series',
}

/** Two pages; the second is linked from the first by the address in the world, not that of the test. */
export const azurePages = [
  {
    Items: [
      azureItem,
      { ...azureItem, meterName: 'NC24ads A100 v4 Spot', retailPrice: 0.9 },
      { ...azureItem, productName: 'Virtual Machines NCads A100 v4 Series Windows', retailPrice: 4.8 },
      { ...azureItem, meterName: 'NC24ads A100 v4 Low Priority', retailPrice: 0.7 },
    ],
    NextPageLink: 'https://prices.azure.com:443/api/retail/prices?api-version=2023-01-01-preview&$skip=100',
    Count: 4,
  },
  {
    Items: [
      { ...azureItem, armSkuName: 'Standard_NC80adis_H100_v5', meterName: 'NC80adis H100 v5', retailPrice: 10, currencyCode: 'EUR' },
      { ...azureItem, armSkuName: 'Standard_NC4as_T4_v3', meterName: 'NC4as T4 v3', retailPrice: 0.526, currencyCode: 'XTS' },
      { ...azureItem, armSkuName: 'Standard_NC_example', meterName: 'NC example' },
    ],
    NextPageLink: null,
    Count: 3,
  },
] as const

export const lambdaAnswer = {
  data: {
    gpu_8x_h100_sxm5: lambdaEntry('gpu_8x_h100_sxm5', 'H100 (80 GB SXM5)', 2392, 8),
    gpu_1x_h100_pcie: lambdaEntry('gpu_1x_h100_pcie', 'H100 (80 GB PCIe)', 249, 1),
    gpu_1x_a100: lambdaEntry('gpu_1x_a100', 'A100 (40 GB)', 129, 1),
    cpu_4x_general: lambdaEntry('cpu_4x_general', 'N/A', 20, 0),
  },
}

function lambdaEntry(name: string, gpu_description: string, price_cents_per_hour: number, gpus: number): object {
  return {
    instance_type: {
      name,
      description: name,
      gpu_description,
      price_cents_per_hour,
      specs: { vcpus: 4, memory_gib: 8, storage_gib: 512, gpus },
    },
    regions_with_capacity_available: [],
  }
}

export const openrouterAnswer = {
  data: [
    openrouterModel('acme/model-9b', 'acme/Model-9B', '0.0000001', '0.0000003'),
    openrouterModel('acme/model-9b:free', 'acme/Model-9B', '0', '0'),
    openrouterModel('acme/closed', '', '0.000001', '0.000002'),
    openrouterModel('openrouter/auto', null, '-1', '-1'),
    openrouterModel('acme/by-the-million', 'acme/Other', '0.1', '0.3'),
  ],
}

function openrouterModel(id: string, hugging_face_id: string | null, prompt: string, completion: string): object {
  return {
    id,
    name: id,
    hugging_face_id,
    context_length: 32_768,
    pricing: { prompt, completion, request: '0', image: '0' },
    top_provider: {},
  }
}

export const modelsDevAnswer = {
  acme: {
    id: 'acme',
    name: 'Acme',
    models: {
      'llama-3.3-70b-instruct': { cost: { input: 0.5, output: 0.8 }, limit: { context: 131_072, output: 8192 }, open_weights: true },
      'gpt-oss-120b': { cost: { input: 0, output: 0 }, limit: { context: 131_072, output: 8192 }, open_weights: true },
      'their-own-1': { cost: { input: 3, output: 9 }, limit: { context: 200_000, output: 8192 }, open_weights: false },
      'qwen3-coder': { cost: { input: 0.1, output: 0.3 }, limit: { context: 8192, output: 8192 }, open_weights: true },
      'mistral-large-2411': { cost: { input: 2, output: 6 }, limit: { context: 8192, output: 8192 }, open_weights: true },
      'nobody-knows-3b': { cost: { input: 0.1, output: 0.1 }, limit: { context: 8192, output: 8192 }, open_weights: true },
    },
  },
}

export const ecbXml = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<Cube>
		<Cube time='2026-11-20'>
			<Cube currency='USD' rate='1.2'/>
			<Cube currency='JPY' rate='180'/>
			<Cube currency='GBP' rate='0.8'/>
			<Cube currency='CNY' rate='8.4'/>
			<Cube currency='KRW' rate='1500'/>
			<Cube currency='INR' rate='96'/>
			<Cube currency='CAD' rate='1.6'/>
			<Cube currency='AUD' rate='1.5'/>
			<Cube currency='CHF' rate='0.96'/>
			<Cube currency='SGD' rate='1.44'/>
			<Cube currency='HKD' rate='9'/>
			<Cube currency='BRL' rate='6'/>
		</Cube>
	</Cube>
</gesmes:Envelope>`
