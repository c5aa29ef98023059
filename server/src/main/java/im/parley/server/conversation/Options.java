package im.parley.server.conversation;

import im.parley.protocol.conversation.ConversationOptions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a user keeps about one conversation.
///
/// @param timeline of the conversation
/// @param name what the user calls it
/// @param version the user's when it last changed
/// @param marks bits
/// @param groups numbers of the user's conversation groups, also of those that are gone
record Options(
        long timeline,
        String name,
        long version,
        boolean isPinned,
        RemindType remindType,
        long marks,
        String customData,
        List<Integer> groups) {
    /// Where nothing was ever kept.
    static Options none(long timeline, String name) {
        return new Options(timeline, name, 0, false, RemindType.NOTIFY, 0, "", List.of());
    }

    Options at(long newVersion) {
        return new Options(timeline, name, newVersion, isPinned, remindType, marks, customData, groups);
    }

    Options pinned(boolean pinned) {
        return new Options(timeline, name, version, pinned, remindType, marks, customData, groups);
    }

    Options reminding(RemindType type) {
        return new Options(timeline, name, version, isPinned, type, marks, customData, groups);
    }

    /// @param mark number of the bit
    Options marked(int mark, boolean enable) {
        var bit = 1L << mark;
        return new Options(
                timeline, name, version, isPinned, remindType, enable ? marks | bit : marks & ~bit, customData, groups);
    }

    Options with(String data) {
        return new Options(timeline, name, version, isPinned, remindType, marks, data, groups);
    }

    Options in(int group) {
        return groups.contains(group)
                ? this
                : grouped(Stream.concat(groups.stream(), Stream.of(group)).toList());
    }

    Options notIn(int group) {
        return grouped(groups.stream().filter(other -> other != group).toList());
    }

    private Options grouped(List<Integer> in) {
        return new Options(timeline, name, version, isPinned, remindType, marks, customData, in);
    }

    ConversationOptions show() {
        return new ConversationOptions(
                name,
                version,
                isPinned,
                remindType.wireName(),
                IntStream.range(0, Long.SIZE)
                        .filter(mark -> (marks >>> mark & 1) == 1)
                        .boxed()
                        .toList(),
                customData,
                groups);
    }
}
