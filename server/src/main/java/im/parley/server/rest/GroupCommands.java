package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.server.live.LiveBroadcasts.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Service `group_open_http_svc`: groups and what is said in them.
public final class GroupCommands {
    private static final String SERVICE = "group_open_http_svc";

    private GroupCommands() {}

    public static void addTo(RestTable.Builder table) {
        table.on(SERVICE, "send_broadcast_msg", Broadcast.class, GroupCommands::broadcast);
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
        var from =
                request.from() == null ? app.accounts().getOrCreate(app.admin()).userID() : request.from();
        return new Sent(app.broadcasts().send(from, request.random(), contents, request.cloudCustomData()));
    }
}
