import type { Dictionary } from "../i18n";

/** An emoji and the words it is found by. The first English and the first Chinese word are its name. */
export interface Emoji {
  readonly emoji: string;
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

export type GroupName = keyof Dictionary["emoji"]["groups"];

// One line each: the emoji, English words, "|", Chinese words.
const lines: Readonly<Record<GroupName, string>> = {
  faces: `
    😀 grin happy smile|大笑 开心
    😃 joyful happy smile|高兴 开心
    😄 laugh happy eyes|笑眼 开心
    😁 beam grin teeth|露齿笑 嘻嘻
    😆 giggle laugh|哈哈 大笑
    😅 relief sweat laugh|苦笑 汗
    🤣 rolling lol laugh|笑翻 打滚
    😂 tears lol joy laugh|笑哭 破涕为笑
    🙂 slight smile|微笑
    🙃 upside-down silly|倒脸 无语
    😉 wink|眨眼
    😊 blush smile warm|害羞 微笑
    😇 angel halo innocent|天使 无辜
    🥰 adore love hearts|喜爱 爱心
    😍 heart-eyes love|花痴 喜欢
    🤩 starstruck wow|崇拜 星星眼
    😘 kiss love|飞吻 亲亲
    😋 yummy tasty|好吃 馋
    😜 crazy tongue wink|调皮 吐舌
    🤪 zany wild|疯狂 搞怪
    🤗 hug|拥抱 抱抱
    🤭 oops giggle|捂嘴 偷笑
    🤫 hush quiet secret|嘘 安静
    🤔 think hmm|思考 想
    🤐 zipped secret|闭嘴 保密
    😐 neutral meh|面无表情
    😑 blank|无语
    😏 smirk|得意 坏笑
    😒 unamused|不爽
    🙄 eyeroll|白眼
    😬 grimace awkward|尴尬
    😌 relieved calm|松口气 安心
    😔 pensive sad|失落 难过
    😪 sleepy tired|困 累
    😴 sleep zzz|睡觉 晚安
    😷 mask sick|口罩 生病
    🤒 fever ill|发烧 生病
    🤢 nausea|恶心 想吐
    🥵 hot heat|热
    🥶 cold freezing|冷 冻
    🤯 mindblown shocked|震惊 爆炸
    🥳 party celebrate|庆祝 派对
    😎 cool sunglasses|酷 墨镜
    🤓 nerd glasses|书呆子 学霸
    😕 confused|困惑
    😟 worried|担心
    😮 surprised wow|惊讶 哇
    😳 flushed embarrassed|脸红
    🥺 pleading please|求求 可怜
    😨 afraid fear|害怕
    😢 cry sad tear|哭 流泪
    😭 sob cry loud|大哭 伤心
    😱 scream horror|尖叫 惊恐
    😤 huff proud|哼 生气
    😡 angry mad|生气 愤怒
    🤬 cursing rage|骂人 暴怒
    💀 skull dead|骷髅 笑死
    👻 ghost boo|鬼
    🤖 robot bot|机器人
    🙈 monkey shy see-no-evil|捂脸 非礼勿视`,
  people: `
    👋 wave hello bye|挥手 你好 再见
    🤚 hand stop|举手
    ✋ palm five|手掌 击掌
    👌 okay fine|好的 没问题
    🤏 tiny bit|一点点
    ✌️ victory peace|胜利 耶
    🤞 luck fingers-crossed|好运 祈祷
    🤟 love-you|爱你
    🤘 rock horns|摇滚
    🤙 call shaka|打电话
    👈 left|左
    👉 right|右
    👆 up|上
    👇 down|下
    👍 thumbs-up like yes good|赞 好 同意
    👎 thumbs-down dislike no|踩 不好 反对
    ✊ fist|拳头
    👊 punch bump|碰拳
    👏 clap applause bravo|鼓掌 厉害
    🙌 hooray praise|万岁 欢呼
    🤝 handshake deal|握手 合作
    🙏 please thanks pray|拜托 谢谢 祈祷
    💪 strong muscle|加油 强壮
    ✍️ write|写字
    👀 eyes look|看 眼睛
    🧠 brain|大脑
    👶 baby|宝宝
    👩 woman|女人
    👨 man|男人
    🧑‍💻 coder developer|程序员
    🤷 shrug dunno|摊手 不知道
    🤦 facepalm|捂脸 无奈
    🙋 raise-hand|举手 提问
    🏃 run hurry|跑步 快跑
    💃 dance|跳舞`,
  hearts: `
    ❤️ heart red love|爱心 红心
    🧡 orange-heart|橙心
    💛 yellow-heart|黄心
    💚 green-heart|绿心
    💙 blue-heart|蓝心
    💜 purple-heart|紫心
    🖤 black-heart|黑心
    🤍 white-heart|白心
    💔 broken heartbreak|心碎
    💕 hearts love|两颗心 爱
    💯 hundred perfect|满分 一百
    💥 boom bang|爆炸
    💫 dizzy star|头晕 星星
    💤 sleep zzz|睡觉
    ✨ sparkles shiny|闪亮 闪闪
    ⭐ star|星星
    🔥 fire hot lit|火 热
    ✅ done check yes|完成 对勾
    ❌ no cross wrong|错 不行
    ❓ question|问号 疑问
    ❗ exclamation important|感叹号 注意
    ⚠️ warning|警告
    🚫 forbidden|禁止
    ♻️ recycle|回收
    🔔 bell reminder|铃铛 提醒
    🎵 music note|音乐 音符
    ➕ plus add|加号
    🆗 ok|好的`,
  nature: `
    🐶 dog puppy|狗 小狗
    🐱 cat kitten|猫 小猫
    🐭 mouse|老鼠
    🐰 rabbit bunny|兔子
    🦊 fox|狐狸
    🐻 bear|熊
    🐼 panda|熊猫
    🐯 tiger|老虎
    🦁 lion|狮子
    🐮 cow|牛
    🐷 pig|猪
    🐸 frog|青蛙
    🐵 monkey|猴子
    🐔 chicken|鸡
    🐧 penguin|企鹅
    🦉 owl|猫头鹰
    🦄 unicorn|独角兽
    🐝 bee|蜜蜂
    🦋 butterfly|蝴蝶
    🐢 turtle slow|乌龟
    🐙 octopus|章鱼
    🐳 whale|鲸鱼
    🐉 dragon|龙
    🌲 tree|树
    🌵 cactus|仙人掌
    🍀 clover luck|四叶草 幸运
    🌸 blossom flower|樱花 花
    🌹 rose|玫瑰
    🌻 sunflower|向日葵
    🍁 maple autumn|枫叶 秋天
    ☀️ sun sunny|太阳 晴天
    🌙 moon night|月亮 晚安
    ⛅ cloudy|多云
    🌧️ rain|下雨
    ❄️ snow winter|雪 冬天
    🌈 rainbow|彩虹
    🌊 wave sea|海浪`,
  food: `
    🍎 apple|苹果
    🍌 banana|香蕉
    🍉 watermelon|西瓜
    🍓 strawberry|草莓
    🍑 peach|桃子
    🍋 lemon|柠檬
    🥑 avocado|牛油果
    🍅 tomato|番茄
    🌽 corn|玉米
    🥕 carrot|胡萝卜
    🍞 bread|面包
    🧀 cheese|奶酪
    🥚 egg|鸡蛋
    🍔 burger|汉堡
    🍟 fries|薯条
    🍕 pizza|披萨
    🌮 taco|玉米卷
    🍜 noodles ramen|面条
    🍚 rice|米饭
    🍣 sushi|寿司
    🥟 dumpling|饺子
    🥡 takeout|外卖
    🍦 ice-cream|冰淇淋
    🍩 donut|甜甜圈
    🍪 cookie|饼干
    🎂 birthday cake|生日蛋糕
    🍫 chocolate|巧克力
    ☕ coffee|咖啡
    🍵 tea|茶
    🧋 bubble-tea|奶茶
    🍺 beer|啤酒
    🥂 cheers toast|干杯
    🍷 wine|红酒`,
  activities: `
    ⚽ football soccer|足球
    🏀 basketball|篮球
    🎾 tennis|网球
    🏓 ping-pong|乒乓球
    🏊 swim|游泳
    🚴 cycling bike|骑车
    🏆 trophy win|奖杯 冠军
    🥇 gold-medal first|金牌 第一
    🎮 game|游戏
    🎲 dice|骰子
    🎨 art paint|画画 艺术
    🎸 guitar|吉他
    🎤 sing karaoke|唱歌 话筒
    🎬 film movie|电影
    🎉 tada congratulations party|庆祝 恭喜
    🎁 gift present|礼物
    🎈 balloon|气球
    🧧 red-envelope|红包
    🏮 lantern|灯笼
    🎄 christmas tree|圣诞树
    🚗 car|汽车
    🚕 taxi|出租车
    🚌 bus|公交车
    🚄 train|高铁 火车
    ✈️ plane flight|飞机
    🚀 rocket launch|火箭 起飞
    ⛵ sailboat|帆船
    🏠 home house|家 房子
    🏢 office|办公楼
    🏖️ beach holiday|海滩 度假
    ⛰️ mountain|山
    🗺️ map|地图`,
  objects: `
    📱 phone mobile|手机
    💻 laptop computer|电脑
    ⌨️ keyboard|键盘
    🖨️ printer|打印机
    📷 camera photo|相机 照片
    🎧 headphones|耳机
    💡 idea lightbulb|灯泡 主意
    🔋 battery|电池
    🔑 key|钥匙
    🔒 lock|锁
    🔧 wrench fix|扳手 修理
    🔨 hammer|锤子
    🧪 test experiment|试管 实验
    💊 pill medicine|药
    🩹 bandage|创可贴
    📚 books study|书 学习
    📖 read book|看书
    ✏️ pencil|铅笔
    📌 pin|图钉
    📎 paperclip|回形针
    📅 calendar date|日历 日期
    ⏰ alarm clock|闹钟
    ⏳ hourglass wait|沙漏 等待
    📈 growth chart|上涨 图表
    📉 decline chart|下跌 图表
    💰 money|钱
    💳 card pay|银行卡 付款
    🛒 shopping cart|购物车
    📦 package box|包裹 快递
    ✉️ mail letter|邮件 信
    📝 note memo|笔记 备忘
    🗑️ trash bin|垃圾桶
    👓 glasses|眼镜
    ☂️ umbrella|雨伞
    👑 crown|皇冠
    💎 diamond|钻石`,
};

function parse(text: string): Emoji[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [words = "", chinese = ""] = line.trim().split("|");
      const [emoji = "", ...en] = words.split(" ");
      return { emoji, en, zh: chinese.split(" ") };
    });
}

/** All emoji of the panel, in groups. */
export const groups: readonly { readonly name: GroupName; readonly list: readonly Emoji[] }[] = (
  Object.entries(lines) as [GroupName, string][]
).map(([name, text]) => ({ name, list: parse(text) }));

/** Emoji large enough to be messages of their own. Their places are their numbers: new ones go to the end. */
export const stickers: readonly string[] = Array.from("😀😂😍🥰😎🤔😴😭😡🥳🤗🙈👍👏🙏💪🎉🔥🌹🎂🚀🐶🐱🐼");

/** Those that one of the words, in either language, begins with what was typed; Chinese words may contain it. */
export function findEmoji(query: string): Emoji[] {
  const wanted = query.trim().toLowerCase();
  return groups
    .flatMap(({ list }) => list)
    .filter(
      ({ emoji, en, zh }) =>
        emoji === wanted || en.some((word) => word.startsWith(wanted)) || zh.some((word) => word.includes(wanted)),
    );
}
