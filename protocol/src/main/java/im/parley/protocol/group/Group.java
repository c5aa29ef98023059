package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group as one user sees it.
///
/// @param groupID `@TGS#…` where the server made it, `@TGS#_…` for communities
/// @param type a `GRP_…` value of [im.parley.protocol.Types]
/// @param name at most 100 bytes
/// @param introduction at most 400 bytes; absent: empty
/// @param notification at most 400 bytes; absent: empty
/// @param avatar at most 500 bytes; absent: empty
/// @param ownerID empty for a Work group whose owner quit
/// @param createTime seconds since 1970
/// @param lastInfoTime seconds since 1970 of the last change of the profile
/// @param infoSequence grows by one with each change of the profile
/// @param maxMemberCount 0: no limit
/// @param joinOption a `JOIN_OPTIONS_…` value
/// @param inviteOption an `INVITE_OPTIONS_…` value
/// @param groupCustomField those that are set; absent: none
/// @param isSupportTopic a community whose conversations are its topics
/// @param nextMessageSeq the sequence that the next message gets
/// @param lastTime seconds since 1970 of the newest message; absent: there is none, or it is kept nowhere
/// @param selfInfo absent where the user is no member
public record Group(
        String groupID,
        String type,
        String name,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String introduction,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String notification,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String avatar,
        String ownerID,
        long createTime,
        long lastInfoTime,
        long infoSequence,
        int memberCount,
        int maxMemberCount,
        boolean muteAllMembers,
        String joinOption,
        String inviteOption,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GroupField> groupCustomField,
        boolean isSupportTopic,
        long nextMessageSeq,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long lastTime,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SelfInfo selfInfo) {

    /// With so many members, as this one of them sees it.
    public Group with(int members, @Nullable SelfInfo self) {
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
                members,
                maxMemberCount,
                muteAllMembers,
                joinOption,
                inviteOption,
                groupCustomField,
                isSupportTopic,
                nextMessageSeq,
                lastTime,
                self);
    }

    /// With these custom fields only.
    public Group with(List<GroupField> fields) {
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
                memberCount,
                maxMemberCount,
                muteAllMembers,
                joinOption,
                inviteOption,
                fields,
                isSupportTopic,
                nextMessageSeq,
                lastTime,
                selfInfo);
    }
}
