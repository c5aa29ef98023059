package im.parley.server.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.Group;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.fanout.LocalMembers;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.Rooms;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// What the log and the nodes ask about groups: who may write, who may read, who is in. What decides whether
/// somebody may write is cached; the log stores a message only if the version that it was decided under is
/// still that of the group, so the cache can be late but never wrong. Safe for use by many threads.
public final class Groups implements Rooms {
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final int MAX_CACHED = 50_000;

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Clock clock;
    private volatile @Nullable LiveGroups live;
    private volatile @Nullable TopicGroups topics;
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(MAX_AGE)
            .build();

    public Groups(Jdbi jdbi, Accounts accounts, Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// A group and those of its members who wrote lately; under one version.
    private record Known(StoredGroup group, long version, Map<Long, Optional<StoredMember>> members) {}

    static ChatException notFound(String groupID) {
        return ErrorCode.GROUP_NOT_FOUND.because("group \"" + groupID + "\" does not exist");
    }

    static ChatException notMember(String groupID, String userID) {
        return ErrorCode.GROUP_PERMISSION_DENIED.because("user \"" + userID + "\" is not in group \"" + groupID + '"');
    }

    static ChatException noTopics(String groupID) {
        return ErrorCode.GROUP_INVALID_PARAMETERS.because(
                "group \"" + groupID + "\" is no community with topics"); // createTopicInCommunity#1
    }

    /// What may be written into topics, as far as their communities decide it.
    ///
    public List<Admission> admitToTopics(List<ToTopic> toTopics) {
        var posts = toTopics.stream().map(ToTopic::post).toList();
        var groups = load(posts);
        loadMembers(posts, groups);
        var admissions = new ArrayList<Admission>(posts.size());
        for (var to : toTopics) {
            var group = groups.get(to.post().groupID());
            admissions.add(
                    group == null || !group.group().isSupportTopic()
                            ? new Refused(notFound(to.post().groupID()))
                            : admit(to.post(), group, to.isMuted()));
        }
        return admissions;
    }

    /// @param post to the community
    /// @param isMuted whether all members are muted in the topic
    public record ToTopic(Post post, boolean isMuted) {}

    @Override
    public List<Admission> admit(List<Post> posts) {
        var groups = load(posts);
        loadMembers(posts, groups);
        var admissions = new ArrayList<Admission>(posts.size());
        for (var post : posts) {
            var group = groups.get(post.groupID());
            if (group == null) {
                admissions.add(new Refused(notFound(post.groupID())));
            } else if (group.group().isSupportTopic()) { // sendMessage#22
                admissions.add(new Refused(ErrorCode.MSG_SEND_GRP_WITH_TOPIC_FAIL.because(
                        "community \"" + post.groupID() + "\" has topics, expected one of them")));
            } else {
                admissions.add(admit(post, group, false));
            }
        }
        return admissions;
    }

    private Map<String, Known> load(List<Post> posts) {
        var wanted = posts.stream().map(Post::groupID).collect(Collectors.toSet());
        var found = new HashMap<>(known.getAllPresent(wanted));
        wanted.removeAll(found.keySet());
        if (!wanted.isEmpty()) {
            for (var group : snapshot(handle -> GroupStore.byGroupID(handle, wanted))) {
                known.put(group.group().groupID(), group);
                found.put(group.group().groupID(), group);
            }
        }
        return found;
    }

    /// Groups with the versions of the same moment.
    private List<Known> snapshot(Function<Handle, Collection<StoredGroup>> query) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var groups = query.apply(handle);
            var heads = RoomTimelines.heads(
                    handle, groups.stream().map(StoredGroup::id).toList());
            return groups.stream()
                    .filter(group -> heads.containsKey(group.id()))
                    .map(group -> new Known(
                            group, Objects.requireNonNull(heads.get(group.id())).version(), new ConcurrentHashMap<>()))
                    .toList();
        });
    }

    /// A membership that is read here may be newer than the group's version: then the version no longer is
    /// the log's, and all is read again.
    private void loadMembers(List<Post> posts, Map<String, Known> groups) {
        var ids = new ArrayList<Long>();
        var users = new ArrayList<Long>();
        var asked = new HashSet<List<Object>>();
        for (var post : posts) {
            var group = groups.get(post.groupID());
            if (group == null || group.group().type().isLive()) {
                continue;
            }
            for (long user : users(post)) {
                if (!group.members().containsKey(user) && asked.add(List.of(post.groupID(), user))) {
                    ids.add(group.group().id());
                    users.add(user);
                }
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        var found = new HashMap<List<Long>, StoredMember>();
        jdbi.withHandle(handle -> GroupStore.members(handle, ids, users))
                .forEach(member -> found.put(List.of(member.group(), member.tinyID()), member));
        for (var post : posts) {
            var group = groups.get(post.groupID());
            if (group != null && !group.group().type().isLive()) {
                users(post)
                        .forEach(user -> group.members()
                                .computeIfAbsent(
                                        user,
                                        id -> Optional.ofNullable(
                                                found.get(List.of(group.group().id(), id)))));
            }
        }
    }

    /// Who must be a member.
    private static List<Long> users(Post post) {
        return post.receivers() == null ? List.of(post.sender()) : post.receivers();
    }

    private Admission admit(Post post, Known known, boolean isMuted) {
        var group = known.group();
        if (group.type().isLive()) {
            return admitLive(post, known);
        }
        var member = known.members().getOrDefault(post.sender(), Optional.empty());
        if (member.isEmpty()) {
            return new Refused(notMember(group.groupID(), post.from()));
        }
        for (long user : users(post)) { // create#5
            if (known.members().getOrDefault(user, Optional.empty()).isEmpty()) {
                return new Refused(ErrorCode.GROUP_INVALID_PARAMETERS.because(
                        "receiverList has users who are not in group \"" + group.groupID() + '"'));
            }
        }
        var refusal = refusal(post, group, isMuted, member.get());
        return refusal.<Admission>map(Refused::new)
                .orElseGet(() -> new Admitted(
                        room(group, known.version(), member.get()), member.get().nameCard()));
    }

    private Admission admitLive(Post post, Known known) {
        var group = known.group();
        if (!live().isHere(group.id(), post.sender())) { // sendMessage#23
            return new Refused(ErrorCode.MSG_SEND_FAIL_NOT_IN_AV.because(
                    "the sender is not in the live room \"" + group.groupID() + '"'));
        }
        if (post.receivers() != null) { // settled 21
            return new Refused(
                    ErrorCode.GROUP_INVALID_PARAMETERS.because("receiverList is given, expected none in a live room"));
        }
        var member = liveMember(group, post.sender());
        return refusal(post, group, false, member)
                .<Admission>map(Refused::new)
                .orElseGet(() -> new Admitted(room(group, known.version(), member), ""));
    }

    private StoredMember liveMember(StoredGroup group, long tinyID) {
        return new StoredMember(
                group.id(),
                tinyID,
                group.owner() == tinyID ? GroupRole.OWNER : GroupRole.MEMBER,
                0,
                0,
                "",
                live().mutedUntil(group.id(), tinyID),
                List.of());
    }

    private LiveGroups live() {
        return Objects.requireNonNull(live, "start() comes first");
    }

    /// Whether there is such a group and it is a live room.
    boolean isLive(String groupID) {
        return find(groupID).map(group -> group.type().isLive()).orElse(false);
    }

    /// A live room.
    ///
    /// @throws ChatException [ErrorCode#GROUP_NOT_FOUND]
    public LiveGroup live(String groupID) {
        var group = find(groupID).filter(found -> found.type().isLive()).orElseThrow(() -> notFound(groupID));
        var owner = ownerIDs(accounts, List.of(group)).getOrDefault(group.owner(), "");
        return new LiveGroup(group.id(), group.owner(), group.show(owner, 0, null));
    }

    /// Live rooms by their numbers; unknown ones are left out.
    public Map<Long, LiveGroup> liveRooms(Collection<Long> ids) {
        var groups = jdbi.withHandle(handle -> GroupStore.byID(handle, ids));
        var owners = ownerIDs(accounts, groups.values());
        var rooms = new HashMap<Long, LiveGroup>();
        groups.forEach((id, group) -> rooms.put(
                id, new LiveGroup(id, group.owner(), group.show(owners.getOrDefault(group.owner(), ""), 0, null))));
        return rooms;
    }

    /// Those of these users who are in the group.
    ///
    /// @throws ChatException [ErrorCode#GROUP_NOT_FOUND]
    public Set<String> membersAmong(String groupID, Collection<String> userIDs) {
        var group = find(groupID).orElseThrow(() -> notFound(groupID));
        var users = accounts.load(userIDs).values();
        if (group.type().isLive()) {
            return users.stream()
                    .filter(user -> isIn(group, user.tinyID()))
                    .map(Account::userID)
                    .collect(Collectors.toSet());
        }
        var members = jdbi.withHandle(handle -> GroupStore.members(
                handle, group.id(), users.stream().map(Account::tinyID).toList()));
        return users.stream()
                .filter(user -> members.containsKey(user.tinyID()))
                .map(Account::userID)
                .collect(Collectors.toSet());
    }

    /// How many are in the group now.
    int count(StoredGroup group) {
        return group.type().isLive() ? live().count(group.id()) : group.memberCount();
    }

    /// Whether the user is in the live room.
    boolean isIn(StoredGroup group, long tinyID) {
        return live().self(group.id(), group.owner(), tinyID) != null;
    }

    /// A live room as this user sees it.
    Group showLive(StoredGroup group, long tinyID) {
        return live(group.groupID()).profile().with(count(group), live().self(group.id(), group.owner(), tinyID));
    }

    private Optional<StoredGroup> find(String groupID) {
        var cached = known.getIfPresent(groupID);
        if (cached != null) {
            return Optional.of(cached.group());
        }
        var found = snapshot(handle -> GroupStore.byGroupID(handle, List.of(groupID)));
        found.forEach(group -> known.put(groupID, group));
        return found.stream().map(Known::group).findFirst();
    }

    private Optional<ChatException> refusal(Post post, StoredGroup group, boolean isMuted, StoredMember sender) {
        if ((group.isMuted() || isMuted)
                && !GroupPolicy.may(group.type(), sender.role(), GroupAction.SPEAK_WHILE_MUTED)) {
            return Optional.of(ErrorCode.GROUP_MUTED.because("all members of \"" + group.groupID() + "\" are muted"));
        }
        if (sender.mutedUntil() > clock.millis()) {
            return Optional.of(ErrorCode.GROUP_MUTED.because(
                    "the sender is muted for " + (sender.mutedUntil() - clock.millis()) / 1000 + " s more"));
        }
        if (group.type() == GroupType.COMMUNITY && post.callsAll()) {
            return Optional.of(ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "atUserList has " + Types.MSG_AT_ALL + ", expected none in a Community")); // createTextAtMessage#1
        }
        return Optional.empty();
    }

    private static Room room(StoredGroup group, long version, StoredMember member) {
        return new Room(
                group.id(),
                group.id(),
                group.groupID(),
                version,
                group.type().wireName(),
                group.type().countsUnread(),
                GroupPolicy.may(group.type(), member.role(), GroupAction.MANAGE_MESSAGES),
                group.owner(),
                group.memberCount());
    }

    @Override
    public void forget(Collection<Long> audiences) {
        known.asMap()
                .values()
                .removeIf(group -> audiences.contains(group.group().id()));
    }

    @Override
    public Set<Long> present(Handle handle, Room room, Collection<Long> tinyIDs) {
        return GroupStore.members(handle, room.audience(), tinyIDs).keySet();
    }

    @Override
    public long reach(Handle handle, Room room, long sequence) {
        return sequence;
    }

    @Override
    public Room open(long tinyID, String groupID) {
        var group = snapshot(handle -> GroupStore.byGroupID(handle, List.of(groupID))).stream()
                .findFirst()
                .orElseThrow(() -> notFound(groupID));
        if (group.group().type().isLive()) { // nothing is stored that could not be read
            return room(group.group(), group.version(), liveMember(group.group(), tinyID));
        }
        var member = jdbi.withHandle(
                        handle -> GroupStore.member(handle, group.group().id(), tinyID))
                .orElseThrow(() ->
                        ErrorCode.GROUP_PERMISSION_DENIED.because("the caller is not in group \"" + groupID + '"'));
        return room(group.group(), group.version(), member);
    }

    /// A community with topics that a user wants to read.
    ///
    /// @throws ChatException when it does not exist, has no topics, or the user is no member
    public Room openCommunity(long tinyID, String groupID) {
        var room = open(tinyID, groupID);
        if (!find(groupID).map(StoredGroup::isSupportTopic).orElse(false)) {
            throw noTopics(groupID);
        }
        return room;
    }

    @Override
    public Map<Long, Group> show(long tinyID, Collection<Long> conversations) {
        return jdbi.withHandle(handle -> {
            var groups = GroupStore.byID(handle, conversations);
            var ids = List.copyOf(groups.keySet());
            var heads = RoomTimelines.heads(handle, ids);
            var members = GroupStore.members(handle, ids, Collections.nCopies(ids.size(), tinyID)).stream()
                    .collect(Collectors.toMap(StoredMember::group, member -> member));
            var owners = ownerIDs(accounts, groups.values());
            var shown = new HashMap<Long, Group>();
            members.forEach((id, member) -> {
                var group = Objects.requireNonNull(groups.get(id));
                var head = heads.get(id);
                if (head != null) {
                    shown.put(
                            id,
                            group.show(owners.getOrDefault(group.owner(), ""), head.lastSequence(), member.asSelf()));
                }
            });
            return shown;
        });
    }

    @Override
    public List<Long> of(long tinyID, Collection<String> types) {
        return jdbi.withHandle(handle -> GroupStore.ofUser(handle, tinyID, types));
    }

    /// The owners' userIDs by account number.
    static Map<Long, String> ownerIDs(Accounts accounts, Collection<StoredGroup> groups) {
        var owners = groups.stream()
                .map(StoredGroup::owner)
                .filter(owner -> owner != 0)
                .collect(Collectors.toSet());
        return owners.isEmpty()
                ? Map.of()
                : accounts.byTinyID(owners).values().stream()
                        .collect(Collectors.toMap(Account::tinyID, Account::userID));
    }

    /// Keeps the cache up with changes on other nodes.
    void onSignal(GroupSignal signal) {
        known.asMap().computeIfPresent(signal.groupID(), (groupID, group) -> {
            if (signal.ended()) {
                return null;
            }
            if (signal.version() <= group.version()) {
                return group;
            }
            if (signal.version() != group.version() + 1 || signal.profileChanged()) {
                return null;
            }
            var members = new ConcurrentHashMap<>(group.members());
            members.keySet().removeAll(signal.joined().keySet());
            members.keySet().removeAll(signal.left());
            members.keySet().removeAll(signal.touched());
            int difference = signal.joined().size() - signal.left().size();
            return new Known(group.group().withMembers(difference), signal.version(), members);
        });
    }

    /// Signals may have been lost.
    void onGap() {
        known.invalidateAll();
        topics().forgetAll();
    }

    private TopicGroups topics() {
        return Objects.requireNonNull(topics, "start() comes first");
    }

    /// A signal as the fan-out needs it.
    static LocalMembers.Change membersOf(GroupSignal signal) {
        return new LocalMembers.Change(
                signal.group(), signal.version(), signal.joined(), signal.left(), signal.ended());
    }

    /// Begins to hear what other nodes change.
    ///
    /// @param fanout brings the signals and takes what concerns it
    public void start(Fanout fanout, LiveGroups liveRooms, TopicGroups ofCommunities) {
        live = liveRooms;
        topics = ofCommunities;
        fanout.onSignal(GroupSignal.KIND, (Envelope envelope) -> {
            var signal = GroupSignal.of(envelope);
            onSignal(signal);
            ofCommunities.changed(signal.groupID(), signal.version(), signal.topicsChanged());
            fanout.membersChanged(membersOf(signal));
            if (signal.ended()) {
                liveRooms.ended(signal.group());
            }
        });
        fanout.onGap(this::onGap);
    }
}
