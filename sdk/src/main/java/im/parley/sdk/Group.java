package im.parley.sdk;

import im.parley.protocol.group.GroupField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group as it was at one moment; [Events#GROUP_LIST_UPDATED] brings newer ones.
///
/// @param groupID `@TGS#…` where the server made it, `@TGS#_…` for communities
/// @param type a `GRP_…` value of [im.parley.protocol.Types]
/// @param name at most 100 bytes
/// @param introduction at most 400 bytes; empty when unset
/// @param notification at most 400 bytes; empty when unset
/// @param avatar address of a picture, at most 500 bytes; empty when unset
/// @param ownerID empty for a Work group whose owner quit
/// @param createTime seconds since 1970
/// @param lastInfoTime seconds since 1970 of the last change of the profile
/// @param infoSequence grows by one with each change of the profile
/// @param selfInfo what the user is in it; null where the user is no member
/// @param lastMessage the newest message; only its lastTime where the group is not among the conversations, and 0
///     where there is none (`getGroupList#4`)
/// @param nextMessageSeq the sequence that the next message gets
/// @param maxMemberCount 0: no limit
/// @param joinOption a `JOIN_OPTIONS_…` value
/// @param inviteOption an `INVITE_OPTIONS_…` value
/// @param groupCustomField those that are set
/// @param isSupportTopic a community whose conversations are its topics
public record Group(
        String groupID,
        String type,
        String name,
        String introduction,
        String notification,
        String avatar,
        String ownerID,
        long createTime,
        long lastInfoTime,
        long infoSequence,
        @Nullable GroupSelfInfo selfInfo,
        LastMessage lastMessage,
        long nextMessageSeq,
        int memberCount,
        int maxMemberCount,
        boolean muteAllMembers,
        String joinOption,
        String inviteOption,
        List<GroupField> groupCustomField,
        boolean isSupportTopic) {
    /// @param me the signed-in user
    static Group of(im.parley.protocol.group.Group stored, String me) {
        return new Group(
                stored.groupID(),
                stored.type(),
                stored.name(),
                MessageContent.orEmpty(stored.introduction()),
                MessageContent.orEmpty(stored.notification()),
                MessageContent.orEmpty(stored.avatar()),
                stored.ownerID(),
                stored.createTime(),
                stored.lastInfoTime(),
                stored.infoSequence(),
                stored.selfInfo() == null ? null : GroupSelfInfo.of(stored.selfInfo(), me),
                LastMessage.at(stored.lastTime()),
                stored.nextMessageSeq(),
                stored.memberCount(),
                stored.maxMemberCount(),
                stored.muteAllMembers(),
                stored.joinOption(),
                stored.inviteOption(),
                orEmpty(stored.groupCustomField()),
                stored.isSupportTopic());
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /// The newest of what this and another view on the same group say. News from members' coming and going do
    /// not raise infoSequence; the later of them is the one with the higher sequence.
    Group and(Group news) {
        var profile = news.infoSequence >= infoSequence ? news : this;
        var last = news.lastMessage.lastTime() > lastMessage.lastTime() ? news.lastMessage : lastMessage;
        var count = news.nextMessageSeq >= nextMessageSeq ? news.memberCount : memberCount;
        return profile.with(
                news.selfInfo == null ? selfInfo : news.selfInfo,
                last,
                Math.max(nextMessageSeq, news.nextMessageSeq),
                count);
    }

    /// Its conversation is deleted, in which something was said last then.
    Group saidAt(long time) {
        return with(selfInfo, LastMessage.at(Math.max(time, lastMessage.lastTime())), nextMessageSeq, memberCount);
    }

    /// With what its conversation knows.
    Group at(LastMessage last, long lastSequence, long readSequence) {
        return with(
                selfInfo == null ? null : selfInfo.readUpTo(readSequence),
                last,
                Math.max(nextMessageSeq, lastSequence + 1),
                memberCount);
    }

    /// With how the user wants to hear of its messages.
    Group reminding(String messageRemindType) {
        return selfInfo == null ? this : with(selfInfo.reminding(messageRemindType));
    }

    /// As of a message that told how many are in.
    Group counted(int members, long sequence) {
        return sequence + 1 < nextMessageSeq ? this : with(selfInfo, lastMessage, sequence + 1, members);
    }

    Group with(@Nullable GroupSelfInfo self) {
        return with(self, lastMessage, nextMessageSeq, memberCount);
    }

    private Group with(@Nullable GroupSelfInfo self, LastMessage last, long next, int members) {
        return new Group(
                groupID,
                type,
                name,
                introduction,
                notification,
                avatar,
                ownerID,
                createTime,
                lastInfoTime,
                infoSequence,
                self,
                last,
                next,
                members,
                maxMemberCount,
                muteAllMembers,
                joinOption,
                inviteOption,
                groupCustomField,
                isSupportTopic);
    }
}
