package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.community.TopicIds;
import im.parley.server.live.LiveBroadcasts.Content;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: what is said in groups.
public final class GroupMessageCommands {
    private static final String SERVICE = "group_open_http_svc";
    private static final int MAX_RECALLED = 10;
    private static final int REASON_BYTES = 100;

    private GroupMessageCommands() {}

    public static void addTo(RestTable.Builder table) {
        table.on(SERVICE, "send_broadcast_msg", Broadcast.class, GroupMessageCommands::broadcast)
                .on(SERVICE, "group_msg_recall", Recall.class, GroupMessageCommands::recall);
    }

    /// @param from userID; absent: the administrator
    /// @param random 0 to 4294967295
    /// @param msgBody elements, each a message of its own
    record Broadcast(
            @JsonProperty("From_Account") @Nullable String from,
            long random,
            @Nullable List<Element> msgBody,
            @Nullable String cloudCustomData) {}

    /// @param msgContent with the field names of the REST API
    record Element(@Nullable String msgType, @Nullable JsonNode msgContent) {}

    record Sent(long msgSeq) {}

    private static Sent broadcast(RestApp app, Broadcast request) {
        var contents = request.msgBody() == null
                ? List.<Content>of()
                : request.msgBody().stream()
                        .map(element -> RestContents.read(element.msgType(), element.msgContent()))
                        .toList();
        var from = request.from() == null ? app.administrator().userID() : request.from();
        return new Sent(app.broadcasts().send(from, request.random(), contents, request.cloudCustomData()));
    }

    /// @param msgSeqList 1 to 10
    /// @param topicID absent: the group's own messages
    /// @param reason told to the members, at most 100 bytes
    record Recall(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable List<Place> msgSeqList,
            @JsonProperty("TopicId") @Nullable String topicID,
            @Nullable String reason) {
        Recall {
            msgSeqList = Check.list("MsgSeqList", msgSeqList, MAX_RECALLED, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.bytes("Reason", reason, REASON_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        List<Long> sequences() {
            return Objects.requireNonNull(msgSeqList, "was checked").stream()
                    .map(Place::msgSeq)
                    .distinct()
                    .toList();
        }
    }

    record Place(long msgSeq) {}

    record Recalled(List<RecallResult> recallRetList) {}

    /// @param retCode 0: done
    record RecallResult(long msgSeq, int retCode) {}

    private static Recalled recall(RestApp app, Recall request) {
        var sequences = request.sequences();
        var codes = app.recall()
                .inRoom(app.administrator(), room(request.groupID(), request.topicID()), sequences, request.reason());
        return new Recalled(sequences.stream()
                .map(sequence -> new RecallResult(sequence, codes.getOrDefault(sequence, 0)))
                .toList());
    }

    /// The group, or its topic where one is named.
    private static String room(@Nullable String groupID, @Nullable String topicID) {
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
