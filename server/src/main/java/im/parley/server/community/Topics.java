package im.parley.server.community;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.group.Group;
import im.parley.server.group.GroupMemberships;
import im.parley.server.group.GroupSignal;
import im.parley.server.group.Groups;
import im.parley.server.group.Groups.ToTopic;
import im.parley.server.message.Participants;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.Rooms;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// What the log asks about rooms: groups answer for themselves, topics here. What is known of a community's
/// topics is cached under the community's version; the log stores a message only if its topic still has that
/// one. Safe for use by many threads.
public final class Topics implements Rooms {
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final int MAX_CACHED = 10_000;

    private final Jdbi jdbi;
    private final Groups groups;
    private final Clock clock;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(MAX_AGE)
            .build(); // by the community's groupID

    public Topics(Jdbi jdbi, Groups groups, Clock clock) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.clock = clock;
    }

    /// A community's topics and who is muted in them, under one version.
    ///
    /// @param community number of its timeline
    /// @param mutes until when, milliseconds since 1970
    private record Known(long community, long version, Map<String, StoredTopic> topics, Map<Place, Long> mutes) {}

    private record Place(long topic, long tinyID) {}

    static ChatException notFound(String topicID) {
        return ErrorCode.GROUP_NOT_FOUND.because("topic \"" + topicID + "\" does not exist");
    }

    @Override
    public List<Admission> admit(List<Post> posts) {
        if (posts.stream().noneMatch(post -> TopicIds.isTopic(post.groupID()))) {
            return groups.admit(posts);
        }
        var toGroups =
                posts.stream().filter(post -> !TopicIds.isTopic(post.groupID())).toList();
        var toTopics =
                posts.stream().filter(post -> TopicIds.isTopic(post.groupID())).toList();
        var inGroups = groups.admit(toGroups).iterator();
        var inTopics = admitToTopics(toTopics).iterator();
        return posts.stream()
                .map(post -> TopicIds.isTopic(post.groupID()) ? inTopics.next() : inGroups.next())
                .toList();
    }

    private List<Admission> admitToTopics(List<Post> posts) {
        var communities = load(posts);
        var inCommunities = admitToCommunities(posts, communities);
        if (forgetOthers(posts, communities, inCommunities)) {
            communities = load(posts);
            inCommunities = admitToCommunities(posts, communities);
        }
        var admissions = new ArrayList<Admission>();
        for (int i = 0; i < posts.size(); i++) {
            admissions.add(admit(posts.get(i), communities, inCommunities.get(i)));
        }
        return admissions;
    }

    private List<Admission> admitToCommunities(List<Post> posts, Map<String, Known> communities) {
        return groups.admitToTopics(posts.stream()
                .map(post -> new ToTopic(
                        post.to(TopicIds.community(post.groupID())),
                        find(communities, post.groupID())
                                .map(StoredTopic::isMuted)
                                .orElse(false)))
                .toList());
    }

    /// Forgets communities that ended, unheard of by this node, and whose ID another one has now.
    ///
    /// @return whether there were any
    private boolean forgetOthers(List<Post> posts, Map<String, Known> communities, List<Admission> inCommunities) {
        boolean forgotten = false;
        for (int i = 0; i < posts.size(); i++) {
            var groupID = TopicIds.community(posts.get(i).groupID());
            var community = communities.get(groupID);
            if (community != null
                    && inCommunities.get(i) instanceof Admitted(var room, var nameCard)
                    && room.audience() != community.community()) {
                known.invalidate(groupID);
                forgotten = true;
            }
        }
        return forgotten;
    }

    private Admission admit(Post post, Map<String, Known> communities, Admission inCommunity) {
        var community = communities.get(TopicIds.community(post.groupID()));
        var topic = find(communities, post.groupID()).orElse(null);
        if (community == null || topic == null) {
            return new Refused(notFound(post.groupID()));
        }
        return switch (inCommunity) {
            case Refused refused -> refused;
            case Admitted(var room, var nameCard) -> {
                long until = community.mutes().getOrDefault(new Place(topic.id(), post.sender()), 0L);
                if (until > clock.millis() && !post.isTrusted()) {
                    yield new Refused(ErrorCode.GROUP_MUTED.because("the sender is muted in topic \"" + post.groupID()
                            + "\" for " + (until - clock.millis()) / 1000 + " s more"));
                }
                // Of two versions only the older one holds for both what is known of the community and of its topics.
                long version = Math.min(room.version(), community.version());
                yield new Admitted(room.topic(topic.id(), topic.topicID()).under(version), nameCard);
            }
        };
    }

    private static Optional<StoredTopic> find(Map<String, Known> communities, String topicID) {
        return Optional.ofNullable(communities.get(TopicIds.community(topicID)))
                .map(community -> community.topics().get(topicID));
    }

    private Map<String, Known> load(List<Post> posts) {
        var wanted = new HashSet<String>();
        posts.forEach(post -> wanted.add(TopicIds.community(post.groupID())));
        var found = new HashMap<>(known.getAllPresent(wanted));
        wanted.removeAll(found.keySet());
        if (!wanted.isEmpty()) {
            var read = read(wanted);
            known.putAll(read);
            found.putAll(read);
        }
        return found;
    }

    private Map<String, Known> read(Set<String> groupIDs) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var ids = GroupMemberships.numbers(handle, groupIDs);
            var heads = RoomTimelines.heads(handle, ids.values());
            var topics = new HashMap<Long, Map<String, StoredTopic>>();
            for (var topic : TopicStore.of(handle, ids.values())) {
                topics.computeIfAbsent(topic.community(), id -> new HashMap<>()).put(topic.topicID(), topic);
            }
            var mutes = new HashMap<Long, Map<Place, Long>>();
            for (var mute : TopicStore.mutes(handle, ids.values(), clock.millis())) {
                mutes.computeIfAbsent(mute.community(), id -> new HashMap<>())
                        .put(new Place(mute.topic(), mute.tinyID()), mute.until());
            }
            var read = new HashMap<String, Known>();
            ids.forEach((groupID, id) -> {
                var head = heads.get(id);
                if (head != null) {
                    read.put(
                            groupID,
                            new Known(
                                    id,
                                    head.version(),
                                    topics.getOrDefault(id, Map.of()),
                                    mutes.getOrDefault(id, Map.of())));
                }
            });
            return read;
        });
    }

    @Override
    public void forget(Collection<Long> audiences) {
        groups.forget(audiences);
        known.asMap().values().removeIf(community -> audiences.contains(community.community()));
    }

    @Override
    public Set<Long> present(Handle handle, Room room, Collection<Long> tinyIDs) {
        return groups.present(handle, room, tinyIDs);
    }

    @Override
    public long reach(Handle handle, Room room, long sequence) {
        if (!room.isTopic()) {
            return groups.reach(handle, room, sequence);
        }
        var newcomers = Participants.firstAfter(handle, room.conversation(), sequence);
        return GroupMemberships.firstPlace(handle, room.audience(), newcomers).orElse(Long.MAX_VALUE);
    }

    @Override
    public Room open(long tinyID, String groupID) {
        if (!TopicIds.isTopic(groupID)) {
            return groups.open(tinyID, groupID);
        }
        var community = groups.open(tinyID, TopicIds.community(groupID));
        var topic = find(community, groupID);
        takePart(community.conversation(), tinyID, List.of(topic.id()));
        return community.topic(topic.id(), topic.topicID());
    }

    @Override
    public Room openAny(String groupID) {
        if (!TopicIds.isTopic(groupID)) {
            return groups.openAny(groupID);
        }
        var community = groups.openAny(TopicIds.community(groupID));
        var topic = find(community, groupID);
        return community.topic(topic.id(), topic.topicID());
    }

    @Override
    public Optional<String> name(long conversation) {
        return groups.name(conversation)
                .or(() -> jdbi.withHandle(handle -> TopicStore.find(handle, conversation))
                        .map(StoredTopic::topicID));
    }

    private StoredTopic find(Room community, String topicID) {
        return jdbi.withHandle(handle -> TopicStore.find(handle, topicID))
                .filter(found -> found.community() == community.conversation())
                .orElseThrow(() -> notFound(topicID));
    }

    /// Who reads a topic for the first time takes part in it from then on.
    void takePart(long community, long tinyID, Collection<Long> topics) {
        var missing = new HashSet<>(topics);
        missing.removeAll(jdbi.withHandle(handle -> Participants.of(handle, tinyID, topics)));
        if (!missing.isEmpty()) {
            jdbi.useTransaction(handle -> {
                if (GroupMemberships.keep(handle, community, tinyID)) {
                    Participants.takePart(handle, tinyID, missing);
                }
            });
        }
    }

    @Override
    public Map<Long, Group> show(long tinyID, Collection<Long> conversations) {
        return groups.show(tinyID, conversations);
    }

    @Override
    public List<Long> of(long tinyID, Collection<String> types) {
        return groups.of(tinyID, types);
    }

    /// See [im.parley.server.group.TopicGroups#changed].
    void changed(GroupSignal signal) {
        long version = signal.version();
        known.asMap().computeIfPresent(signal.groupID(), (id, now) -> {
            if (signal.ended() || signal.group() != now.community()) { // the ID may be that of another one soon, or is
                return null;
            }
            if (version <= now.version()) {
                return now;
            }
            return version == now.version() + 1 && !signal.topicsChanged()
                    ? new Known(now.community(), version, now.topics(), now.mutes())
                    : null;
        });
    }

    void forgetAll() {
        known.invalidateAll();
    }
}
