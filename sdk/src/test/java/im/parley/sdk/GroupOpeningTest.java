package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.group.GroupField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an app asks when somebody opens a group, and where lists are cut.
class GroupOpeningTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");

    private Group group(GroupCreation options) {
        return result(ann.chat.createGroup(options)).group();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Types.GRP_WORK,
                Types.GRP_PUBLIC,
                Types.GRP_MEETING,
                Types.GRP_AVCHATROOM,
                Types.GRP_COMMUNITY,
                "with topics"
            })
    @Rule("compat#21")
    void a_group_of_any_type_opens(String type) {
        var options = new GroupCreation("Hikers");
        var groupID = group(
                        type.equals("with topics")
                                ? options.type(Types.GRP_COMMUNITY).supportTopic()
                                : options.type(type))
                .groupID();
        if (type.equals(Types.GRP_AVCHATROOM)) {
            result(ann.chat.joinGroup(groupID));
        }

        assertThat(result(ann.chat.getGroupProfile(groupID)).ownerID()).isEqualTo(ann.userID);
        assertThat(result(ann.chat.getGroupMemberList(GroupMemberQuery.of(groupID)))
                        .memberList())
                .extracting(GroupMember::userID)
                .containsExactly(ann.userID);
        assertThat(result(ann.chat.getGroupAttributes(groupID, List.of()))).isEmpty();
        assertThat(result(ann.chat.getGroupCounters(groupID, List.of()))).isEmpty();
        assertThat(result(ann.chat.getGroupApplicationList())).isEmpty();
    }

    @Test
    @Rule({"getGroupList#3", "getGroupList#4", "createGroup#11"})
    void the_list_says_when_something_was_written_and_the_profile_all() {
        var group =
                group(new GroupCreation("Hikers").introduction("Up and down").notification("At nine"));
        assertThat(result(ann.chat.getMessageList(MessageListQuery.newest(conversationID(group))))
                        .messageList())
                .isEmpty(); // settled 6: nothing is written by making it
        var said = ann.send("hi").to(group);

        var listed = ann.awaitGroups(
                        list -> list.getFirst().lastMessage().messageForShow().equals("hi"))
                .getFirst();

        assertThat(listed.name()).isEqualTo("Hikers");
        assertThat(listed.lastMessage().lastTime()).isEqualTo(said.time());
        var profile = result(ann.chat.getGroupProfile(group.groupID()));
        assertThat(profile.introduction()).isEqualTo("Up and down");
        assertThat(profile.notification()).isEqualTo("At nine");
        assertThat(profile.createTime()).isPositive();
    }

    @Test
    @Rule("getGroupProfile#1")
    void custom_fields_are_asked_for_by_key() {
        server.set("group.customFields", List.of("level", "colour"));
        var group = group(new GroupCreation("Hikers")
                .groupCustomField(List.of(new GroupField("level", "hard"), new GroupField("colour", "red"))));

        assertThat(result(ann.chat.getGroupProfile(group.groupID(), List.of("colour")))
                        .groupCustomField())
                .containsExactly(new GroupField("colour", "red"));
    }

    @Test
    @Rule({"updateGroupProfile#3", "updateGroupProfile#1"})
    void what_is_told_of_a_profile_depends_on_the_type() {
        for (var type : List.of(Types.GRP_PUBLIC, Types.GRP_MEETING, Types.GRP_COMMUNITY)) {
            var group = group(new GroupCreation("Hikers").type(type));
            var conversation = MessageListQuery.newest(conversationID(group));
            result(ann.chat.updateGroupProfile(
                    new GroupUpdate(group.groupID()).notification("At nine").muteAllMembers(true)));
            result(ann.chat.updateGroupProfile(new GroupUpdate(group.groupID()).muteAllMembers(false)));
            var tips = result(ann.chat.getMessageList(conversation)).messageList();
            assertThat(tips).hasSize(1); // that all are muted is not told
            assertThat(((GroupTipPayload) tips.getFirst().payload())
                            .newGroupProfile()
                            .notification())
                    .isEqualTo("At nine");
            assertThat(result(ann.chat.getGroupProfile(group.groupID())).maxMemberCount())
                    .isEqualTo(group.maxMemberCount());
        }
        var live = group(new GroupCreation("Launch").type(Types.GRP_AVCHATROOM));
        result(ann.chat.joinGroup(live.groupID()));
        result(ann.chat.updateGroupProfile(new GroupUpdate(live.groupID()).notification("Now")));
        ann.awaitUntil(
                Events.MESSAGE_RECEIVED,
                list -> list.stream()
                        .anyMatch(message -> message.to().equals(live.groupID())
                                && message.sequence() == 0
                                && message.payload() instanceof GroupTipPayload tip
                                && tip.newGroupProfile() != null
                                && "Now".equals(tip.newGroupProfile().notification())));
    }

    @Test
    @Rule({"createGroup#6", "addGroupMember#6"})
    void who_is_in_as_many_groups_as_may_be_is_left_out() {
        var carl = signIn("carl");
        server.set("group.maxPerUser", 50);
        try {
            Stream.of(ann, carl)
                    .flatMap(owner -> IntStream.range(0, 25)
                            .mapToObj(i -> owner.chat.createGroup(
                                    new GroupCreation("group " + i).members(List.of(bob.userID)))))
                    .toList()
                    .forEach(Person::result);

            var made = result(
                    carl.chat.createGroup(new GroupCreation("one more").members(List.of(bob.userID, ann.userID))));

            assertThat(made.overLimitUserIDList()).containsExactly(bob.userID);
            assertThat(made.group().memberCount()).isEqualTo(2);
            var added = result(carl.chat.addGroupMember(made.group().groupID(), List.of(bob.userID)));
            assertThat(added.overLimitUserIDList()).containsExactly(bob.userID);
            assertThat(added.successUserIDList()).isEmpty();
            assertThat(errorOf(bob.chat.createGroup(new GroupCreation("his own")))
                            .code())
                    .isEqualTo(10037);
        } finally {
            server.set("group.maxPerUser", null);
        }
    }

    @Test
    @Rule({"deleteGroupMember#5", "getGroupMemberProfile#2"})
    void lists_of_members_are_cut() {
        var group = group(new GroupCreation("Hikers").type(Types.GRP_PUBLIC).members(List.of(bob.userID)));
        var strangers = IntStream.range(0, 99).mapToObj(i -> "stranger" + i);
        var hundred = Stream.concat(Stream.of("another"), strangers).toList();
        var more = Stream.concat(hundred.stream(), Stream.of(bob.userID)).toList();

        assertThat(errorOf(ann.chat.deleteGroupMember(group.groupID(), more)).code())
                .isEqualTo(2623); // bob is beyond
        assertThat(result(ann.chat.getGroupMemberProfile(group.groupID(), more)))
                .isEmpty();
        var fifty =
                Stream.concat(hundred.stream().limit(49), Stream.of(bob.userID)).toList();
        assertThat(result(ann.chat.getGroupMemberProfile(group.groupID(), fifty)))
                .extracting(GroupMember::userID)
                .containsExactly(bob.userID);
    }

    @Test
    @Rule("getGroupMemberList#8")
    void members_of_communities_come_by_cursor() {
        var users = server.registered("citizen", 20);
        var town = group(new GroupCreation("Town").type(Types.GRP_COMMUNITY).members(users));
        var query = GroupMemberQuery.of(town.groupID()).withCount(15);

        var first = result(ann.chat.getGroupMemberList(query));
        var second = result(ann.chat.getGroupMemberList(query.from(first.offset())));

        assertThat(first.memberList()).hasSize(15);
        assertThat(first.offset()).isNotEqualTo("15").isNotEqualTo(GroupMemberQuery.START);
        assertThat(second.offset()).isEqualTo(GroupMemberQuery.START);
        assertThat(Stream.concat(first.memberList().stream(), second.memberList().stream())
                        .map(GroupMember::userID))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(users.stream(), Stream.of(ann.userID)).toList());
    }

    @Test
    @Rule({
        "initGroupAttributes#1",
        "setGroupAttributes#1",
        "deleteGroupAttributes#1",
        "getGroupAttributes#1",
        "setGroupCounters#1",
        "increaseGroupCounter#1",
        "decreaseGroupCounter#1",
        "getGroupCounters#1",
        "initGroupAttributes#8"
    })
    void topics_have_neither_attributes_nor_counters() {
        var town = group(new GroupCreation("Town").type(Types.GRP_COMMUNITY).supportTopic());
        var news = result(ann.chat.createTopicInCommunity(new TopicCreation(town.groupID(), "News")));
        var seat = Map.of("seat", "ann");
        List<CompletableFuture<?>> calls = List.of(
                ann.chat.initGroupAttributes(news, seat),
                ann.chat.setGroupAttributes(news, seat),
                ann.chat.deleteGroupAttributes(news, List.of()),
                ann.chat.getGroupAttributes(news, List.of()),
                ann.chat.setGroupCounters(news, Map.of("likes", 1L)),
                ann.chat.increaseGroupCounter(news, "likes", 1),
                ann.chat.decreaseGroupCounter(news, "likes", 1),
                ann.chat.getGroupCounters(news));

        assertThat(calls).allSatisfy(call -> assertThat(errorOf(call).code()).isEqualTo(10010));
        result(ann.chat.initGroupAttributes(town.groupID(), seat));
        var nothing = new HashMap<String, String>();
        nothing.put("seat", null);
        assertThatThrownBy(() -> ann.chat.initGroupAttributes(town.groupID(), nothing))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"setGroupCounters#2", "increaseGroupCounter#2", "decreaseGroupCounter#2", "getGroupCounters#3"})
    void counters_can_be_switched_off() {
        var group = group(new GroupCreation("Hikers")).groupID();
        server.set("group.counters", false);
        try {
            var chat = signIn("carl").chat; // knows the setting from the login
            List<CompletableFuture<?>> calls = List.of(
                    chat.setGroupCounters(group, Map.of("likes", 1L)),
                    chat.increaseGroupCounter(group, "likes", 1),
                    chat.decreaseGroupCounter(group, "likes", 1),
                    chat.getGroupCounters(group));
            assertThat(calls)
                    .allSatisfy(call -> assertThat(errorOf(call).code()).isEqualTo(3122));
        } finally {
            server.set("group.counters", null);
        }
    }

    @Test
    @Rule({"createGroup#10", "createGroup#12"})
    void an_operator_says_what_new_groups_begin_with() {
        server.set("group.maxMembersPublic", 2);
        server.set("group.defaultJoinOptionPublic", Types.JOIN_OPTIONS_FREE_ACCESS);
        server.set("group.defaultInviteOptionPublic", Types.INVITE_OPTIONS_FREE_ACCESS);

        var group = group(new GroupCreation("Hikers").type(Types.GRP_PUBLIC));

        assertThat(group.maxMemberCount()).isEqualTo(2);
        assertThat(group.joinOption()).isEqualTo(Types.JOIN_OPTIONS_FREE_ACCESS);
        assertThat(group.inviteOption()).isEqualTo(Types.INVITE_OPTIONS_FREE_ACCESS);
        assertThat(result(bob.chat.joinGroup(group.groupID())).status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        var eve = signIn("eve");
        assertThat(errorOf(eve.chat.joinGroup(group.groupID())).code()).isEqualTo(10014);
        assertThat(errorOf(bob.chat.addGroupMember(group.groupID(), List.of(eve.userID)))
                        .code())
                .isEqualTo(10014); // and not that members may not
    }
}
