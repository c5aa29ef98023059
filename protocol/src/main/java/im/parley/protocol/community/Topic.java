package im.parley.protocol.community;

import com.fasterxml.jackson.annotation.JsonInclude;

/// What a topic says of itself, to all members of its community alike.
///
/// @param topicID `<groupID of the community>@TOPIC#_…`
/// @param topicName 1 to 100 bytes
/// @param introduction at most 400 bytes; absent: empty
/// @param notification at most 400 bytes; absent: empty
/// @param avatar at most 500 bytes; absent: empty
/// @param customData at most 3000 bytes; absent: empty
/// @param muteAllMembers whether only owner and admins may write
/// @param createTime seconds since 1970
/// @param infoSequence grows by one with each change of the profile
public record Topic(
        String topicID,
        String topicName,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String introduction,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String notification,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String avatar,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String customData,
        boolean muteAllMembers,
        long createTime,
        long infoSequence) {}
