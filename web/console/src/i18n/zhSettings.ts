/** What each setting decides, by its key; the English texts are the server’s own. */
export const zhSettings: Readonly<Record<string, string>> = {
  "app.enabled": "关闭后：登录返回 60020，已登录的用户会断开连接。REST API 仍然可用。",
  "login.maxWebInstances":
    "同一用户可以同时登录的 Web 实例数；小程序和 uni-app 也算 Web。超出时最早的实例被踢下线（KICKED_OUT `multipleAccount`）。调低后在用户下次登录时生效。",
  "login.multiDevicePolicy":
    "同一用户的哪些终端可以同时在线。`single`：只能一种终端。`double`：手机、平板或电脑中的一种，加 Web。`triple`：手机或平板一种、电脑一种，加 Web。`multi`：全部。被踢的一端收到 KICKED_OUT `multipleDevice`。",
  "login.maxInstancesPerPlatform":
    "在 `multi` 策略下，同一用户在同一原生平台（Android、iPhone、iPad、Windows、Mac、Linux）可以同时登录的终端数；其他策略下为 1。超出时最早的终端被踢下线。",
  "login.userSigTtl": "服务器自己生成的 UserSig 的有效期，单位秒。",
  "message.revokeWindow": "发送者可以撤回消息的时间，单位秒；0 表示不能撤回。",
  "message.retentionDays": "历史消息保存的天数；0 表示永久保存。",
  "message.c2cReadReceipt":
    "开：要求已读回执的单聊消息可以得到回执。关：`sendMessageReadReceipt` 被拒绝（SDK 返回 3122，服务器返回 10059）。",
  "message.groupReadReceiptTypes":
    "哪些类型的群支持消息已读回执。其他类型的群调用相关接口返回 10060；一个都不选时返回 10059。",
  "message.groupRatePerSecond": "每个群每秒接收的消息数。超出时优先拒绝低优先级的消息，返回 10023。",
  "message.extensions": "开：消息可以带扩展。关：相关接口返回 3122。",
  "message.reactions": "开：可以对消息作表情回应。关：相关接口返回 3122。",
  "upload.maxImage": "可发送图片的最大大小，单位 MiB；超出返回 2253。",
  "upload.maxAudio": "可发送语音的最大大小，单位 MiB；超出返回 2301。",
  "upload.maxVideo": "可发送视频的最大大小，单位 MiB；超出返回 2351。",
  "upload.maxFile": "可发送文件的最大大小，单位 MiB；超出返回 2402。",
  "message.translation":
    "用户是否可以翻译文本，由启动时指定的服务（`--translation`）完成。`off` 或没有该服务时 translateText 返回 2117。",
  "message.speechToText":
    "用户是否可以将语音转为文字，由启动时指定的服务（`--speech`）完成。`off` 或没有该服务时 convertVoiceToText 返回 2118。",
  "push.offline":
    "是否向不在线用户的手机推送消息，由启动时指定的服务（`--push-hook`、`--push-fcm`、`--push-apns`）完成。`off` 期间发送的消息不会补推。",
  "push.smallIcon": "应用内图片的名称，作为华为和 Google 通知的小图标；留空则用应用自己的图标。",
  "message.directed": "关闭后：只发给部分群成员的消息返回 3122。",
  "message.broadcastLive": "关闭后：向所有直播群发消息的 REST 调用返回 3122。",
  "conversation.maxRecent": "用户会话列表最多保留的会话数；最久没有消息的会话不再显示。",
  "conversation.deleteSync": "开：在一端删除的会话，在该用户的其他端也会消失。",
  "group.pinnedMessagesMax": "一个群可以置顶的消息数；超出返回 10004。",
  "conversation.pinMax": "用户可以置顶的会话数；超出返回 2503。",
  "conversation.marks": "关闭后：标记会话返回 3122。",
  "conversation.groups": "关闭后：会话分组的相关接口返回 3122。",
  "search.cloud": "关闭后：搜索历史消息返回 3122。索引仍然保持最新。",
  "moderation.cloud":
    "消息的哪些内容在他人收到之前要经过审核。`text` 指人能读到的内容：文本、自定义消息的数据和描述、文件名、地点描述、合并消息显示的内容。被拒绝的文本返回 80001，其他返回 80004。`text` 会检查 `moderation.words`；启动时指定了审核服务（`--moderation`）的，所有类型都交给它审核。都不选表示关闭。",
  "moderation.words":
    "被审核的文本不能包含的词。不区分大小写、全角半角和不可见字符。在拉丁、希腊和西里尔文字中，`ass` 不会命中 `class`，`*ass` 和 `ass*` 允许词继续延伸；在其他文字中，词出现在任何位置都会命中。",
  "moderation.onViolation":
    "文本包含敏感词时如何处理。`refuse`：返回 80001。`mask`：用 `*` 代替该词后发送。审核服务拦截的内容总是被拒绝。",
  "moderation.wait":
    "发送时等待审核服务结果的毫秒数。超时后消息先发出；之后得到不通过的结果时通知所有收到的人（MESSAGE_MODIFIED、hasRiskContent）。",
  "moderation.retryAfter": "因审核服务失败或服务器停止而未得到结果就发出的消息，隔多少秒再次提交审核。一天后放弃。",
  "moderation.customConfigurations":
    "可由消息的 `customModerationConfigurationID` 指定的规则集：`kinds`（缺省为全部）、`words`（缺省为无）和 `onViolation`（缺省为 `refuse`），含义同名为这些的设置。`moderation.cloud` 关闭时无效，未知的 ID 视为没有。",
  "moderation.localWords":
    "用户在消息、名称等他人可见的内容中完全不能写的词：SDK 在发送前就拒绝（3123），消息在服务器上也会被拒绝。匹配方式同 `moderation.words`。每次登录时全部下发给客户端。",
  "callback.url": "按 `callback.commands` 通过回调被询问和通知用户行为的后端地址；留空表示没有。",
  "callback.commands":
    "哪些事件在发生前询问（`…Before…`、`…Prev…`）或发生后通知 `callback.url` 的后端。都不选表示关闭。",
  "callback.token":
    "后端据此识别调用者：设置后，调用带有 `RequestTime` 和 `Sign`（令牌与 `RequestTime` 拼接后的 SHA-256）。留空则两者都没有。",
  "callback.timeout": "调用后端允许的毫秒数。",
  "callback.onFailure":
    "后端没有及时回答，或者回答的状态不是 200 或不是 JSON 时，被询问的操作如何处理。`pass`：继续进行。`refuse`：单聊消息返回 20006，群相关返回 10016，好友申请返回 38000。",
  "rest.rate": "每个节点上每个 REST 命令每秒的调用次数；超出返回 60007。0 表示不限。",
  "rest.ipAllowList":
    "允许调用 REST API 的地址和网段，用逗号分隔；留空表示不限。其他来源返回 60021。在代理之后，所有调用都来自代理的地址，请由代理来过滤。把自己挡在外面时，用 `--set rest.ipAllowList=` 启动一次服务器。",
  "rest.memberPushesPerDay": "24 小时内全员推送（含按标签、属性推送）的次数；超出返回 90047。0 表示不限。",
  "rest.memberPushRate": "执行全员推送的每个节点每秒发送的用户数。数值越小，留给用户消息的余量越大。",
  "rest.tagsPerUser": "后台可以给每个用户添加的推送标签数；超出返回 90032。",
  "rest.utcOffset":
    "后端指定日期和小时（`getappinfo`、`get_history`）所用的时间比 UTC 快的分钟数；480 即 UTC+8，是按原服务编写的后端所预期的。",
  "rest.historyFileDays":
    "`get_history` 可以生成多少天内每小时消息的文件；更早的返回 1005。`message.retentionDays` 不再保留的消息不在任何文件中。",
  "rest.serverAddresses":
    "`GetIPList` 返回的内容：本服务器回调后端以及被访问时所用的地址和网段，用逗号分隔；留空则为运行各节点的机器的地址。机器在代理之后或以其他地址访问外部时请设置。",
  "group.maxPerUser": "用户可以加入的群数，不含直播群。超出返回 10037，或列在 overLimitUserIDList 中。",
  "group.maxMembersWork": "新建 Work 群的成员上限。",
  "group.maxMembersPublic": "新建 Public 群的成员上限。",
  "group.maxMembersMeeting": "新建 Meeting 群的成员上限。",
  "group.maxMembersCommunity": "新建 Community（社群）的成员上限。",
  "group.defaultJoinOptionPublic": "新建 Public 群时未指定 `joinOption` 的默认值。",
  "group.defaultJoinOptionCommunity": "新建 Community（社群）时未指定 `joinOption` 的默认值。",
  "group.defaultInviteOptionWork": "新建 Work 群时未指定 `inviteOption` 的默认值。",
  "group.defaultInviteOptionPublic": "新建 Public 群时未指定 `inviteOption` 的默认值。",
  "group.defaultInviteOptionMeeting": "新建 Meeting 群时未指定 `inviteOption` 的默认值。",
  "group.defaultInviteOptionCommunity": "新建 Community（社群）时未指定 `inviteOption` 的默认值。",
  "group.tipsJoin": "哪些类型的群在有人加入时产生群提示。直播群人多时会省略一部分。",
  "group.tipsQuit": "哪些类型的群在有人退出时产生群提示。直播群人多时会省略一部分。",
  "group.tipsKick": "哪些类型的群在有人被移出时产生群提示。直播群的封禁始终有提示。",
  "group.tipsProfile": "哪些类型的群在群名称、简介、公告、头像、群主或自定义字段变更时产生群提示。",
  "group.tipsMute": "哪些类型的群在成员被禁言或解除禁言时产生群提示；话题也一样。",
  "group.tipsMuteAll": "哪些类型的群在全员禁言或解除全员禁言时产生群提示。",
  "group.tipsOptions": "哪些类型的群在 `joinOption` 或 `inviteOption` 变更时产生群提示。",
  "group.historyBeforeJoinWork": "开：加入 Work 群的人可以看到之前的消息。对之后加入的人生效。",
  "group.historyBeforeJoinPublic": "开：加入 Public 群的人可以看到之前的消息。对之后加入的人生效。",
  "group.historyBeforeJoinMeeting": "开：加入 Meeting 群的人可以看到之前的消息。对之后加入的人生效。",
  "group.historyBeforeJoinCommunity": "开：加入 Community（社群）的人可以看到之前的消息。对之后加入的人生效。",
  "group.communityEnabled": "关闭后：创建 Community（社群）返回 3122。",
  "group.topicEnabled": "关闭后：创建支持话题的社群和创建话题返回 3122。",
  "group.memberOnlineFlag": "开：成员资料中显示谁在线（`isOnline`）。关：所有人都显示为不在线。",
  "group.customFields": "群可以有的自定义字段的键。其他键返回 10004；已经设置的内容保留。",
  "group.memberCustomFields": "群成员可以有的自定义字段的键。其他键返回 10004；已经设置的内容保留。",
  "group.counters": "关闭后：群计数器的相关接口返回 3122。",
  "message.friendCheck":
    "开：只有好友之间可以发单聊消息；其他消息返回 20009（互不为好友）、20010（发送者不在接收者的好友表中）或 20011（接收者不在发送者的好友表中）。",
  "message.blacklistCheckShowsSuccess": "开：在接收者黑名单中的人发送时显示成功，消息被丢弃。关：返回 20007。",
  "profile.customFields": "资料在标准字段之外可以有的字段。其他字段返回 2721；已经设置的内容保留，但不显示。",
  "friend.customFields": "用户可以为好友保存的字段（备注之外）。",
  "friend.defaultAllowType": "新账号的 `allowType`：任何人可以直接加好友、需要申请，还是不能加。已有账号不变。",
  "friend.maxFriends": "好友数上限。超出返回 30010；对方已满返回 30014。",
  "friend.maxGroups": "用户可以有的好友分组数。超出返回 30011。",
  "friend.maxPending": "用户发出的、尚未处理的好友申请数上限。超出返回 30012。",
  "friend.blacklistMax": "黑名单人数上限。超出返回 30013。",
  "friend.blacklistKeepsFriend": "开：加入黑名单后仍是好友。关：双方的好友关系结束。",
  "follow.enabled": "开：用户可以互相关注。关：相关接口返回 3122。",
  "follow.maxFollowing": "用户可以关注的人数。超出返回 30010。",
  "status.queryAndNotify":
    "开：用户可以查询和订阅他人的状态，并收到好友的状态变化。关：查询他人的接口返回 3122，也不通知任何人。",
  "status.maxSubscriptions": "一个实例可以订阅的用户状态数；超出时最早的订阅结束。",
  "status.clearCustomAfterLogout": "用户的最后一个实例离开后，多少秒清除自定义状态。",
  "status.nodeTimeout": "服务器节点多少秒没有心跳视为失效：其上的用户在别处登录之前算作离线。",
  "group.liveHistoryForNewcomers":
    "加入直播群的人能看到的最近消息数（24 小时以内）。保存在有用户在群内的节点的内存中。",
  "group.liveMemberList": "关闭后：直播群的成员列表只到最新的 30 人，而不是 1000 人。",
  "group.liveBan": "关闭后：将用户移出直播群返回 3122。",
  "group.liveMarks": "关闭后：在直播群中标记用户返回 3122。",
  "group.liveGuests": "每个节点允许未登录者同时收听直播群的人数；0 表示不允许。",
  "topic.atOnlyNotifyInterval": "只接收 @ 自己的消息的人，每隔多少秒收到其余消息中最新一条的通知。",
};
