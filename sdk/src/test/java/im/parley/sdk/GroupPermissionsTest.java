package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Permissions;
import im.parley.protocol.Permissions.Cell;
import im.parley.protocol.Permissions.Role;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.group.NewMember;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Who may do what in which type of group, by the methods that apps call: every cell of
/// `scenarios/permissions.txt`.
class GroupPermissionsTest extends Scenario {
    private static final int MUTE_SECONDS = 60;

    private final Map<Role, Person> by = new EnumMap<>(Role.class);
    private final Person otherAdmin = signIn("admin");
    private final Person otherMember = signIn("member");
    private final Person stranger = signIn("stranger");

    /// A group of one type, made for what a cell is about.
    ///
    /// @param byMember a message in it, null where this is not about messages; byOwner likewise
    /// @param application of the stranger's, null unless this is about it
    private record Place(
            String what, String type, String group, Message byMember, Message byOwner, GroupApplication application) {
        boolean isFor(Cell cell) {
            return what.equals(cell.what()) && type.equals(cell.type());
        }

        boolean isLive() {
            return type.equals(Types.GRP_AVCHATROOM);
        }

        /// The one topic that a community has that this is about.
        String topic() {
            return group + "@TOPIC#_one";
        }
    }

    private Place place; // where nobody did anything so far

    @TestFactory
    @Rule({
        "createGroup#12",
        "dismissGroup#1",
        "dismissGroup#3",
        "updateGroupProfile#4",
        "updateGroupProfile#7",
        "joinGroup#1",
        "quitGroup#1",
        "changeGroupOwner#1",
        "searchGroupByID#1",
        "getGroupProfile#2",
        "addGroupMember#2",
        "addGroupMember#3",
        "addGroupMember#4",
        "addGroupMember#5",
        "addGroupMember#8",
        "deleteGroupMember#4",
        "setGroupMemberRole#1",
        "setGroupMemberRole#2",
        "setGroupMemberMuteTime#1",
        "setGroupMemberMuteTime#4",
        "setGroupMemberMuteTime#5",
        "markGroupMemberList#1",
        "createTopicInCommunity#4",
        "deleteTopicFromCommunity#1",
        "setGroupMemberNameCard#1",
        "setGroupMemberNameCard#2",
        "getGroupMemberProfile#1"
    })
    Stream<DynamicTest> every_cell_of_the_table() {
        for (var role : Role.values()) {
            by.put(role, signIn(role.name().toLowerCase(Locale.ROOT)));
        }
        return Permissions.cells().stream().map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> check(cell)));
    }

    private void check(Cell cell) {
        if (place == null || !place.isFor(cell)) {
            leave();
            place = newPlace(cell.what(), cell.type());
        }
        var here = place;
        int code = patiently(() -> attempt(here, by.get(cell.role())));
        if (cell.may()) {
            leave(); // is not any more as it was
            assertThat(code).isZero();
        } else if (code == 0 && cell.asks()) {
            var newcomer = cell.what().startsWith("join") ? by.get(cell.role()) : stranger;
            boolean wasIn = cell.what().startsWith("join") && cell.role() != Role.OUTSIDE;
            assertThat(codeOf(read(newcomer, here.group())) == 0).isEqualTo(wasIn);
        } else {
            assertThat(code).isIn(cell.refusals());
        }
    }

    /// Ends the group where that can be, so that the lists of groups stay short.
    private void leave() {
        if (place != null) {
            codeOf(by.get(Role.OWNER).chat.dismissGroup(place.group()));
            place = null;
        }
    }

    private CompletableFuture<?> attempt(Place it, Person who) {
        var group = it.group();
        return switch (it.what()) {
            case "edit the profile" -> who.chat.updateGroupProfile(new GroupUpdate(group).name("Other"));
            case "set the invite option" ->
                who.chat.updateGroupProfile(new GroupUpdate(group).inviteOption(Types.INVITE_OPTIONS_FREE_ACCESS));
            case "mute all" -> who.chat.updateGroupProfile(new GroupUpdate(group).muteAllMembers(true));
            case "dismiss" -> who.chat.dismissGroup(group);
            case "quit" -> who.chat.quitGroup(group);
            case "hand over" -> who.chat.changeGroupOwner(group, otherMember.userID);
            case "join, by default" -> who.chat.joinGroup(group);
            case "let in who asks" -> who.chat.handleGroupApplication(it.application(), "Agree", null);
            case "find by its ID" -> who.chat.searchGroupByID(group);
            case "ask for the profile" -> who.chat.getGroupProfile(group);
            case "set attributes" -> who.chat.setGroupAttributes(group, Map.of("seat", who.userID));
            case "count" -> who.chat.increaseGroupCounter(group, "likes", 1);
            case "make a topic" -> who.chat.createTopicInCommunity(new TopicCreation(group, "Other"));
            case "change a topic" -> who.chat.updateTopicProfile(new TopicUpdate(group, it.topic()).topicName("Other"));
            case "delete a topic" -> who.chat.deleteTopicFromCommunity(group); // all there are
            case "list topics" -> who.chat.getTopicList(group);
            case "read the history" -> read(who, group);
            case "read a topic" -> read(who, it.topic());
            default -> it.what().contains("message") ? withMessage(it, who) : toMember(it, who);
        };
    }

    private CompletableFuture<?> toMember(Place it, Person who) {
        var group = it.group();
        return switch (it.what()) {
            case "make a member admin" ->
                who.chat.setGroupMemberRole(group, otherMember.userID, Types.GRP_MBR_ROLE_ADMIN);
            case "give a role of one's own" ->
                who.chat.setGroupMemberRole(group, otherMember.userID, Types.GRP_MBR_ROLE_CUSTOM);
            case "put a member out" -> putOut(it, who, otherMember);
            case "put an admin out" -> putOut(it, who, otherAdmin);
            case "put the owner out" -> putOut(it, who, by.get(Role.OWNER));
            case "mute a member" -> who.chat.setGroupMemberMuteTime(group, otherMember.userID, MUTE_SECONDS);
            case "mute an admin" -> who.chat.setGroupMemberMuteTime(group, otherAdmin.userID, MUTE_SECONDS);
            case "mute the owner" -> who.chat.setGroupMemberMuteTime(group, by.get(Role.OWNER).userID, MUTE_SECONDS);
            case "mute a member in a topic" ->
                who.chat.setGroupMemberMuteTime(it.topic(), otherMember.userID, MUTE_SECONDS);
            case "mute an admin in a topic" ->
                who.chat.setGroupMemberMuteTime(it.topic(), otherAdmin.userID, MUTE_SECONDS);
            case "mark a member" -> who.chat.markGroupMemberList(group, List.of(otherMember.userID), 1000, true);
            case "name oneself" -> who.chat.setGroupMemberNameCard(group, null, "me");
            case "name a member" -> who.chat.setGroupMemberNameCard(group, otherMember.userID, "you");
            case "name an admin" -> who.chat.setGroupMemberNameCard(group, otherAdmin.userID, "you");
            case "ask for members' data" -> who.chat.getGroupMemberProfile(group, List.of(otherMember.userID));
            case "invite, by default", "invite, free", "invite, by permission", "invite, switched off" ->
                who.chat.addGroupMember(group, List.of(stranger.userID));
            default -> write(it, who);
        };
    }

    /// Out of live rooms for a time.
    private static CompletableFuture<?> putOut(Place it, Person who, Person whom) {
        var userIDs = List.of(whom.userID);
        return it.isLive()
                ? who.chat.deleteGroupMember(it.group(), userIDs, null, MUTE_SECONDS)
                : who.chat.deleteGroupMember(it.group(), userIDs);
    }

    private CompletableFuture<?> write(Place it, Person who) {
        return switch (it.what()) {
            case "write", "write while all are muted" -> who.chat.sendMessage(text(who, it.group()));
            case "write in a topic", "write in a muted topic" -> who.chat.sendMessage(text(who, it.topic()));
            case "write to one only" ->
                who.chat.sendMessage(
                        who.chat.createTextMessage(CreateOptions.toGroup(it.group(), new TextPayload("psst"))
                                .withReceivers(List.of(otherMember.userID))));
            case "call a member by name" -> call(it, who, otherMember.userID);
            case "call all by name" -> call(it, who, Types.MSG_AT_ALL);
            case "ask who has read" ->
                onOwn(
                        it,
                        who,
                        own -> who.chat.getGroupMessageReadMemberList(
                                GroupMessageReadQuery.of(own, GroupMessageReadQuery.READ)));
            default -> throw new IllegalArgumentException(it.what());
        };
    }

    private static CompletableFuture<?> call(Place it, Person who, String whom) {
        return who.chat.sendMessage(who.chat.createTextAtMessage(
                CreateOptions.toGroup(it.group(), new TextAtContent("hey", List.of(whom)))));
    }

    private CompletableFuture<?> withMessage(Place it, Person who) {
        return switch (it.what()) {
            case "revoke one's own message" -> onOwn(it, who, who.chat::revokeMessage);
            case "revoke a member's message" -> who.chat.revokeMessage(it.byMember());
            case "revoke the owner's message" -> who.chat.revokeMessage(it.byOwner());
            case "modify one's own message" -> onOwn(it, who, own -> modify(who, own));
            case "modify a member's message" -> modify(who, it.byMember());
            case "modify the owner's message" -> modify(who, it.byOwner());
            case "delete a message" -> who.chat.deleteMessage(List.of(it.byMember()));
            case "extend a message" ->
                who.chat.setMessageExtensions(it.byMember(), List.of(new Extension("vote", "yes")));
            case "react to a message" -> who.chat.addMessageReaction(it.byMember(), "smile");
            default -> throw new IllegalArgumentException(it.what());
        };
    }

    private static CompletableFuture<?> modify(Person who, Message message) {
        message.setPayload(new TextPayload("changed by " + who.userID));
        return who.chat.modifyMessage(message);
    }

    /// Does something with a message that one has sent; if it is not even taken, that is what comes of it.
    private static CompletableFuture<?> onOwn(Place it, Person who, Function<Message, CompletableFuture<?>> then) {
        return who.chat.sendMessage(text(who, it.group())).thenCompose(then::apply);
    }

    private static Message text(Person who, String to) {
        return who.chat.createTextMessage(CreateOptions.toGroup(to, new TextPayload("hi"))
                .withReadReceipt()
                .withExtensions());
    }

    private static CompletableFuture<?> read(Person who, String group) {
        return who.chat.getMessageList(MessageListQuery.newest(Types.CONV_GROUP + group));
    }

    /// Some methods have a rate, which is not what this is about.
    private static int patiently(Supplier<CompletableFuture<?>> call) {
        var code = new AtomicInteger();
        Await.until("the rate lets it through", () -> {
            code.set(codeOf(call.get()));
            return code.get() != ErrorCode.OVER_FREQUENCY_LIMIT.number();
        });
        return code.get();
    }

    private static int codeOf(CompletableFuture<?> call) {
        return call.handle((done, failure) -> failure == null).join()
                ? 0
                : errorOf(call.toCompletableFuture()).code();
    }

    private Place newPlace(String what, String type) {
        var owner = by.get(Role.OWNER);
        var group = result(owner.chat.createGroup(creation(what, type))).group().groupID();
        if (Role.CUSTOM.isIn(type)) {
            var custom = by.get(Role.CUSTOM).userID;
            result(owner.chat.setGroupMemberRole(group, custom, Types.GRP_MBR_ROLE_CUSTOM));
        }
        if (type.equals(Types.GRP_AVCHATROOM)) { // which takes nobody in when it is made
            Stream.of(owner, by.get(Role.MEMBER), otherMember).forEach(user -> result(user.chat.joinGroup(group)));
        }
        var topic = new Place(what, type, group, null, null, null).topic();
        if (what.contains("topic")) {
            result(owner.chat.createTopicInCommunity(new TopicCreation(group, "One").topicID(topic)));
        }
        if (what.equals("write in a muted topic")) {
            assertThat(patiently(
                            () -> owner.chat.updateTopicProfile(new TopicUpdate(group, topic).muteAllMembers(true))))
                    .isZero();
        }
        if (what.equals("write while all are muted")) {
            assertThat(patiently(() -> owner.chat.updateGroupProfile(new GroupUpdate(group).muteAllMembers(true))))
                    .isZero();
        }
        boolean isAboutMessages = what.endsWith("message");
        return new Place(
                what,
                type,
                group,
                isAboutMessages ? result(otherMember.chat.sendMessage(text(otherMember, group))) : null,
                isAboutMessages ? result(owner.chat.sendMessage(text(owner, group))) : null,
                what.equals("let in who asks") ? application(group) : null);
    }

    private GroupCreation creation(String what, String type) {
        var members = new ArrayList<NewMember>();
        Stream.of(by.get(Role.MEMBER), otherMember).forEach(user -> members.add(member(user, Role.MEMBER)));
        if (Role.ADMIN.isIn(type)) {
            Stream.of(by.get(Role.ADMIN), otherAdmin).forEach(user -> members.add(member(user, Role.ADMIN)));
        }
        if (Role.CUSTOM.isIn(type)) {
            members.add(member(by.get(Role.CUSTOM), Role.MEMBER));
        }
        var creation = new GroupCreation("Friends").type(type).memberList(members);
        return switch (what) {
            case "invite, free" -> creation.inviteOption(Types.INVITE_OPTIONS_FREE_ACCESS);
            case "invite, by permission" -> creation.inviteOption(Types.INVITE_OPTIONS_NEED_PERMISSION);
            case "invite, switched off" -> creation.inviteOption(Types.INVITE_OPTIONS_DISABLE_INVITE);
            case "let in who asks" -> creation.joinOption(Types.JOIN_OPTIONS_NEED_PERMISSION);
            default -> what.contains("topic") ? creation.supportTopic() : creation;
        };
    }

    private static NewMember member(Person user, Role role) {
        return new NewMember(
                user.userID, role == Role.ADMIN ? Types.GRP_MBR_ROLE_ADMIN : Types.GRP_MBR_ROLE_MEMBER, null);
    }

    private GroupApplication application(String group) {
        result(stranger.chat.joinGroup(group));
        return result(by.get(Role.OWNER).chat.getGroupApplicationList()).stream()
                .filter(it -> it.groupID().equals(group))
                .findFirst()
                .orElseThrow();
    }
}
