package im.parley.server.community;

import im.parley.protocol.community.ListTopics;
import im.parley.protocol.community.TopicSelf;
import im.parley.protocol.community.TopicState;
import im.parley.server.conversation.ConversationOperations;
import im.parley.server.group.Groups;
import im.parley.server.operation.Caller;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// What members of a community ask about its topics.
final class TopicQueries {
    private static final long MILLIS = 1000;

    private final Jdbi jdbi;
    private final Groups groups;
    private final Topics rooms;
    private final ConversationOperations conversations;
    private final Accounts accounts;

    TopicQueries(Jdbi jdbi, Groups groups, Topics rooms, ConversationOperations conversations, Accounts accounts) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.rooms = rooms;
        this.conversations = conversations;
        this.accounts = accounts;
    }

    ListTopics.Result list(Caller caller, ListTopics request) {
        long community =
                groups.openCommunity(caller.tinyID(), request.groupID()).conversation();
        var all = jdbi.withHandle(handle -> TopicStore.of(handle, List.of(community)));
        var picked = PickedTopics.of(all, request.topicIDList());
        var shown = show(caller, community, picked.topics());
        var missing = new ArrayList<>(picked.missing());
        if (request.topicIDList() != null) { // those that were deleted a moment ago
            var there = shown.stream().map(state -> state.topic().topicID()).collect(Collectors.toSet());
            picked.topics().stream()
                    .map(StoredTopic::topicID)
                    .filter(topicID -> !there.contains(topicID))
                    .forEach(topicID -> missing.add(PickedTopics.missing(topicID)));
        }
        return new ListTopics.Result(shown, missing);
    }

    private List<TopicState> show(Caller caller, long community, List<StoredTopic> topics) {
        if (topics.isEmpty()) {
            return List.of();
        }
        var names = topics.stream().collect(Collectors.toMap(StoredTopic::id, StoredTopic::topicID));
        rooms.takePart(community, caller.tinyID(), names.keySet());
        var mutes = jdbi.withHandle(handle -> TopicStore.mutes(handle, community, caller.tinyID()));
        var seen = conversations.topics(accounts.get(caller.userID()), names);
        var states = new ArrayList<TopicState>();
        for (var topic : topics) {
            var conversation = seen.get(topic.id());
            if (conversation != null) { // deleted a moment ago
                states.add(new TopicState(
                        topic.show(), new TopicSelf(mutes.getOrDefault(topic.id(), 0L) / MILLIS), conversation));
            }
        }
        return states;
    }
}
