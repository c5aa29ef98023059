package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.community.TopicSelf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All topics that are known, and as what the app knows them. Their messages are in [ConversationBook].
/// Confined to the chat's executor.
final class TopicBook {
    private record Entry(im.parley.protocol.community.Topic topic, TopicSelf self) {}

    private final Function<String, @Nullable ConversationState> states;
    private final UnaryOperator<String> reminding;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Topic> told = new HashMap<>();

    /// @param states of conversations, by their ID
    /// @param reminding how the user wants to hear of a conversation, by its ID
    TopicBook(Function<String, @Nullable ConversationState> states, UnaryOperator<String> reminding) {
        this.states = states;
        this.reminding = reminding;
    }

    void clear() {
        entries.clear();
        told.clear();
    }

    boolean isKnown(String topicID) {
        return entries.containsKey(topicID);
    }

    /// Those of a community.
    List<String> of(String groupID) {
        return entries.keySet().stream()
                .filter(topicID -> TopicIds.community(topicID).equals(groupID))
                .toList();
    }

    /// Communities with topics that are known.
    List<String> communities() {
        return entries.keySet().stream().map(TopicIds::community).distinct().toList();
    }

    @Nullable
    Topic find(String topicID) {
        var entry = entries.get(topicID);
        return entry == null
                ? null
                : Topic.of(
                        entry.topic(),
                        entry.self(),
                        reminding.apply(Types.CONV_GROUP + topicID),
                        states.apply(Types.CONV_GROUP + topicID));
    }

    /// Somebody says how a topic is.
    void put(im.parley.protocol.community.Topic news) {
        entries.merge(
                news.topicID(),
                new Entry(news, new TopicSelf(0)),
                (known, fresh) -> new Entry(newer(known.topic(), news), known.self()));
    }

    void put(im.parley.protocol.community.Topic news, TopicSelf self) {
        entries.merge(
                news.topicID(), new Entry(news, self), (known, fresh) -> new Entry(newer(known.topic(), news), self));
    }

    void put(String topicID, TopicSelf self) {
        entries.computeIfPresent(topicID, (id, known) -> new Entry(known.topic(), self));
    }

    private static im.parley.protocol.community.Topic newer(
            im.parley.protocol.community.Topic known, im.parley.protocol.community.Topic news) {
        return news.infoSequence() >= known.infoSequence() ? news : known;
    }

    /// Whether what is known under its ID is another one.
    boolean isAnother(im.parley.protocol.community.Topic news) {
        var known = entries.get(news.topicID());
        return known != null && known.topic().createTime() != news.createTime();
    }

    /// @return what is known no more
    List<String> removeIf(Predicate<String> which) {
        var gone = entries.keySet().stream().filter(which).toList();
        gone.forEach(entries::remove);
        gone.forEach(told::remove);
        return gone;
    }

    /// The app gets to know how a topic is now, by an answer or another event.
    void tell(String topicID) {
        var now = find(topicID);
        if (now != null) {
            told.put(topicID, now);
        }
    }

    /// Those that the app knows otherwise, or not at all; from now on it does.
    List<Topic> news() {
        var news = new ArrayList<Topic>();
        for (var topicID : entries.keySet()) {
            var now = find(topicID);
            if (now != null && !now.equals(told.put(topicID, now))) {
                news.add(now);
            }
        }
        return news;
    }
}
