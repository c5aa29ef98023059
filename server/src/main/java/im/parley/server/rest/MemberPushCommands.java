package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.mailing.Condition;
import im.parley.server.message.BackEndContents;
import im.parley.server.message.BackEndContents.Element;
import im.parley.server.message.BackEndMessages.Post;
import im.parley.server.users.Account;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of service `all_member_push`: what is said to all users, or to those with certain tags or attributes.
final class MemberPushCommands {
    static final String SERVICE = "all_member_push";

    private MemberPushCommands() {}

    static void addTo(RestTable.Area<RestMailings> table) {
        table.on(SERVICE, "im_push", Push.class, MemberPushCommands::push);
    }

    /// @param from userID; absent: the administrator
    /// @param msgRandom of the first element, the others get the next ones; names the push for seven days
    /// @param msgBody elements, each a message of its own
    /// @param msgLifeTime seconds, at most seven days; 0: for who is online, not stored. Others are kept as long as
    ///     any message
    /// @param condition absent: all users
    record Push(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Long msgRandom,
            @Nullable List<Element> msgBody,
            @Nullable Long msgLifeTime,
            @Nullable RestPush offlinePushInfo,
            @Nullable Wanted condition) {
        private Post toPost(Account sender) {
            return new Post(
                    sender,
                    RestSend.random("MsgRandom", msgRandom, MessageCommands.BAD_RANDOM),
                    BackEndContents.readAll(msgBody, MessageCommands.CONTENTS),
                    null,
                    null,
                    false,
                    false,
                    RestSend.isForNow(msgLifeTime),
                    null,
                    offlinePushInfo == null ? null : offlinePushInfo.toInfo(),
                    true,
                    true);
        }
    }

    /// Tags or attributes that users must have: any of them, and all of them, where both are given.
    record Wanted(
            @Nullable Map<String, String> attrsOr,
            @Nullable Map<String, String> attrsAnd,
            @Nullable List<String> tagsOr,
            @Nullable List<String> tagsAnd) {
        /// @throws ChatException where a list is empty, too: what was meant for few must not reach all
        private Condition toCondition() {
            if (attrsOr == null && attrsAnd == null && tagsOr == null && tagsAnd == null) {
                throw ErrorCode.REST_JSON_ERROR.because(
                        "Condition has none of TagsOr, TagsAnd, AttrsOr and AttrsAnd, expected one; all users are meant"
                                + " without Condition");
            }
            return new Condition(
                    attributes("AttrsOr", attrsOr),
                    attributes("AttrsAnd", attrsAnd),
                    tags("TagsOr", tagsOr),
                    tags("TagsAnd", tagsAnd));
        }

        private static Map<String, String> attributes(String field, @Nullable Map<String, String> given) {
            return given == null ? Map.of() : PushedUsers.attributes(field, given);
        }

        private static List<String> tags(String field, @Nullable List<String> given) {
            return given == null ? List.of() : PushedUsers.tags(field, given);
        }
    }

    record Task(String taskId) {}

    private static Task push(RestMailings area, Push request) {
        var sender = area.users().sender(request.from(), ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        var post = request.toPost(sender);
        var condition = request.condition() == null
                ? Condition.NONE
                : request.condition().toCondition();
        return new Task(Long.toString(RestSend.numbered(
                Map.of(ErrorCode.MESSAGE_TOO_LARGE, MessageCommands.TOO_LARGE),
                () -> area.mailings().begin(post, condition))));
    }
}
