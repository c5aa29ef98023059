package im.parley.server.rest;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.community.TopicIds;
import im.parley.server.message.MessageKey;
import im.parley.server.message.NamedMessage;
import im.parley.server.users.Account;
import org.jspecify.annotations.Nullable;

/// Users, groups and messages as requests name them.
final class RestNames {
    private RestNames() {}

    /// @param code for one that is missing or unknown
    static Account user(RestUsers users, String field, @Nullable String userID, ErrorCode code) {
        return user(users, field, userID, code, code);
    }

    /// @param missing where there is no userID
    /// @param unknown where there is no such account
    static Account user(RestUsers users, String field, @Nullable String userID, ErrorCode missing, ErrorCode unknown) {
        return users.sender(Check.present(field, userID, missing), unknown);
    }

    /// What one user wrote to another.
    static NamedMessage.InC2C message(
            RestUsers users, @Nullable String from, @Nullable String to, @Nullable String msgKey) {
        var fromID = Check.present("From_Account", from, ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        Check.present("To_Account", to, ErrorCode.REST_TO_ACCOUNT_MISSING);
        var key = MessageKey.parse(msgKey);
        return new NamedMessage.InC2C(
                user(users, "From_Account", fromID, ErrorCode.REST_FROM_ACCOUNT_UNKNOWN),
                user(users, "To_Account", to, ErrorCode.REST_TO_ACCOUNT_MISSING, ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND),
                key);
    }

    /// What was written in a group or topic.
    static NamedMessage.InRoom message(@Nullable String groupID, @Nullable String topicID, @Nullable Long msgSeq) {
        var sequence = Check.present("MsgSeq", msgSeq, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(sequence >= 1, "MsgSeq", sequence, "1 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
        return new NamedMessage.InRoom(room(groupID, topicID), sequence);
    }

    /// The group, or its topic where one is named.
    static String room(@Nullable String groupID, @Nullable String topicID) {
        var group = Check.present("GroupId", groupID, ErrorCode.GROUP_INVALID_PARAMETERS);
        if (topicID == null || topicID.isEmpty()) {
            return group;
        }
        Check.that(
                TopicIds.isTopic(topicID) && TopicIds.community(topicID).equals(group),
                "TopicId",
                topicID,
                "a topic of the group",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        return topicID;
    }
}
