import type { operationsEn } from './operations.en.ts'

/** The same shape with other texts, but for plurals, of which Chinese has one form. */
type Same<Tree> = {
  readonly [Key in keyof Tree as Key extends `${string}_one` ? never : Key]: Tree[Key] extends string ? string : Same<Tree[Key]>
}

/** The words of `headroom start` and `headroom doctor` in Chinese. */
export const operationsZh: Same<typeof operationsEn> = {
  problems: '配置有问题，请先修正：',
  portTaken: '{{host}} 的端口 {{port}} 已被占用：另一个程序或另一个 Headroom 正在监听。请把 PORT 设为空闲端口，或设为 0。',
  portRefused: '当前用户不能使用 {{host}} 的端口 {{port}}：请把 PORT 设为大于 1023 的端口。',
  hostUnknown: '{{host}} 不是本机地址：请把 HOST 设为 127.0.0.1，或设为 0.0.0.0（所有网络），或不设置。',
  config: {
    language: '{{variable}}={{said}}：请设为 en 或 zh；不设置则跟随每个问题的语言。',
    address: '{{variable}}={{said}}：请设为 https://example.com 这样的地址，或不设置。',
    redis: '{{variable}} 不是 Redis 地址：redis://[用户:密码@]主机[:端口][/数据库]，TLS 用 rediss://，集群用逗号分隔多个节点。',
    port: '{{variable}}={{said}}：请设为 0（任意空闲端口）到 65535 的数字；不设置则用 8080。',
    level: '{{variable}}={{said}}：请设为 silent、fatal、error、warn、info、debug 或 trace。',
    token: '没有设置 {{variable}}：请从 https://discord.com/developers/applications 上该应用的 Bot 页面复制。',
    tokenShape:
      '{{variable}} 含有令牌里不会有的字符：请从 https://discord.com/developers/applications 上该应用的 Bot 页面重新复制，前后不要带引号、空格或其他内容。',
    application: '没有设置 {{variable}}：命令要注册到某个应用，应用 ID 在它的 General Information 页面上。',
    applicationId: '{{variable}}={{said}}：请设为应用 ID，17 到 20 位数字。',
    guildId: '{{variable}}={{said}}：请设为服务器 ID，17 到 20 位数字；不设置则注册到所有地方。',
    sharding: '{{variable}}={{said}}：请设为 process（一个进程负责所有分片）或 processes（每个分片一个进程）；不设置则为 process。',
    readable: '无法读取 {{variable}}（{{said}}）：请让当前用户可以读取它，或删除它。',
  },
  doctor: {
    config: '配置：所有变量都可用。',
    configured: '{{name}} 已配置。',
    missing: '{{name}}：{{sentence}}',
    node: 'Node {{version}}。',
    nodeOld: 'Node {{version}} 低于 {{oldest}}：请安装更新的版本。',
    file: '存储：文件 {{path}}，可读可写。',
    noFile: '存储：文件 {{path}}，第一次保存时创建。',
    folder: '存储：当前用户无法写入 {{folder}}：请授予权限，或用 HEADROOM_DATA_DIR 指定别的目录。',
    redis: '存储：Redis {{version}} 有回应。',
    redisAway: '存储：Redis 没有回应（{{reason}}）。请启动它，或修正 REDIS_URL；在此之前什么都无法设置或保存。',
    policy: '内存满时 Redis 会淘汰数据（maxmemory-policy {{policy}}）：请设置 maxmemory-policy noeviction，否则设置会丢失。',
    policyOk: 'Redis 不淘汰数据（maxmemory-policy noeviction）。',
    aof: 'Redis 没有随时落盘（appendonly no）：请设置 appendonly yes，否则重启会丢失已确认的内容。',
    aofOk: 'Redis 把每次修改都写入磁盘（appendonly yes）。',
    unknown: 'Redis 没有说明如何保存数据（{{reason}}）：请允许该用户执行 INFO。',
    refused: '存储：{{reason}}',
    away: '存储：不可用（{{reason}}）。',
    noPrices: '{{source}} 的价格：还没有获取过，仍用自带价格；headroom prices refresh 可以获取。',
    price: '{{source}} 的价格：{{age}}。',
    priceOld: '{{source}} 的价格：{{age}}，已经很久；请看 headroom prices refresh 的说明。',
    priceOff: '{{source}} 的价格：未查询，没有设置 {{variable}}。',
    priceSays: '{{source}} 的价格：有回应，{{count}} 行。',
    priceFails: '{{source}} 的价格：{{why}}（{{detail}}）。请检查本机能否访问它，或把 {{variable}} 设为镜像地址。',
    clock: '时钟：与 {{other}} 相差 {{seconds}} 秒。',
    clockOff: '时钟：与 {{other}} 相差 {{seconds}} 秒。请校准本机时钟（NTP）：相差超过 30 秒时，签名和定时会失败。',
    noClock: '时钟：未比较；--online 会与价格来源比较。',
    noClockOnline: '时钟：未比较，没有可参照的时间。',
    redisName: 'Redis',
    well: '一切正常。',
    broken_other: '有 {{count}} 处问题。',
  },
}
