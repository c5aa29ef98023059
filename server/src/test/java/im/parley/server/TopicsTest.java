package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Topics of a community that Ann owns, with Bob as its admin and Cid as a member; Dan comes later.
class TopicsTest extends GroupScenario {
    private String community;
    private String news;

    @BeforeEach
    void aCommunityWithATopic() throws InterruptedException {
        var body = TestClient.object()
                .put("name", "Town")
                .put("type", Types.GRP_COMMUNITY)
                .put("isSupportTopic", true);
        var members = body.putArray("memberList");
        members.addObject().put("userID", bob.userID()).put("role", Types.GRP_MBR_ROLE_ADMIN);
        members.addObject().put("userID", cid.userID());
        community = ann.call("group.create", body).at("/group/groupID").asText();
        for (var other : List.of(bob, cid)) {
            next(other, "group.joined");
        }
        news = newTopic(ann, "News");
    }

    private String newTopic(TestClient maker, String name) throws InterruptedException {
        var topicID = maker.call("topic.create", groupID(community).put("topicName", name))
                .at("/topic/topicID")
                .asText();
        for (var other : List.of(ann, bob, cid)) {
            if (other != maker) {
                next(
                        other,
                        "topic.created",
                        push -> push.at("/topic/topicID").asText().equals(topicID));
            }
        }
        return topicID;
    }

    private JsonNode topics(TestClient client) {
        return client.call("topic.list", groupID(community)).path("successTopicList");
    }

    private JsonNode topic(TestClient client, String topicID) {
        return client.call("topic.list", topicIDs(topicID)).at("/successTopicList/0");
    }

    private ObjectNode topicIDs(String... topicIDs) {
        var body = groupID(community);
        var list = body.putArray("topicIDList");
        List.of(topicIDs).forEach(list::add);
        return body;
    }

    private ObjectNode update(String topicID) {
        return groupID(community).put("topicID", topicID);
    }

    private static int unreadIn(JsonNode topic) {
        return unread(topic.path("conversation"));
    }

    private static JsonNode received(TestClient client, String text) throws InterruptedException {
        return next(client, "message.received", push -> said(push).equals(text)).path("message");
    }

    @Test
    void members_are_invited_in_topics_and_messages_pinned_there() throws InterruptedException {
        var invite = ann.start(
                "signaling.invite",
                with(
                        TestClient.object()
                                .put("id", ann.tinyID() + "-1700000000-7")
                                .put("inviteID", UUID.randomUUID().toString())
                                .put("conversationID", "GROUP" + news),
                        "inviteeList",
                        bob));
        assertThat(code(invite)).isZero();
        next(bob, "message.received", push -> push.at("/message/isSignal").asBoolean());
        var stranger = with(
                TestClient.object()
                        .put("id", ann.tinyID() + "-1700000000-8")
                        .put("inviteID", UUID.randomUUID().toString())
                        .put("conversationID", "GROUP" + news),
                "inviteeList",
                dan);
        assertThat(code(ann.start("signaling.invite", stranger))).isEqualTo(10004);

        var pin = groupID(news).put("id", send(bob, news, "keep this")).put("isPinned", true);
        ann.call("group.pinMessage", pin);
        var pinned = next(cid, "group.messagePinned");
        assertThat(pinned.path("groupID").asText()).isEqualTo(news);
        assertThat(cid.call("group.listPinned", groupID(news)).path("pinnedList"))
                .hasSize(1);
    }

    @Test
    @Rule({"createTopicInCommunity#1", "createTopicInCommunity#3", "getTopicList#2"})
    void a_topic_has_what_it_was_made_with_and_an_id_of_its_community() throws InterruptedException {
        var chosen = community + "@TOPIC#_sports";
        ann.call(
                "topic.create",
                groupID(community)
                        .put("topicID", chosen)
                        .put("topicName", "Sports")
                        .put("introduction", "what we play")
                        .put("notification", "be fair")
                        .put("avatar", "https://pics.example.com/ball.png")
                        .put("customData", "{\"icon\":1}"));

        assertThat(news).startsWith(community + "@TOPIC#_");
        var heard = next(bob, "topic.created");
        assertThat(heard.path("groupID").asText()).isEqualTo(community);
        var listed = topics(bob);
        assertThat(listed.findValuesAsText("topicID")).containsExactly(news, chosen);
        assertThat(listed.at("/1/topic")).isEqualTo(heard.path("topic"));
        assertThat(listed.at("/1/topic/introduction").asText()).isEqualTo("what we play");
        assertThat(listed.at("/1/topic/notification").asText()).isEqualTo("be fair");
        assertThat(listed.at("/1/topic/avatar").asText()).isEqualTo("https://pics.example.com/ball.png");
        assertThat(listed.at("/1/topic/customData").asText()).isEqualTo("{\"icon\":1}");
        assertThat(listed.at("/1/topic/muteAllMembers").asBoolean()).isFalse();
        assertThat(listed.at("/1/conversation/conversationID").asText()).isEqualTo("GROUP" + chosen);
    }

    @Test
    @Rule({"createTopicInCommunity#1", "createTopicInCommunity#2", "createTopicInCommunity#3"})
    void what_cannot_be_a_topic_is_not_made() throws Exception {
        for (var wrong : List.of(
                "sports", community + "@TOPIC#_", "@TGS#_other@TOPIC#_x", community + "@TOPIC#_a@TOPIC#_ b\u00e9")) {
            assertThat(code(ann.start(
                            "topic.create",
                            groupID(community).put("topicID", wrong).put("topicName", "x"))))
                    .as(wrong)
                    .isEqualTo(ErrorCode.ILLEGAL_TOPIC_ID.number());
        }
        assertThat(code(ann.start(
                        "topic.create", groupID(community).put("topicID", news).put("topicName", "x"))))
                .isEqualTo(ErrorCode.GROUP_ID_IN_USE.number());
        for (var wrong : List.of(
                groupID(community),
                groupID(community).put("topicName", " "),
                groupID(community).put("topicName", "n".repeat(101)),
                groupID(community).put("topicName", "n").put("introduction", "i".repeat(401)),
                groupID(community).put("topicName", "n").put("notification", "i".repeat(401)),
                groupID(community).put("topicName", "n").put("avatar", "i".repeat(501)),
                groupID(community).put("topicName", "n").put("customData", "i".repeat(3001)))) {
            assertThat(code(ann.start("topic.create", wrong))).isEqualTo(10004);
        }
        var plain = group(Types.GRP_COMMUNITY, bob);
        assertThat(code(ann.start("topic.create", groupID(plain).put("topicName", "x"))))
                .isEqualTo(10004);
        assertThat(code(ann.start("topic.list", groupID(plain)))).isEqualTo(10004);
        assertThat(code(ann.start("topic.delete", groupID(plain)))).isEqualTo(10004);
        assertThat(code(ann.start("topic.create", groupID("@TGS#_nowhere").put("topicName", "x"))))
                .isEqualTo(10010);
        set("group.topicEnabled", "false");
        assertThat(code(ann.start("topic.create", groupID(community).put("topicName", "x"))))
                .isEqualTo(ErrorCode.FEATURE_NOT_ENABLED.number());
        set("group.topicEnabled", "true");
    }

    @Test
    void while_there_are_no_communities_no_topics_are_made() throws Exception {
        set("group.communityEnabled", "false");
        try {
            assertThat(code(ann.start("topic.create", groupID(community).put("topicName", "x"))))
                    .isEqualTo(3122);
        } finally {
            set("group.communityEnabled", "null");
        }
        newTopic(ann, "Sports");
    }

    @Test
    void what_a_member_deleted_in_a_topic_stays_hidden_when_they_come_again() throws Exception {
        var one = send(ann, news, "one");
        send(ann, news, "two");
        bob.call("message.delete", messages(news, one));
        ann.call("group.update", groupID(community).put("joinOption", Types.JOIN_OPTIONS_FREE_ACCESS));

        bob.call("group.quit", groupID(community));
        bob.call("group.join", groupID(community));

        assertThat(history(bob, news)).containsExactly("two");
        Await.until(() -> code(bob.start("message.delete", messages(news, one))) == 0);
        assertThat(history(bob, news)).containsExactly("two");
    }

    @Test
    @Rule("createTopicInCommunity#4")
    void a_community_has_at_most_200_topics() {
        for (int i = 1; i < Limits.TOPICS; i++) {
            ann.call("topic.create", groupID(community).put("topicName", "topic " + i));
        }
        assertThat(code(ann.start("topic.create", groupID(community).put("topicName", "too much"))))
                .isEqualTo(10004);
        assertThat(topics(cid)).hasSize(Limits.TOPICS);
    }

    @Test
    @Rule({"sendMessage#22", "getConversationList#12", "createTextMessage#1", "createTextAtMessage#1"})
    void messages_go_to_topics_which_are_on_no_list() throws InterruptedException {
        var id = send(bob, news, "hello");

        var got = received(cid, "hello");
        assertThat(got.path("ID").asText()).isEqualTo(id);
        assertThat(got.path("to").asText()).isEqualTo(news);
        assertThat(got.path("conversationType").asText()).isEqualTo(Types.CONV_GROUP);
        assertThat(got.path("sequence").asInt()).isEqualTo(1);
        assertThat(history(ann, news)).containsExactly("hello");
        assertThat(code(bob.start("message.send", text(bob, community, "to nobody"))))
                .isEqualTo(ErrorCode.MSG_SEND_GRP_WITH_TOPIC_FAIL.number());
        var list = cid.call("conversation.list", TestClient.object().put("count", 100));
        assertThat(list.path("conversationList").findValuesAsText("type")).doesNotContain(Types.CONV_GROUP);
        assertThat(code(bob.start("conversation.get", inGroup(news)))).isEqualTo(2501);
        assertThat(code(bob.start("conversation.get", inGroup(community)))).isEqualTo(2501);
        var toAll = text(bob, news, "all of you");
        toAll.putArray("atUserList").add(Types.MSG_AT_ALL);
        assertThat(code(bob.start("message.send", toAll))).isEqualTo(10004);
        assertThat(code(bob.start("message.send", text(bob, news + "x", "where?"))))
                .isEqualTo(10010);
        assertThat(code(dan.start("message.send", text(dan, news, "let me in"))))
                .isEqualTo(10007);
        assertThat(code(dan.start("message.list", inGroup(news).put("count", 1))))
                .isEqualTo(10007);
    }

    @Test
    @Rule({"sendMessage#6", "setMessageRead#5", "createTextAtMessage#4"})
    void each_topic_counts_what_is_unread_and_who_is_called() throws Exception {
        set("login.maxWebInstances", "2");
        var sports = newTopic(bob, "Sports");
        send(ann, news, "one");
        send(ann, news, "two");
        send(ann, uncounted(text(ann, news, "uncounted")));
        send(cid, news, "mine");
        send(ann, with(text(ann, sports, "cid!"), "atUserList", cid));

        var seen = topics(cid);
        assertThat(unreadIn(seen.get(0))).isEqualTo(2);
        assertThat(seen.at("/0/conversation/lastMessage/payload/text").asText()).isEqualTo("mine");
        assertThat(unreadIn(seen.get(1))).isEqualTo(1);
        assertThat(seen.at("/1/conversation/groupAtInfoList/0/messageSequence").asInt())
                .isEqualTo(1);

        var elsewhere = signIn(cid.userID(), "other");
        cid.call("conversation.read", inGroup(news).put("sequence", 4));
        next(
                elsewhere,
                "conversation.read",
                push -> push.path("conversationID").asText().equals("GROUP" + news));
        cid.call("conversation.read", inGroup(sports).put("sequence", 1));
        assertThat(unreadIn(topic(cid, news))).isZero();
        assertThat(unreadIn(topic(cid, sports))).isZero();
        assertThat(topic(cid, sports).at("/conversation/groupAtInfoList")).isEmpty();
        assertThat(unreadIn(topic(bob, news))).isEqualTo(3);
    }

    private static ObjectNode uncounted(ObjectNode message) {
        message.putObject("messageControlInfo").put("excludedFromUnreadCount", true);
        return message;
    }

    @Test
    @Rule({"setMessageExtensions#5", "getMessageExtensions#2", "deleteMessageExtensions#3", "clearHistoryMessage#2"})
    void messages_in_topics_can_be_changed_like_others() throws InterruptedException {
        var one = send(cid, text(cid, news, "one").put("isSupportExtension", true));
        var two = send(cid, news, "two");
        var three = send(cid, news, "three");
        received(ann, "three");

        bob.call("message.revoke", message(news, two));
        next(ann, "message.revoked", push -> push.toString().contains(two));
        var edit = message(news, three).put("version", 0).put("type", Types.MSG_TEXT);
        edit.putObject("payload").put("text", "drei");
        cid.call("message.modify", edit);
        next(ann, "message.modified", push -> push.toString().contains("drei"));
        ann.call("message.addReaction", message(news, one).put("reactionID", "like"));
        next(cid, "message.reactionsUpdated");
        var extensions = message(news, one);
        extensions.putArray("extensions").addObject().put("key", "k").put("value", "v");
        ann.call("message.setExtensions", extensions);
        next(cid, "message.extensionsUpdated");
        ann.call("message.delete", messages(news, three));

        assertThat(history(ann, news)).containsExactly("one", ""); // revoked, deleted
        assertThat(code(ann.start("conversation.clearHistory", inGroup(news).put("upTo", 3))))
                .isEqualTo(ErrorCode.CONV_UN_RECORDED_TYPE.number());
        var asked = send(cid, text(cid, news, "read me").put("needReadReceipt", true));
        assertThat(code(ann.start("message.sendReceipts", messages(news, asked))))
                .isEqualTo(ErrorCode.GROUP_READ_RECEIPT_NOT_ENABLED.number());
    }

    @Test
    @Rule("updateTopicProfile#1")
    void what_a_topic_says_of_itself_can_be_changed() throws InterruptedException {
        bob.call(
                "topic.update",
                update(news).put("topicName", "New news").put("customData", "x").put("muteAllMembers", true));

        var heard = next(cid, "topic.changed");
        assertThat(heard.at("/topic/topicName").asText()).isEqualTo("New news");
        assertThat(heard.at("/topic/infoSequence").asInt()).isEqualTo(2);
        assertThat(topic(ann, news).path("topic")).isEqualTo(heard.path("topic"));
        assertThat(code(cid.start("message.send", text(cid, news, "muted")))).isEqualTo(10017);
        send(bob, news, "not muted");
        bob.call("topic.update", update(news).put("muteAllMembers", false));
        send(cid, news, "at last");
        assertThat(code(bob.start("topic.update", update(news)))).isEqualTo(10004);
        assertThat(code(bob.start("topic.update", update(news + "x").put("topicName", "x"))))
                .isEqualTo(10010);
    }

    @Test
    @Rule("setGroupMemberMuteTime#4")
    void a_member_can_be_muted_in_one_topic() throws InterruptedException {
        var sports = newTopic(ann, "Sports");
        var mute = TestClient.object().put("groupID", news).put("userID", cid.userID());
        var answer = bob.call("group.muteMember", mute.put("muteTime", 60));

        assertThat(answer.at("/member/muteUntil").asLong()).isPositive();
        var told = next(cid, "topic.selfChanged");
        assertThat(told.path("topicID").asText()).isEqualTo(news);
        assertThat(told.at("/selfInfo/muteTime").asLong())
                .isEqualTo(answer.at("/member/muteUntil").asLong());
        assertThat(next(
                                ann,
                                "message.received",
                                push -> push.at("/message/to").asText().equals(news))
                        .at("/message/payload/memberList/0/muteTime")
                        .asInt())
                .isEqualTo(60);
        assertThat(topic(cid, news).at("/selfInfo/muteTime").asLong()).isPositive();
        assertThat(code(cid.start("message.send", text(cid, news, "muted")))).isEqualTo(10017);
        send(cid, sports, "here I may");
        assertThat(code(cid.start("group.muteMember", mute))).isEqualTo(ErrorCode.CANNOT_MUTE_SELF.number());
        assertThat(code(bob.start("group.muteMember", mute.put("userID", dan.userID()))))
                .isEqualTo(ErrorCode.MEMBER_NOT_IN_GRP.number());

        bob.call("group.muteMember", mute.put("userID", cid.userID()).put("muteTime", 0));
        send(cid, news, "at last");
    }

    @Test
    @Rule({"deleteTopicFromCommunity#1", "deleteTopicFromCommunity#2"})
    void topics_can_be_deleted_some_or_all() throws InterruptedException {
        var sports = newTopic(ann, "Sports");
        var weather = newTopic(ann, "Weather");
        send(cid, sports, "gone");

        var answer = bob.call("topic.delete", topicIDs(sports, "nonsense"));

        assertThat(answer.path("successTopicIDList")).hasSize(1);
        assertThat(answer.at("/failureTopicList/0/topicID").asText()).isEqualTo("nonsense");
        assertThat(answer.at("/failureTopicList/0/code").asInt()).isEqualTo(10010);
        assertThat(next(cid, "topic.deleted").at("/topicIDList/0").asText()).isEqualTo(sports);
        assertThat(topics(ann).findValuesAsText("topicID")).containsExactly(news, weather);
        assertThat(code(cid.start("message.send", text(cid, sports, "gone")))).isEqualTo(10010);
        assertThat(code(cid.start("message.list", inGroup(sports).put("count", 1))))
                .isEqualTo(10010);

        bob.call("topic.delete", groupID(community));
        assertThat(next(cid, "topic.deleted").path("topicIDList")).hasSize(2);
        assertThat(topics(ann)).isEmpty();
    }

    @Test
    @Rule({"getTopicList#1", "getTopicList#2"})
    void topics_are_listed_by_id_in_the_order_asked_and_to_members_only() throws InterruptedException {
        var sports = newTopic(ann, "Sports");

        var answer = cid.call("topic.list", topicIDs(sports, "nonsense", news));

        assertThat(answer.path("successTopicList").findValuesAsText("topicID")).containsExactly(sports, news);
        assertThat(answer.at("/failureTopicList/0/code").asInt()).isEqualTo(10010);
        assertThat(code(dan.start("topic.list", groupID(community)))).isEqualTo(10007);
    }

    @Test
    void who_comes_later_has_nothing_unread_and_hears_what_follows() throws InterruptedException {
        send(ann, news, "before");
        var early = send(ann, text(ann, news, "early"));
        dan.call("group.join", groupID(community));

        assertThat(unreadIn(topic(dan, news))).isZero();
        assertThat(history(dan, news)).containsExactly("before", "early");
        send(ann, news, "after");
        assertThat(received(dan, "after").path("sequence").asInt()).isEqualTo(3);
        assertThat(unreadIn(topic(dan, news))).isEqualTo(1);
        ann.call("message.revoke", message(news, early)); // which dan can see
        next(dan, "message.revoked", push -> push.toString().contains(early));
    }

    @Test
    void where_newcomers_see_no_earlier_history_they_hear_nothing_of_it() throws Exception {
        set("group.historyBeforeJoinCommunity", "false");
        var early = send(ann, news, "early");
        var other = newTopic(ann, "Other");
        dan.call("group.join", groupID(community));
        set("group.historyBeforeJoinCommunity", "true");

        assertThat(history(dan, news)).isEmpty();
        ann.call("message.revoke", message(news, early));
        next(cid, "message.revoked", push -> push.toString().contains(early));
        assertThat(events(heard(dan, ann, other))).doesNotContain("message.revoked");
    }

    @Test
    @Rule("createTopicInCommunity#3")
    void a_topic_of_a_community_with_the_id_of_one_that_is_over_is_another() throws InterruptedException {
        community = "@TGS#_" + UUID.randomUUID().toString().substring(0, 8);
        var topicID = community + "@TOPIC#_again";
        for (var text : List.of("one", "two")) {
            var body = groupID(community)
                    .put("name", "Town")
                    .put("type", Types.GRP_COMMUNITY)
                    .put("isSupportTopic", true);
            body.putArray("memberList").addObject().put("userID", bob.userID());
            ann.call("group.create", body);
            ann.call("topic.create", update(topicID).put("topicName", "Again"));

            send(ann, topicID, text);

            received(bob, text);
            assertThat(topic(bob, topicID).at("/conversation/lastSequence").asLong())
                    .isEqualTo(1);
            ann.call("group.dismiss", groupID(community));
        }
    }

    @Test
    @Rule("dismissGroup#4")
    void topics_end_with_their_community() throws InterruptedException {
        send(cid, news, "gone");
        ann.call("group.dismiss", groupID(community));

        next(cid, "group.left");
        assertThat(code(cid.start("message.send", text(cid, news, "gone")))).isEqualTo(10010);
        assertThat(code(cid.start("message.list", inGroup(news).put("count", 1))))
                .isEqualTo(10010);
        assertThat(code(cid.start("topic.list", groupID(community)))).isEqualTo(10010);
    }

    @Test
    void who_quits_neither_writes_nor_reads_nor_hears_topics() throws InterruptedException {
        send(ann, news, "one");
        received(cid, "one");
        cid.call("group.quit", groupID(community));

        assertThat(code(cid.start("message.send", text(cid, news, "still here"))))
                .isEqualTo(10007);
        assertThat(code(cid.start("message.list", inGroup(news).put("count", 1))))
                .isEqualTo(10007);
        assertThat(code(cid.start("conversation.read", inGroup(news).put("sequence", 1))))
                .isNotZero();
        send(ann, news, "two");
        received(bob, "two");
        var other = group(Types.GRP_PUBLIC, cid);
        assertThat(heard(cid, ann, other))
                .noneMatch(push -> push.at("/body/message/to").asText().equals(news));
        cid.call("group.join", groupID(community));
        assertThat(unreadIn(topic(cid, news))).isZero();
    }

    @Test
    void directed_messages_reach_those_named_alone() throws InterruptedException {
        send(ann, with(text(ann, news, "for bob"), "receiverList", bob));
        received(bob, "for bob");
        send(ann, news, "for all");
        assertThat(received(cid, "for all").path("sequence").asInt()).isEqualTo(2);
        assertThat(history(cid, news)).containsExactly("for all");
    }
}
