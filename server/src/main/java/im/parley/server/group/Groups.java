package im.parley.server.group;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.SelfInfo;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.fanout.LocalMembers;
import im.parley.server.message.RoomTimelines;
import im.parley.server.message.Rooms;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.webhook.GroupKinds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What the log and the nodes ask about groups: who may write, who may read, who is in. What decides whether
/// somebody may write is cached; the log stores a message only if the version that it was decided under is
/// still that of the group, so the cache can be late but never wrong. Safe for use by many threads.
public final class Groups implements Rooms, GroupKinds {
    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Clock clock;
    private volatile @Nullable LiveGroups live;
    private volatile @Nullable TopicGroups topics;
    private final KnownGroups known;

    public Groups(Jdbi jdbi, Accounts accounts, Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.clock = clock;
        this.known = new KnownGroups(jdbi);
    }

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
        var groups = known.of(posts);
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
        var groups = known.of(posts);
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

    private Admission admit(Post post, KnownGroups.Known known, boolean isMuted) {
        var group = known.group();
        if (group.type().isLive()) {
            return admitLive(post, known);
        }
        var member = known.members().getOrDefault(post.sender(), Optional.empty());
        if (member.isEmpty() && !post.isTrusted()) {
            return new Refused(notMember(group.groupID(), post.from()));
        }
        for (long user : post.receivers() == null ? List.<Long>of() : post.receivers()) { // create#5
            if (known.members().getOrDefault(user, Optional.empty()).isEmpty()) {
                return new Refused(ErrorCode.GROUP_INVALID_PARAMETERS.because(
                        "receiverList has users who are not in group \"" + group.groupID() + '"'));
            }
        }
        if (member.isEmpty()) {
            return refusal(post, group)
                    .<Admission>map(Refused::new)
                    .orElseGet(() ->
                            new Admitted(room(group, known.version(), true).withOutsider(), ""));
        }
        return refusal(post, group, isMuted, member.get())
                .<Admission>map(Refused::new)
                .orElseGet(() -> new Admitted(
                        room(group, known.version(), member.get()), member.get().nameCard()));
    }

    private Admission admitLive(Post post, KnownGroups.Known known) {
        var group = known.group();
        if (!post.isTrusted() && !live().isHere(group.id(), post.sender())) { // sendMessage#23
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
                group.roleInRoom(tinyID),
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
        return known.find(groupID).map(group -> group.type().isLive()).orElse(false);
    }

    @Override
    public Optional<String> type(String groupID) {
        return known.find(groupID).map(group -> group.type().wireName());
    }

    /// A live room.
    ///
    /// @throws ChatException [ErrorCode#GROUP_NOT_FOUND]
    public LiveGroup live(String groupID) {
        var group = known.find(groupID).filter(found -> found.type().isLive()).orElseThrow(() -> notFound(groupID));
        var owner = ownerIDs(accounts, List.of(group)).getOrDefault(group.owner(), "");
        return new LiveGroup(group.id(), group.owner(), group.admins(), group.show(owner, null, null));
    }

    /// Live rooms by their numbers; unknown ones are left out.
    public Map<Long, LiveGroup> liveRooms(Collection<Long> ids) {
        var groups = jdbi.withHandle(handle -> GroupStore.byID(handle, ids));
        var owners = ownerIDs(accounts, groups.values());
        var rooms = new HashMap<Long, LiveGroup>();
        groups.forEach((id, group) -> rooms.put(
                id,
                new LiveGroup(
                        id,
                        group.owner(),
                        group.admins(),
                        group.show(owners.getOrDefault(group.owner(), ""), null, null))));
        return rooms;
    }

    /// Those of these users who are in the group.
    ///
    /// @throws ChatException [ErrorCode#GROUP_NOT_FOUND]
    public Set<String> membersAmong(String groupID, Collection<String> userIDs) {
        var group = known.find(groupID).orElseThrow(() -> notFound(groupID));
        var users = accounts.load(userIDs).values();
        var tinyIDs = users.stream().map(Account::tinyID).toList();
        var members = group.type().isLive()
                ? live().among(group.id(), tinyIDs)
                : jdbi.withHandle(handle -> GroupStore.members(handle, group.id(), tinyIDs))
                        .keySet();
        return users.stream()
                .filter(user -> members.contains(user.tinyID()))
                .map(Account::userID)
                .collect(Collectors.toSet());
    }

    /// How many are in the group now.
    int count(StoredGroup group) {
        return group.type().isLive() ? live().count(group.id()) : group.memberCount();
    }

    /// Whether the user is in the live room.
    boolean isIn(StoredGroup group, long tinyID) {
        return self(group, tinyID) != null;
    }

    /// A live room as this user sees it.
    Group showLive(StoredGroup group, long tinyID) {
        return live(group.groupID()).profile().with(count(group), self(group, tinyID));
    }

    private @Nullable SelfInfo self(StoredGroup room, long tinyID) {
        return live().self(room.id(), room.roleInRoom(tinyID).wireName(), tinyID);
    }

    private Optional<ChatException> refusal(Post post, StoredGroup group, boolean isMuted, StoredMember sender) {
        if (post.isTrusted()) {
            return refusal(post, group);
        }
        if ((group.isMuted() || isMuted)
                && !GroupPolicy.may(group.type(), sender.role(), GroupAction.SPEAK_WHILE_MUTED)) {
            return Optional.of(ErrorCode.GROUP_MUTED.because("all members of \"" + group.groupID() + "\" are muted"));
        }
        if (sender.mutedUntil() > clock.millis()) {
            return Optional.of(ErrorCode.GROUP_MUTED.because(
                    "the sender is muted for " + (sender.mutedUntil() - clock.millis()) / 1000 + " s more"));
        }
        return refusal(post, group);
    }

    /// What nobody may send.
    private static Optional<ChatException> refusal(Post post, StoredGroup group) {
        if (group.type() == GroupType.COMMUNITY && post.callsAll()) {
            return Optional.of(ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "atUserList has " + Types.MSG_AT_ALL + ", expected none in a Community")); // createTextAtMessage#1
        }
        return Optional.empty();
    }

    private static Room room(StoredGroup group, long version, StoredMember member) {
        return room(group, version, GroupPolicy.may(group.type(), member.role(), GroupAction.MANAGE_MESSAGES));
    }

    private static Room room(StoredGroup group, long version, boolean managed) {
        return new Room(
                group.id(),
                group.id(),
                group.groupID(),
                version,
                group.type().wireName(),
                group.type().countsUnread(),
                managed,
                group.owner(),
                group.memberCount());
    }

    @Override
    public void forget(Collection<Long> audiences) {
        known.forget(audiences);
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
        var group = known.read(groupID).orElseThrow(() -> notFound(groupID));
        if (group.group().type().isLive()) { // nothing is stored that could not be read
            return room(group.group(), group.version(), liveMember(group.group(), tinyID));
        }
        var member = jdbi.withHandle(
                        handle -> GroupStore.member(handle, group.group().id(), tinyID))
                .orElseThrow(() ->
                        ErrorCode.GROUP_PERMISSION_DENIED.because("the caller is not in group \"" + groupID + '"'));
        return room(group.group(), group.version(), member);
    }

    @Override
    public Room openAny(String groupID) {
        var found = known.read(groupID).orElseThrow(() -> notFound(groupID));
        return room(found.group(), found.version(), true);
    }

    @Override
    public Optional<String> name(long conversation) {
        var found = jdbi.withHandle(handle -> GroupStore.byID(handle, List.of(conversation)));
        return found.values().stream().map(StoredGroup::groupID).findFirst();
    }

    /// A community with topics that a user wants to read.
    ///
    /// @throws ChatException when it does not exist, has no topics, or the user is no member
    public Room openCommunity(long tinyID, String groupID) {
        return withTopics(open(tinyID, groupID));
    }

    /// The same for an administrator.
    public Room openAnyCommunity(String groupID) {
        return withTopics(openAny(groupID));
    }

    private Room withTopics(Room room) {
        var groupID = room.groupID();
        if (!known.find(groupID).map(StoredGroup::isSupportTopic).orElse(false)) {
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
                    shown.put(id, group.show(owners.getOrDefault(group.owner(), ""), head, member.asSelf()));
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

    /// Signals may have been lost.
    void onGap() {
        known.forgetAll();
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
            known.onSignal(signal);
            ofCommunities.changed(signal);
            fanout.membersChanged(membersOf(signal));
            if (signal.ended()) {
                liveRooms.ended(signal.group());
            }
        });
        fanout.onGap(this::onGap);
    }
}
