/**
 * Words of neighbouring worlds: image, video, voice and biology models, games, mining, sport. One of them turns a text that
 * would otherwise look like ours away, unless it also names a language model.
 */
export const offTopicTable: readonly (readonly [world: string, words: string])[] = [
  [
    'image',
    'sd, sdxl, sd1.5, sd 1.5, sd2, sd 2.1, stable diffusion, stablediffusion, sd3, sd3.5, flux, flux.1, flux2, kohya, sd-scripts, onetrainer, ai-toolkit, comfyui, comfy ui, comfy workflow, comfy workflows, comfy node, comfy nodes, in comfy, with comfy, a1111, automatic1111, webui, swarmui, ' +
      'controlnet, ip-adapter, ipadapter, instantid, photomaker, dreambooth, textual inversion, midjourney, dalle, dall-e, imagen, novelai, animagine, illustrious, noobai, cogview, omnigen, auraflow, z-image, ' +
      'text to image, txt2img, t2i, img2img, i2i, image generation, image gen, image model, image models, generate images, generating images, image editing, image edit, inpainting, outpainting, xl lora, sdxl loras, ' +
      'pixart, hidream, qwen-image, qwen image, qwen-image-edit, kolors, kandinsky, diffusion, diffusers, lora for images, lora of my face, character lora, style lora, checkpoint merge, pixel art, invokeai, fooocus, forge webui, ' +
      '768px, 512px, 1024px, 1024x1024, 512x512, 768x768, gan, stylegan, cyclegan, pix2pix, vae, unet, u-net, alae, upscale, upscaler, upscaling, esrgan, super resolution, ' +
      '文生图, 图生图, 画图, 出图, 绘图, 绘画, 画画, 作图, 生图, 修图, 抠图, 图像生成, 图片生成, 超分, 海报, 画风, 炼丹画图',
  ],
  [
    'video',
    'wan, wan2.1, wan2.2, wan 2.1, wan 2.2, hunyuanvideo, hunyuan video, hunyuan-video, cogvideo, cogvideox, sora, ltx, ltx-video, animatediff, animate anyone, svd, stable video, video generation, video model, video models, ' +
      'generate video, generate videos, text to video, image to video, t2v, i2v, vid2vid, opensora, open-sora, mochi, framepack, skyreels, easyanimate, videocrafter, vace, kling, vidu, frames, cosmos, cosmos-predict2, liveportrait, ' +
      'echomimic, hallo2, latentsync, lipsync, lip sync, lip-sync, topaz, video editing, video encoding, transcode, transcoding, plex, 文生视频, 图生视频, 视频生成, 视频模型, 视频, 剪辑, 插帧, 帧, 可灵, 即梦, 换脸, 口型',
  ],
  [
    'voice',
    'tts, text to speech, text-to-speech, whisper, bark, tortoise, f5-tts, index-tts, cosyvoice, chattts, kokoro, gpt-sovits, sovits, so-vits, rvc, stable audio, audio, audio model, musicgen, suno, ace-step, asr, speech, xtts, vits, ' +
      'fish speech, fish-speech, voice cloning, voice clone, voice changer, demucs, diarization, text to music, singing, 声纹, 语音, 语音识别, 语音合成, 音频, 音乐, 音色, 歌声, 翻唱, 配音, 声音克隆, 变声, 数字人, musetalk, joyhallo, wav2lip, sadtalker, 唇形',
  ],
  [
    '3d',
    'instantmesh, mvdfusion, nerf, gaussian splatting, 3dgs, triposr, tripo, trellis, hunyuan3d, 3d, 3d model, 3d models, mesh, photogrammetry, blender, octane, redshift, cinema 4d, c4d, maya, houdini, render, renders, rendering, unreal, unreal engine, unity, ' +
      'autocad, solidworks, cad, revit, photoshop, lightroom, premiere, after effects, davinci resolve, 三维, 建模, 渲染, 点云, 达芬奇',
  ],
  [
    'vision',
    'yolo, yolov5, yolov8, yolov10, yolo11, hrnet, resnet, resnet50, resnet101, vgg, efficientnet, mobilenet, convnext, swin, vit, vit-b, vit-l, vit-h, mae, clip, openclip, siglip, dino, dinov2, dinov3, detr, grounding dino, sam2, sam 2, segment anything, ' +
      'detectron, detectron2, mask rcnn, faster rcnn, deeplab, segformer, nnunet, object detection, image classification, segmentation, pose estimation, optical flow, depth estimation, depth anything, ocr, paddleocr, imagenet, cifar, coco, mnist, cityscapes, kitti, ' +
      'point cloud, lidar, slam, face swap, faceswap, deepfacelab, facefusion, medical imaging, mri, microscopy, 目标检测, 分割, 检测, 遥感, 变化检测, 人脸, 识别, 自动驾驶, 医学影像, 图像分类, 姿态',
  ],
  [
    'science',
    'scgpt, geneformer, alphafold, alphafold2, alphafold3, colabfold, bindcraft, rfdiffusion, proteinmpnn, esm2, esmfold, protein, proteins, boltz, boltz-2, openfold, diffdock, evo2, dna, rna, genome, genomics, docking, gromacs, lammps, vasp, molecular dynamics, cfd, ansys, ' +
      'comsol, matlab, hashcat, graphcast, time series, xgboost, lightgbm, gnn, fold, folding, 蛋白质, 蛋白, 分子, 分子动力学, 基因, 单细胞, 仿真, 有限元, 时间序列',
  ],
  [
    'robots',
    'robot, robots, robotics, openvla, vla, lerobot, isaac sim, isaac gym, mujoco, gr00t, diffusion policy, drone, 机械臂, 机器狗, 扫地机器人, 人形机器人, 工业机器人, 机器人控制, 机器人视觉, 具身, 无人机',
  ],
  [
    'games',
    'game, games, gaming, gaming fps, fps, dota, cyberpunk, steam, 1440p, 1080p, 4k gaming, 144hz, 240hz, fsr, dlss, frame gen, stutter, stuttery, stuttering, minecraft, valorant, csgo, cs2, elden ring, fortnite, warzone, overwatch, gta, rdr2, starfield, ' +
      'palworld, apex legends, witcher, hogwarts, baldur, skyrim, vr, flight simulator, esports, ray tracing, raytracing, path tracing, hud, vsync, freesync, gsync, 游戏, 打游戏, 玩游戏, 网游, 帧率, 帧数, 掉帧, 光追, 显示器, 吃鸡, 原神, 黑神话, 赛博朋克, 英雄联盟, 永劫无间, 手游, 单机大作',
  ],
  [
    'mining',
    'mining, miner, miners, mine eth, hashrate, hash rate, nbminer, lolminer, nicehash, eth, etc coin, ethereum, kaspa, ergo, ravencoin, monero, bitcoin, btc, crypto, nft, airdrop, wallet, solana, hiveos, phoenixminer, t-rex miner, mh/s, ' +
      '挖矿, 算力租赁挖矿, 矿卡, 矿机, 比特币, 以太坊, 代币, 币圈',
  ],
  [
    'authors',
    'did you use, did you train, did you guys, you used, you guys used, have you used, you trained, did the authors, authors use, was used to train, were used to train, were used for training, was used for training, gpus were used, your training, your experiments, ' +
      'do you plan, will you release, are you planning, did training take, did the training take, did it take to train, training take, 你们训练, 你们用, 你们是用, 你们的训练, 作者训练, 作者用, 作者是用, 作者使用, 训练用了, 训练时用, 用的是什么卡, 用的什么卡, 用的是什么显卡, 用的什么显卡, 是用什么显卡训练, 用了几张, 用了多少张, 用的是几, 用的几张, 用的是多少张, 论文里',
  ],
  [
    'news',
    'how we, we trained, we release, we released, we are releasing, introducing, announcing, we present, new blog, blog post, newsletter, webinar, podcast, job opening, job at, jobs at, internship, degree, phd, salary, interview at, hiring, we are hiring, ' +
      '招聘, 求职, 内推, 招人, 应届, 简历, 岗位, 实习, 月薪, 面试, 工程师, 发布会, 公众号',
  ],
  [
    'infra',
    'redis, mysql, postgres, postgresql, mongodb, elasticsearch, milvus, faiss, kafka, nginx, vector database, vector db, web server, game server, 向量库, 向量数据库, 数据库, 网站',
  ],
  [
    'parts',
    'psu, heatsink, heat sink, heatsinks, adapter cable, power cable, shroud, shrouds, backplate, waterblock, water block, bracket, standoffs, power supply, motherboard, mainboard, what case, which case, fit in my case, fit in the case, fit in a case, case fits, chassis, pcie riser, nvlink bridge, cooler, cooling, fan, fans, temperature, temps, thermal paste, power connector, melting, idle power, psu cables, thermal throttling, throttling, throttle, ecc errors, ' +
      'hdmi, displayport, display port, monitor, refresh rate, overclock, undervolt, bios, 电源, 主板, 机箱, 散热, 风扇, 温度, 供电, 转接线, 水冷, 超频, 啸叫, 电感, 异响, 噪音, 噪声, 冒烟, 烫手, 功耗墙, 锁功耗, 降压, 接口熔化, 显示器接口',
  ],
  [
    'trade',
    'seat, seats, flight, landing, porta potty, apartment, flat, hotel, airbnb, car, bike, bicycle, truck, scooter, tuxedo, in stock, out of stock, back in stock, restock, checker, selling, for sale, anyone selling, ebay, craigslist, shipped, warranty, refund, ' +
      'earnings, stock price, stocks, nvidia stock, amd stock, shares, nvda, ipo, valuation, revenue, market cap, funding, quant trading, quantitative trading, quantitative easing, quant fund, hedge fund, algorithmic trading, backtest, backtesting, ' +
      '量化交易, 量化宽松, 量化基金, 量化投资, 量化策略, 量化私募, 量化回测, 量化平台, 量化考核, 量化选股, 炒股, 股票, 股价, 期货, 回测, 融资, 估值, 营收, 市值, 房租, 租房, 租车, 房子, 公寓, 酒店, 民宿, 写字楼, 商铺, 充电宝, 账单, 人工费, 电费单, ' +
      '翻新, 翻新卡, 成色, 验货, 咸鱼, 闲鱼, 双11, 双十一, 双12, 双十二, 黑五, 机票, 车票, 高铁, 二手车, 补货, 现货, 缺货, 到货, 发货, 求购, 出售, 快递, 保修, 人口, 票房',
  ],
  [
    'plans',
    'chatgpt plus, chatgpt pro, gpt plus, claude pro, claude max, claude code, gemini advanced, copilot pro, perplexity pro, cursor pro, colab pro, subscription, subscriptions, membership, 会员, 订阅, plus会员, 中转, 中转站, 号池, 代充, 拼车, 合租账号, 封号, 反代',
  ],
  // Who sells what he has does not ask what it costs.
  ['sale', '出租, 收租, 赚钱, 赚点, 赚电费, 回血, 转手, 出手, 现在卖还能, 卖掉, 出掉, 卖还能'],
  // A chat's own is made with us, one of steel is not.
  ['bot', '机器人'],
  ['phone', 'iphone, android phone, nas, vps, synology, steam deck'],
  [
    'life',
    'meaning of life, marathon, workout, gym, squat, km/h, mph, airport, terminal, taxi, bra, sweater, wool, rocket, payload, calories, diet, dog training, potty training, training plan, personal trainer, recipe for, pasta, weather, chrome, firefox, excel, powerpoint, microsoft office, music, tesla model, fashion model, model kit, ' +
      'license plate, driving test, plan b, vitamin b, 内衣, 文胸, 罩杯, 航站楼, 机场, 打车, 出租车, 地铁, 公交, 大巴, 团建, 婚纱, 有货吗, 毛衣, 火箭, 轿车, 汽车, 油耗, 卡路里, 配速, 健身, 健身房, 减肥, 减脂, 跑步, 马拉松, 深蹲, 卧推, 瑜伽, 游泳, 训练计划, 训练营, 力量训练, 军训, 驾校, 训狗, 公里, 推理小说, 推理题, 剧本杀, 侦探, 高达模型, 手办, 沙盘, 天气, ' +
      '公交卡, 银行卡, 信用卡, 手机卡, 电话卡, 会员卡, 饭卡, 校园卡, 门禁卡, 社保卡, 购物卡, 充值卡, 流量卡, 贺卡, 卡车, 卡片, 卡通, 网卡, 声卡, sd卡, 流量, 话费, 浏览器, 办公, 虚拟机',
  ],
]

/** Ways of reporting rather than asking: bugs, pull requests, results. Off topic only when nothing of ours is asked. */
export const reportTable =
  'bug, regression, failed to load, fails to load, failed, fails, failing, does not work, doesnt work, not working, stopped working, crash, crashes, crashed, crashing, hangs, hanging, freezes, segfault, stack trace, traceback, exception, keyerror, valueerror, ' +
  'runtimeerror, typeerror, importerror, modulenotfounderror, assertion, error loading, cuda error, nccl, timeout, error, broken, flawless, garbage, gibberish, nonsense, repeating itself, keeps repeating, wrong language, wrong answers, infinite loop, keeps generating, never stops, truncated, cut off, answers in, responds in, exclamation marks, ' +
  'merge, recipe, add support for, fix, fixes, feat, refactor, chore, whoa, amazing, awesome, incredible, insane, impressive, changed everything, love it, hate it, sucks, sold, ordered, just bought, my new, mismatch, hang, not supporting, unsupported, yesterday, benchmark, benchmarks, benchmarked, my results, test results, i got, we got, just got, managed to get, finally got, ' +
  '报错, 出错, 崩溃, 崩了, 又崩, 挂了, 宕机, 网页版, 哈哈, 哈哈哈, 闪退, 乱码, 卡住, 卡死, 卡住不动, 失败, 打不开, 连不上, 加载失败, 启动失败, 复现成功, 部署成功, 记录一下, 报告见附件, 实测, 战报, 分享, 分享一下, 记录, 总结, 终于, 真香, 太强了, 厉害, 好用, 难用, 拉胯, 开心, 不一致, 跑分, 测试结果, 胡言乱语, 答非所问, 重复输出, 输出全是, 停不下来, 截断, 感叹号, 复读, 回复英文, 不使用gpu, loss为'

/** What else is asked of a model: not what it needs. Off topic unless hardware, memory, speed or money come into it. */
export const aspectTable =
  'license, licence, licensing, commercial use, commercially, for commercial purposes, commercial purposes, terms of use, copyright, open source, open sourced, opensource, download, download link, downloading, torrent, release date, be released, get released, ' +
  'coming out, roadmap, when will, will there be, any plan, any plans, what dataset, which dataset, training data, data was, how was, was trained, system prompt, prompt template, chat template, prompt format, jinja, tokenizer, special tokens, eos token, bos token, stop token, ' +
  'padding side, vocab size, vocabulary size, hidden size, intermediate size, how many layers, number of layers, attention heads, base or chat, chat or base, chat version, install, pip install, installation, uninstall, compile, build from source, dockerfile, convert, conversion, ' +
  'converting, mmlu, humaneval, leaderboard, arena, elo, hallucinate, hallucination, function calling, tool calling, structured output, json mode, embedding dimension, langchain, llamaindex, merge lora, merging, resume training, save checkpoint, support chinese, supported languages, ' +
  'how to use, how do i use, how to set, how do i set, device_map, cuda_visible_devices, paper, citation, cite, architecture, loss is, loss curve, nan loss, overfit, overfitting, converge, ' +
  '许可证, 商用, 授权, 下载, 下载链接, 下载地址, 网盘, 什么时候, 何时, 开源吗, 有没有计划, 计划开源, 发布时间, 数据集是, 训练数据, 数据配比, 提示词模板, 对话模板, 模板, 分词器, 词表, 多少层, 几层, 隐藏层, 分片, 安装, 卸载, 编译, 转换, 转成, 幻觉, 榜单, 准确率, 损失, 收敛, 过拟合, ' +
  '合并, 断点续训, 函数调用, 工具调用, 流式, 怎么接, 接入, 怎么办, 怎么指定, 如何指定, 怎么设置, 如何设置, 怎么多卡, 效果不好, 效果怎么样, 效果咋样, 效果如何, 效果差距, 不下降, 数据丢失'

/** How good its answers are: nothing of machines either, unless formats are weighed against each other. */
export const tasteTable =
  'worth using, smarter, smartest, more intelligent, best at, good at, better at, for writing, for coding, quality, 聪明, 智商, 能力最好, 效果最好'
