import type { enArrange } from "./enArrange";

/** 关于聊天整理的文字，简体中文。 */
export const zhArrange: typeof enArrange = {
  arrange: {
    tabs: "列表分组",
    all: "全部",
    folded: "已折叠",
    emptyTab: "这里还没有聊天。",
    pin: "置顶",
    unpin: "取消置顶",
    markUnread: "标为未读",
    markedUnread: "已标为未读",
    quiet: "消息免打扰",
    unquiet: "取消免打扰",
    fold: "折叠",
    unfold: "取消折叠",
    intoTab: "加入分组",
    putInto: (name) => `${name} 的分组`,
    tabName: "分组名称",
    tabHint: "例如 工作",
    renameTab: "重命名分组",
    removeTab: "删除分组",
    removeTabTitle: (name) => `删除分组 ${name}？`,
    removeTabText: "其中的聊天会保留。",
    quietHours: "免打扰时段",
    quietHint: "每天在此时段内不推送消息。",
    from: "从",
    to: "到",
  },
};
