package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Groups, and who was in them, that back ends bring along from elsewhere.
class BackEndGroupImportTest extends Scenario {
    private static final long THEN = 1_600_000_000;
    private final Person ann = signIn("ann");

    private JsonNode call(String command, Map<String, ?> request) {
        return server.call("group_open_http_svc/" + command, request);
    }

    private int code(String command, Map<String, ?> request) {
        return server.answer("group_open_http_svc/" + command, request)
                .get("ErrorCode")
                .asInt();
    }

    private Group imported(String type) {
        call(
                "import_group",
                Map.of("Type", type, "Name", "Old friends", "Owner_Account", ann.userID, "CreateTime", THEN));
        return ann.awaitGroups(list -> !list.isEmpty()).getFirst();
    }

    private List<String> bring(Group group, List<Map<String, ?>> members) {
        return call("import_group_member", Map.of("GroupId", group.groupID(), "MemberList", members))
                .get("MemberList")
                .findValuesAsText("Result");
    }

    @Test
    void a_group_is_as_old_as_it_was_and_nobody_is_told_but_who_has_it_on_their_list() {
        var group = imported(Types.GRP_PUBLIC);
        assertThat(group.name()).isEqualTo("Old friends");
        assertThat(group.createTime()).isEqualTo(THEN);
        assertThat(group.selfInfo().role()).isEqualTo("Owner");
        assertThat(group.selfInfo().joinTime()).isEqualTo(THEN);
        var bob = signIn("bob");
        var outcomes = bring(
                group,
                List.of(
                        Map.of("Member_Account", bob.userID, "Role", "Admin", "JoinTime", THEN + 60),
                        Map.of("Member_Account", ann.userID),
                        Map.of("Member_Account", "nobody-here")));
        assertThat(outcomes).containsExactly("1", "2", "0");
        var self = bob.awaitGroups(list -> !list.isEmpty()).getFirst().selfInfo();
        assertThat(self.role()).isEqualTo("Admin");
        assertThat(self.joinTime()).isEqualTo(THEN + 60);

        ann.send("hello").to(group); // comes after whatever came with the import
        assertThat(bob.awaitTexts(1)).containsExactly("hello");
        for (var person : List.of(ann, bob)) {
            assertThat(person.unexpectedTips()).isEmpty();
        }
        server.call(
                "group_open_http_svc/send_group_system_notification",
                Map.of("GroupId", group.groupID(), "Content", "now"));
        assertThat(bob.awaitNotice().userDefinedField()).isEqualTo("now"); // the first
        assertThat(ann.awaitNotice().userDefinedField()).isEqualTo("now");
    }

    @Test
    void a_topic_is_as_old_as_it_was_and_takes_what_was_said_in_it() {
        var town = call(
                        "import_group",
                        Map.of(
                                "Type",
                                Types.GRP_COMMUNITY,
                                "Name",
                                "Town",
                                "Owner_Account",
                                ann.userID,
                                "SupportTopic",
                                1,
                                "CreateTime",
                                THEN))
                .get("GroupId")
                .asText();
        var topic = town + "@TOPIC#_news";
        var wanted = Map.of(
                "GroupId",
                town,
                "TopicId",
                topic,
                "TopicName",
                "News",
                "CustomString",
                "daily",
                "CreateTime",
                THEN + 60);
        assertThat(call("import_topic", wanted).get("TopicId").asText()).isEqualTo(topic);
        assertThat(ann.await(Events.TOPIC_CREATED).topicID()).isEqualTo(topic);
        assertThat(code("import_topic", wanted)).isEqualTo(10021);

        var told = server.call("million_group_open_http_svc/get_topic", Map.of("GroupId", town));
        assertThat(told.at("/TopicAndSelfInfo/0/TopicInfo/CreateTime").asLong()).isEqualTo(THEN + 60);
        assertThat(told.at("/TopicAndSelfInfo/0/TopicInfo/CustomString").asText())
                .isEqualTo("daily");
        var text = Map.of("MsgType", Types.MSG_TEXT, "MsgContent", Map.of("Text", "old news"));
        var said = Map.of("From_Account", ann.userID, "SendTime", THEN + 61, "MsgBody", List.of(text));
        assertThat(call("import_group_msg", Map.of("GroupId", town, "TopicId", topic, "MsgList", List.of(said)))
                        .at("/ImportMsgResult/0/Result")
                        .asInt(-1))
                .isZero();
        assertThat(ann.awaitTexts(1)).containsExactly("old news");
        assertThat(code("import_topic", Map.of("GroupId", town, "TopicName", "x", "CreateTime", 0)))
                .isEqualTo(10004);
        assertThat(code("import_topic", Map.of("GroupId", town, "TopicName", "x", "CreateTime", 99_999_999_999L)))
                .isEqualTo(10004);
        assertThat(code("import_topic", Map.of("GroupId", town))).isEqualTo(10004);
    }

    @Test
    void who_is_imported_reads_what_is_there_and_has_as_much_unread_as_is_said() {
        var group = imported(Types.GRP_PUBLIC);
        for (var text : List.of("one", "two", "three")) {
            ann.send(text).to(group);
        }
        var users = server.registered("bob", 1);
        assertThat(bring(group, List.of(Map.of("Member_Account", users.getFirst(), "UnreadMsgNum", 2))))
                .containsExactly("1");

        var bob = person(users.getFirst()).logIn();
        assertThat(bob.conversationIn(group).unreadCount()).isEqualTo(2);
        var history = result(bob.chat.getMessageList(MessageListQuery.newest("GROUP" + group.groupID())));
        assertThat(Person.texts(history.messageList())).containsExactly("one", "two", "three");

        leaveUnread(group, bob, 1);
        bob.awaitConversations(list -> list.stream().anyMatch(one -> one.unreadCount() == 1));
        leaveUnread(group, bob, 0);
        bob.awaitConversations(list -> list.stream().allMatch(one -> one.unreadCount() == 0));
        leaveUnread(group, bob, 9); // there are but three
        assertThat(anotherInstanceOf(bob).conversationIn(group).unreadCount()).isEqualTo(3);
        leaveUnread(group, ann, 9); // nobody else wrote
        assertThat(anotherInstanceOf(ann).conversationIn(group).unreadCount()).isZero();
    }

    @Test
    void a_group_brings_the_name_cards_of_its_members() {
        var users = server.registered("bob", 2);
        var groupID = call(
                        "import_group",
                        Map.of(
                                "Type",
                                "Public",
                                "Name",
                                "Old friends",
                                "Owner_Account",
                                ann.userID,
                                "MemberList",
                                List.of(
                                        Map.of("Member_Account", users.getFirst(), "NameCard", "Bobby"),
                                        Map.of("Member_Account", users.getLast()))))
                .get("GroupId")
                .asText();

        ann.awaitGroups(list -> !list.isEmpty());
        assertThat(result(ann.chat.getGroupMemberProfile(groupID, users)))
                .extracting(GroupMember::nameCard)
                .containsExactly("Bobby", "");
    }

    @Test
    void what_is_unread_can_be_said_again_of_who_is_in() {
        var group = imported(Types.GRP_PUBLIC);
        for (var text : List.of("one", "two", "three")) {
            ann.send(text).to(group);
        }
        var bob = server.registered("bob", 1).getFirst();
        assertThat(bring(group, List.of(Map.of("Member_Account", bob)))).containsExactly("1");

        var outcomes = bring(group, List.of(Map.of("Member_Account", bob, "UnreadMsgNum", 2)));

        assertThat(outcomes).containsExactly("2");
        assertThat(person(bob).logIn().conversationIn(group).unreadCount()).isEqualTo(2);
    }

    @Test
    void what_a_member_does_not_see_is_not_unread() {
        var group = imported(Types.GRP_PUBLIC);
        for (int i = 1; i <= 10; i++) {
            ann.send("before " + i).to(group);
        }
        var bob = signIn("bob");
        result(ann.chat.updateGroupProfile(
                new GroupUpdate(group.groupID()).joinOption(Types.JOIN_OPTIONS_FREE_ACCESS)));
        result(bob.chat.joinGroup(group.groupID()));
        for (var text : List.of("one", "two", "three")) {
            ann.send(text).to(group);
        }
        assertThat(bob.awaitTexts(3)).containsExactly("one", "two", "three");

        leaveUnread(group, bob, 50);

        assertThat(anotherInstanceOf(bob).conversationIn(group).unreadCount()).isEqualTo(3);
    }

    private void leaveUnread(Group group, Person member, int messages) {
        call(
                "set_unread_msg_num",
                Map.of("GroupId", group.groupID(), "Member_Account", member.userID, "UnreadMsgNum", messages));
    }

    @Test
    void nothing_counts_as_unread_in_meetings() {
        var group = imported(Types.GRP_MEETING);
        ann.send("hello").to(group);
        var bob = signIn("bob");
        bring(group, List.of(Map.of("Member_Account", bob.userID, "UnreadMsgNum", 1)));
        leaveUnread(group, bob, 1);
        assertThat(anotherInstanceOf(bob).conversationIn(group).unreadCount()).isZero();
    }

    @Test
    void no_more_members_are_imported_than_fit_nor_roles_that_there_are_not() {
        var users = server.registered("fan", 2);
        var groupID = call(
                        "import_group",
                        Map.of("Type", "Public", "Name", "Small", "MaxMemberCount", 1, "CreateTime", THEN))
                .get("GroupId")
                .asText();
        var both = users.stream().map(user -> Map.of("Member_Account", user)).toList();
        assertThat(call("import_group_member", Map.of("GroupId", groupID, "MemberList", both))
                        .get("MemberList")
                        .findValuesAsText("Result"))
                .containsExactly("1", "0");
        var custom = List.of(Map.of("Member_Account", users.getLast(), "Role", "Custom"));
        assertThat(code("import_group_member", Map.of("GroupId", groupID, "MemberList", custom)))
                .isEqualTo(10004);
        var future = List.of(Map.of("Member_Account", users.getLast(), "JoinTime", 99_999_999_999L));
        assertThat(code("import_group_member", Map.of("GroupId", groupID, "MemberList", future)))
                .isEqualTo(10004);
        var room = result(ann.chat.createGroup(new GroupCreation("Launch").type(Types.GRP_AVCHATROOM)))
                .group()
                .groupID();
        assertThat(code("import_group_member", Map.of("GroupId", room, "MemberList", both)))
                .isEqualTo(10007);
        var many = IntStream.range(0, 301)
                .mapToObj(i -> Map.of("Member_Account", "user-" + i))
                .toList();
        assertThat(code("import_group_member", Map.of("GroupId", groupID, "MemberList", many)))
                .isEqualTo(10005);
        assertThat(code(
                        "set_unread_msg_num",
                        Map.of("GroupId", groupID, "Member_Account", users.getLast(), "UnreadMsgNum", 1)))
                .isEqualTo(10004);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            import_group        | {"Type":"AVChatRoom","Name":"x"}                                                  | 10007
            import_group        | {"Type":"Public","Name":"x","CreateTime":99999999999}                             | 10004
            import_group        | {"Type":"Public","Name":"x","CreateTime":0}                                       | 10004
            import_group        | {"Type":"Public","Name":"x","Owner_Account":"nobody-here"}                        | 10019
            import_group        | {"Type":"Public"}                                                                 | 10004
            import_group        | {"Type":"Public","Name":"x","MemberList":[null]}                                  | 10004
            import_group_member | {"GroupId":"nowhere","MemberList":[{"Member_Account":"a"}]}                       | 10010
            import_group_member | {"GroupId":"nowhere","MemberList":[]}                                             | 10004
            import_group_member | {"GroupId":"nowhere","MemberList":[null]}                                         | 10004
            import_group_member | {"GroupId":"nowhere","MemberList":[{"Member_Account":"a"},{"Member_Account":"a"}]} | 10004
            import_group_member | {"GroupId":"nowhere","MemberList":[{"Member_Account":"a","Role":"Owner"}]}        | 10004
            import_group_member | {"GroupId":"nowhere","MemberList":[{"Member_Account":"a","UnreadMsgNum":-1}]}     | 10004
            set_unread_msg_num  | {"GroupId":"nowhere","Member_Account":"a","UnreadMsgNum":1}                       | 10010
            set_unread_msg_num  | {"GroupId":"nowhere","Member_Account":"a","UnreadMsgNum":-1}                      | 10004
            set_unread_msg_num  | {"GroupId":"nowhere","Member_Account":"a"}                                        | 10004
            """)
    void what_does_not_fit_is_refused(String command, String request, int code) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, new TypeReference<Map<String, Object>>() {});
        assertThat(code(command, body)).isEqualTo(code);
    }
}
