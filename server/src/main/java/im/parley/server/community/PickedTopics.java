package im.parley.server.community;

import im.parley.protocol.community.TopicFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Those of a community's topics that somebody names.
record PickedTopics(List<StoredTopic> topics, List<TopicFailure> missing) {
    /// @param names null: all
    static PickedTopics of(List<StoredTopic> all, @Nullable List<String> names) {
        if (names == null) {
            return new PickedTopics(all, List.of());
        }
        Map<String, StoredTopic> byID =
                all.stream().collect(Collectors.toMap(StoredTopic::topicID, Function.identity()));
        var topics = new ArrayList<StoredTopic>();
        var missing = new ArrayList<TopicFailure>();
        for (var name : names) {
            var topic = byID.get(name);
            if (topic == null) {
                missing.add(missing(name));
            } else {
                topics.add(topic);
            }
        }
        return new PickedTopics(topics, missing);
    }

    static TopicFailure missing(String topicID) {
        var why = Topics.notFound(topicID);
        return new TopicFailure(topicID, why.code(), String.valueOf(why.getMessage()));
    }
}
