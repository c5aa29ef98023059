package im.parley.server;

import static im.parley.server.settings.CallbackCommand.AFTER_CREATE_TOPIC;
import static im.parley.server.settings.CallbackCommand.AFTER_TOPIC_CHANGE;
import static im.parley.server.settings.CallbackCommand.AFTER_TOPIC_DESTROYED;
import static im.parley.server.settings.CallbackCommand.BEFORE_CREATE_TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an app's back end is asked and told about topics of a community that Ann owns.
class TopicCallbacksTest extends BackEndScenario {
    private String community;

    @BeforeEach
    void aCommunity() throws Exception {
        community = ann.call(
                        "group.create",
                        TestClient.object()
                                .put("name", "Town")
                                .put("type", Types.GRP_COMMUNITY)
                                .put("isSupportTopic", true))
                .at("/group/groupID")
                .asText();
        bob.call("group.join", groupID(community));
    }

    private String newTopic(String name) {
        return ann.call("topic.create", groupID(community).put("topicName", name))
                .at("/topic/topicID")
                .asText();
    }

    private String byAnn(String more) {
        return "{'GroupId':'" + community + "','Type':'Community','Operator_Account':'" + ann.userID() + "'," + more
                + "}";
    }

    @Test
    void a_topic_is_made_if_the_back_end_agrees() throws Exception {
        backEnd.wants(BEFORE_CREATE_TOPIC, AFTER_CREATE_TOPIC);

        var topic = newTopic("News");
        backEnd.expect(BEFORE_CREATE_TOPIC, byAnn("'Name':'News'"));
        backEnd.expect(
                AFTER_CREATE_TOPIC,
                byAnn("'TopicId':'" + topic + "','Name':'News','Introduction':'','Notification':'','FaceUrl':'',"
                        + "'CustomString':''"));

        assertThat(code(bob.start("topic.create", groupID(community).put("topicName", "Mine"))))
                .as("who may not is not asked about")
                .isEqualTo(10007);
        backEnd.decides(BEFORE_CREATE_TOPIC, 1, "");
        assertThat(code(ann.start("topic.create", groupID(community).put("topicName", "Ads"))))
                .isEqualTo(10016);
        assertThat(backEnd.next(BEFORE_CREATE_TOPIC).body().path("Name").asText())
                .isEqualTo("Ads");
        assertThat(ann.call("topic.list", groupID(community)).path("successTopicList"))
                .hasSize(1);
    }

    @Test
    void topics_that_change_and_go() throws Exception {
        var news = newTopic("News");
        var sport = newTopic("Sport");
        backEnd.wants(AFTER_TOPIC_CHANGE, AFTER_TOPIC_DESTROYED);

        ann.call("topic.update", groupID(community).put("topicID", news).put("muteAllMembers", true));
        ann.call(
                "topic.update",
                groupID(community)
                        .put("topicID", news)
                        .put("topicName", "Old news")
                        .put("introduction", ""));
        backEnd.expect(AFTER_TOPIC_CHANGE, byAnn("'TopicId':'" + news + "','Name':'Old news'"));

        var both = groupID(community);
        both.putArray("topicIDList").add(news).add(sport).add(news + "x");
        ann.call("topic.delete", both);
        backEnd.expect(AFTER_TOPIC_DESTROYED, byAnn("'TopicIdList':['" + news + "','" + sport + "']"));
    }

    @Test
    void what_back_ends_do_themselves() throws Exception {
        backEnd.wants(BEFORE_CREATE_TOPIC, AFTER_CREATE_TOPIC);

        var imported = server.rest(
                "group_open_http_svc/import_topic", "{\"GroupId\":\"" + community + "\",\"TopicName\":\"Old news\"}");
        assertThat(imported.path("ErrorCode").asInt()).as(imported.toString()).isZero();
        var made = server.rest(
                "million_group_open_http_svc/create_topic",
                "{\"GroupId\":\"" + community + "\",\"TopicName\":\"News\",\"From_Account\":\"" + bob.userID() + "\"}");

        assertThat(made.path("ErrorCode").asInt()).as(made.toString()).isZero();
        for (var command : List.of(BEFORE_CREATE_TOPIC, AFTER_CREATE_TOPIC)) {
            var call = backEnd.next(command);
            assertThat(call.query()).containsEntry("OptPlatform", "RESTAPI");
            assertThat(call.body().path("Operator_Account").asText()).isEqualTo(bob.userID());
        }
        assertThat(backEnd.isIdle()).as("nothing is told of the import").isTrue();
    }
}
