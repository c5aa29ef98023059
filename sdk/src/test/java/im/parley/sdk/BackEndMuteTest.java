package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users whom a back end keeps from writing anywhere.
class BackEndMuteTest extends Scenario {
    private static final long FOR_EVER = 4_294_967_295L;

    private void mute(Person person, long c2c, long group) {
        server.call(
                "openconfigsvr/setnospeaking",
                Map.of("Set_Account", person.userID, "C2CmsgNospeakingTime", c2c, "GroupmsgNospeakingTime", group));
    }

    private JsonNode muteOf(Person person) {
        return server.call("openconfigsvr/getnospeaking", Map.of("Get_Account", person.userID));
    }

    private static int refusal(Person sender, Message message) {
        return errorOf(sender.chat.sendMessage(message)).code();
    }

    @Test
    void who_is_muted_writes_to_nobody_until_the_mute_is_lifted() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        mute(ann, 600, 0);

        assertThat(refusal(ann, ann.messageTo(bob, "never"))).isEqualTo(20012);
        assertThat(refusal(anotherInstanceOf(ann), ann.messageTo(bob, "never"))).isEqualTo(20012);
        var left = muteOf(ann);
        assertThat(left.get("C2CmsgNospeakingTime").asLong()).isBetween(540L, 600L);
        assertThat(left.get("GroupmsgNospeakingTime").asLong(-1)).isZero();
        bob.send("I still hear you").to(ann);
        var group = result(ann.chat.createGroup(new GroupCreation("Friends"))).group();
        ann.send("groups are another matter").to(group);

        server.call(
                "openim/sendmsg",
                Map.of(
                        "From_Account",
                        ann.userID,
                        "To_Account",
                        bob.userID,
                        "MsgRandom",
                        1,
                        "MsgBody",
                        List.of(Map.of("MsgType", Types.MSG_TEXT, "MsgContent", Map.of("Text", "from the back end")))));
        mute(ann, 0, 0);
        ann.send("free again").to(bob);
        assertThat(bob.awaitTexts(2)).containsExactly("from the back end", "free again");
    }

    @Test
    void groups_topics_and_live_rooms_are_closed_to_who_is_muted_there() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = result(ann.chat.createGroup(new GroupCreation("Friends"))).group();
        var room = result(ann.chat.createGroup(new GroupCreation("Live").type(Types.GRP_AVCHATROOM)))
                .group();
        result(ann.chat.joinGroup(room.groupID()));
        var town = result(ann.chat.createGroup(
                        new GroupCreation("Town").type(Types.GRP_COMMUNITY).supportTopic()))
                .group()
                .groupID();
        var news = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "News")));
        mute(ann, 0, FOR_EVER);

        assertThat(muteOf(ann).get("GroupmsgNospeakingTime").asLong()).isEqualTo(FOR_EVER);
        assertThat(refusal(ann, ann.messageTo(group, "never"))).isEqualTo(10017);
        assertThat(refusal(ann, ann.messageTo(room, "never"))).isEqualTo(10017);
        assertThat(refusal(ann, ann.chat.createTextMessage(CreateOptions.toGroup(news, new TextPayload("never")))))
                .isEqualTo(10017);
        ann.send("users are another matter").to(bob);
        assertThat(bob.awaitTexts(1)).containsExactly("users are another matter");
    }

    @Test
    void a_mute_ends_by_itself_and_a_time_that_is_not_given_stays() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        mute(ann, FOR_EVER, FOR_EVER);
        server.call("openconfigsvr/setnospeaking", Map.of("Set_Account", ann.userID, "C2CmsgNospeakingTime", 1));

        while (muteOf(ann).get("C2CmsgNospeakingTime").asLong() > 0) {
            Person.awaitNextSecond();
        }

        ann.send("in time").to(bob);
        assertThat(bob.awaitTexts(1)).containsExactly("in time");
        assertThat(muteOf(ann).get("GroupmsgNospeakingTime").asLong()).isEqualTo(FOR_EVER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Set_Account            | null          | 60003
            Set_Account            | "nobody-here" | 70107
            C2CmsgNospeakingTime   | -1            | 60003
            C2CmsgNospeakingTime   | 4294967296    | 60003
            GroupmsgNospeakingTime | "long"        | 60003
            """)
    void what_is_no_mute_is_refused(String field, String value, int code) throws Exception {
        var request = new HashMap<String, Object>(
                Map.of("Set_Account", server.registered("ann", 1).getFirst(), "C2CmsgNospeakingTime", 1));
        request.put(field, ProtocolJson.mapper().readTree(value));

        var answer = server.answer("openconfigsvr/setnospeaking", request);

        assertThat(answer.get("ErrorCode").asInt()).isEqualTo(code);
        assertThat(answer.get("ErrorInfo").asText()).contains(code == 70107 ? "nobody-here" : field);
    }

    @Test
    void who_asks_for_nothing_is_told_so() {
        assertThat(server.answer("openconfigsvr/setnospeaking", Map.of("Set_Account", "ann"))
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(60003);
        assertThat(server.answer("openconfigsvr/getnospeaking", Map.of())
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(60003);
        assertThat(server.answer("openconfigsvr/getnospeaking", Map.of("Get_Account", "nobody-here"))
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(70107);
    }
}
