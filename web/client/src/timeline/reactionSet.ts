/** What one reaches with a single click. */
export const quickReactions: readonly string[] = ["👍", "❤️", "😂", "😮", "😢", "🎉"];

/** Everything that can be reacted with here. Others may react with anything. */
export const allReactions: readonly string[] = [
  ...quickReactions,
  ...["👎", "🙏", "👏", "🙌", "💪", "👀", "🤝", "✌️", "🤞", "👌", "🫡", "🤔", "🙂", "😀", "😄", "😅", "🤣", "😉", "😊"],
  ...["😍", "🥰", "😘", "😎", "🤩", "🥳", "😇", "🤗", "😴", "🙄", "😬", "😱", "😭", "😡", "🤯", "🤦", "🤷", "💯", "🔥"],
  ...[
    "✨",
    "⭐",
    "💡",
    "✅",
    "❌",
    "❓",
    "❗",
    "⏳",
    "🚀",
    "🍀",
    "☕",
    "🍻",
    "🎂",
    "🌹",
    "💔",
    "💜",
    "💙",
    "💚",
    "🐳",
    "🦄",
  ],
];
