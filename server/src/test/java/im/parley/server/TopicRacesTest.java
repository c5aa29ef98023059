package im.parley.server;

import static im.parley.server.GroupUsers.code;
import static im.parley.server.GroupUsers.create;
import static im.parley.server.GroupUsers.in;
import static im.parley.server.GroupUsers.message;
import static im.parley.server.GroupUsers.next;
import static im.parley.server.GroupUsers.of;
import static im.parley.server.GroupUsers.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Topics on two nodes, while members come and go.
class TopicRacesTest extends TwoNodeScenario {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ROUNDS = 4;
    private static final int MESSAGES = 10;

    private String community;
    private String news;
    private String sports;

    @BeforeEach
    void aCommunityOfAnnsWithTwoTopics() {
        community = create(ann, Types.GRP_COMMUNITY, body -> {
            body.put("isSupportTopic", true);
            var list = body.putArray("memberList");
            list.addObject().put("userID", bob.userID()).put("role", "Admin");
            list.addObject().put("userID", cid.userID());
        });
        news = topic("News");
        sports = topic("Sports");
    }

    private String topic(String name) {
        return ann.call("topic.create", in(community).put("topicName", name))
                .at("/topic/topicID")
                .asText();
    }

    private JsonNode history(TestClient client, String topic) {
        return client.call(
                        "message.catchUp",
                        GroupUsers.conversation(topic).put("after", 0).put("count", 100))
                .path("messageList");
    }

    @RepeatedTest(ROUNDS)
    void who_is_put_out_while_writing_wrote_before_that_or_not_at_all() throws InterruptedException {
        var writing = new ArrayList<CompletableFuture<JsonNode>>();
        writing.addAll(write(cid, 0));
        var removal = ann.start("group.deleteMembers", users(community, cid));
        writing.addAll(write(cid, MESSAGES));

        assertThat(code(removal)).isZero();
        // what is written now comes after the removal, in each of the topics
        var marks = new ArrayList<Integer>();
        for (var topic : List.of(news, sports)) {
            marks.add(GroupUsers.send(bob, topic, "mark")
                    .join()
                    .at("/body/sequence")
                    .asInt());
        }
        int stored = 0;
        for (int i = 0; i < writing.size(); i++) {
            var answer = writing.get(i).join();
            if (answer.path("code").asInt() == 0) {
                stored++;
                assertThat(answer.at("/body/sequence").asInt()).isLessThan(marks.get(i % 2));
            } else {
                assertThat(answer.path("code").asInt()).isEqualTo(ErrorCode.GROUP_PERMISSION_DENIED.number());
            }
        }
        assertThat(history(ann, news).size() + history(ann, sports).size()).isEqualTo(stored + 2);
        assertThat(code(GroupUsers.send(cid, news, "once more"))).isEqualTo(10007);
        var other = create(bob, Types.GRP_PUBLIC, List.of(), List.of(cid)); // told after what was written in the topics
        var push = Objects.requireNonNull(cid.push(PATIENCE));
        while (!push.at("/body/group/groupID").asText().equals(other)) {
            assertThat(push.at("/body/message/payload/text").asText()).isNotEqualTo("mark");
            push = Objects.requireNonNull(cid.push(PATIENCE));
        }
    }

    /// One after the other to both topics.
    private List<CompletableFuture<JsonNode>> write(TestClient who, int from) {
        var writing = new ArrayList<CompletableFuture<JsonNode>>();
        for (int i = from; i < from + MESSAGES; i++) {
            writing.add(GroupUsers.send(who, i % 2 == 0 ? news : sports, "text " + i));
        }
        return writing;
    }

    @RepeatedTest(ROUNDS)
    @Rule("setGroupMemberMuteTime#4")
    void who_is_muted_in_a_topic_while_writing_wrote_before_the_mute_or_not_at_all() {
        var writing = new ArrayList<>(write(cid, 0));
        var mute = ann.start("group.muteMember", of(news, cid).put("muteTime", 60));
        writing.addAll(write(cid, MESSAGES));

        assertThat(code(mute)).isZero();
        int muted = 0;
        for (var message : history(ann, news)) {
            if (message.path("type").asText().equals(Types.MSG_GRP_TIP)) {
                muted = message.path("sequence").asInt();
            }
        }
        assertThat(muted).isPositive();
        for (int i = 0; i < writing.size(); i++) {
            var answer = writing.get(i).join();
            if (i % 2 == 1) { // in the other topic
                assertThat(answer.path("code").asInt()).isZero();
            } else if (answer.path("code").asInt() == 0) {
                assertThat(answer.at("/body/sequence").asInt()).isLessThan(muted);
            } else {
                assertThat(answer.path("code").asInt()).isEqualTo(ErrorCode.GROUP_MUTED.number());
            }
        }
    }

    @RepeatedTest(ROUNDS)
    void who_joins_while_others_write_hears_all_that_follows_and_nothing_before() throws InterruptedException {
        var dan = users.newUser(right.port(), "dan");
        var writing = new ArrayList<>(write(bob, 0));
        var joining = dan.start("group.join", in(community));
        writing.addAll(write(bob, MESSAGES));
        assertThat(code(joining)).isZero();
        writing.forEach(answer -> assertThat(code(answer)).isZero());
        int last =
                GroupUsers.send(bob, news, "mark").join().at("/body/sequence").asInt();

        var heard = new ArrayList<Integer>();
        while (heard.isEmpty() || heard.getLast() < last) {
            var push = next(
                    dan,
                    "message.received",
                    body -> body.at("/message/to").asText().equals(news));
            heard.add(push.at("/message/sequence").asInt());
        }
        var topic = dan.call("topic.list", in(community)).at("/successTopicList/0/conversation");
        int entered = topic.path("readSequence").asInt();
        for (int sequence = entered + 1, i = 0; sequence <= last; sequence++, i++) {
            assertThat(heard.get(i)).isEqualTo(sequence);
        }
        assertThat(heard).hasSize(last - entered);
    }

    @RepeatedTest(ROUNDS)
    void a_topic_that_is_deleted_while_others_write_takes_their_messages_with_it() {
        var writing = new ArrayList<>(write(cid, 0));
        var deletion = ann.start("topic.delete", topicIDs(news));
        writing.addAll(write(cid, MESSAGES));

        assertThat(code(deletion)).isZero();
        for (int i = 0; i < writing.size(); i++) {
            assertThat(code(writing.get(i))).isIn(i % 2 == 1 ? List.of(0) : List.of(0, 10010));
        }
        assertThat(code(ann.start("message.list", GroupUsers.conversation(news).put("count", 1))))
                .isEqualTo(10010);
        assertThat(history(ann, sports)).hasSize(MESSAGES);
    }

    private ObjectNode topicIDs(String topic) {
        var body = in(community);
        body.putArray("topicIDList").add(topic);
        return body;
    }

    @Test
    @Rule("getTopicList#2")
    void topics_and_what_is_unread_in_them_outlive_a_node() throws InterruptedException {
        assertThat(code(GroupUsers.send(ann, news, "one"))).isZero();
        ann.call("topic.update", in(community).put("topicID", sports).put("muteAllMembers", true));
        right.close();
        right = node("right");

        var again = users.signIn(right.port(), cid.userID());
        var topics = again.call("topic.list", in(community)).path("successTopicList");

        assertThat(topics).hasSize(2);
        assertThat(topics.at("/0/conversation/unreadCounter").asInt()).isEqualTo(1);
        assertThat(topics.at("/0/conversation/readCounter").asInt()).isZero();
        assertThat(topics.at("/1/topic/muteAllMembers").asBoolean()).isTrue();
        assertThat(code(GroupUsers.send(again, sports, "muted"))).isEqualTo(10017);
        assertThat(code(GroupUsers.send(again, news, "two"))).isZero();
        message(ann, "two");
    }
}
