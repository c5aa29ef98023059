package im.parley.server.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.server.message.BackEndContents;
import im.parley.server.message.Content;
import im.parley.server.operation.Terminal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Messages as back ends are asked about them and told of them.
///
/// @param kinds the types of groups
/// @param addresses see [BackEndContents#write]
/// @param admin userID of the administrator, as whom back ends act
record SentBodies(GroupKinds kinds, UnaryOperator<String> addresses, String admin) {
    private static final long MILLIS = 1000;

    /// What is known of a message.
    ///
    /// @param to the C2C peer's userID, or the groupID
    /// @param sequence 0: it has none, or none yet
    /// @param time milliseconds since 1970
    /// @param calls userIDs that it calls by name, and `MSG_AT_ALL`
    record Told(
            MessageId id,
            String from,
            String to,
            Content content,
            @Nullable String cloudCustomData,
            List<String> calls,
            boolean isOnlineOnly,
            long sequence,
            long time) {}

    void putC2C(ObjectNode body, Told message) {
        var time = message.time() / MILLIS;
        body.put("From_Account", message.from())
                .put("To_Account", message.to())
                .put("MsgSeq", message.sequence())
                .put("MsgRandom", message.id().random())
                .put("MsgTime", time)
                .put("MsgKey", message.sequence() + "_" + message.id().random() + "_" + time)
                .put("MsgId", message.id().text())
                .put("OnlineOnlyFlag", message.isOnlineOnly() ? 1 : 0);
        putContent(body, message);
    }

    void putGroup(ObjectNode body, Told message, Terminal terminal) {
        boolean isTopic = TopicIds.isTopic(message.to());
        var groupID = isTopic ? TopicIds.community(message.to()) : message.to();
        body.put("GroupId", groupID);
        if (isTopic) {
            body.put("TopicId", message.to());
        }
        kinds.type(groupID).ifPresent(type -> body.put("Type", type));
        body.put("From_Account", message.from())
                .put("Operator_Account", terminal.equals(Terminal.BACK_END) ? admin : message.from())
                .put("Random", message.id().random())
                .put("MsgId", message.id().text())
                .put("OnlineOnlyFlag", message.isOnlineOnly() ? 1 : 0);
        if (!message.calls().isEmpty()) {
            var all = body.putArray("GroupAtInfo");
            message.calls().forEach(userID -> {
                boolean isAll = userID.equals(Types.MSG_AT_ALL);
                var called = all.addObject().put("GroupAtAllFlag", isAll ? 1 : 0);
                if (!isAll) {
                    called.put("GroupAt_Account", userID);
                }
            });
        }
        putContent(body, message);
    }

    private void putContent(ObjectNode body, Told message) {
        body.set("MsgBody", BackEndContents.write(message.content(), addresses));
        if (message.cloudCustomData() != null) {
            body.put("CloudCustomData", message.cloudCustomData());
        }
        body.put("EventTime", message.time());
    }
}
