package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who follows whom, as back ends decide and see it.
class BackEndFollowTest extends Scenario {
    private JsonNode follow(Person from, String... userIDs) {
        return server.call(
                "follow/follow_add",
                Map.of(
                        "From_Account",
                        from.userID,
                        "FollowItem",
                        List.of(userIDs).stream()
                                .map(userID -> Map.of("To_Account", userID))
                                .toList()));
    }

    private JsonNode page(Person of, int type, String cursor, int limit) {
        return server.call(
                "follow/follow_get",
                Map.of("From_Account", of.userID, "FollowType", type, "StartCursor", cursor, "WantNum", limit));
    }

    private JsonNode check(Person from, String... userIDs) {
        return server.call("follow/follow_check", Map.of("From_Account", from.userID, "To_Account", List.of(userIDs)));
    }

    @Test
    void who_follows_whom_is_decided_told_and_ended() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob")));
        result(cid.chat.followUser(List.of(ann.userID)));

        var answer = follow(ann, bob.userID, cid.userID, "nobody-here", ann.userID);

        assertThat(answer.findValuesAsText("ResultCode")).containsExactly("0", "0", "30003", "30001");
        assertThat(answer.get("Fail_Account")).hasSize(2);
        assertThat(ann.await(Events.MY_FOLLOWING_LIST_UPDATED).userInfoList()).hasSize(2);
        assertThat(bob.await(Events.MY_FOLLOWERS_LIST_UPDATED).userInfoList()).hasSize(1);
        assertThat(cid.await(Events.MUTUAL_FOLLOWERS_LIST_UPDATED).userInfoList())
                .hasSize(1);
        assertThat(check(ann, bob.userID, cid.userID, "nobody-here").findValuesAsText("FollowType"))
                .containsExactly("2", "3", "0");
        assertThat(check(bob, ann.userID, cid.userID).findValuesAsText("FollowType"))
                .containsExactly("1", "0");

        var following = page(ann, 2, "", 1);
        assertThat(following.findValuesAsText("To_Account")).containsExactly(cid.userID);
        var rest = page(ann, 2, following.get("NextCursor").asText(), 1);
        assertThat(rest.findValuesAsText("To_Account")).containsExactly(bob.userID);
        assertThat(rest.get("NextCursor").asText("?")).isEmpty();
        assertThat(rest.at("/FollowItem/0/ProfileItem").toString())
                .contains("{\"Tag\":\"Tag_Profile_IM_Nick\",\"Value\":\"Bob\"}");
        assertThat(rest.at("/FollowItem/0/FollowTime").asLong())
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
        assertThat(page(ann, 1, "", 1000).findValuesAsText("To_Account")).containsExactly(cid.userID);
        assertThat(page(ann, 3, "", 1000).findValuesAsText("To_Account")).containsExactly(cid.userID);

        var counts = server.call(
                "follow/follow_get_info", Map.of("To_Account", List.of(ann.userID, bob.userID, "nobody-here")));
        assertThat(counts.findValuesAsText("FollowerCount")).containsExactly("1", "1", "0");
        assertThat(counts.findValuesAsText("FollowingCount")).containsExactly("2", "0", "0");
        assertThat(counts.findValuesAsText("MutualFollowingCount")).containsExactly("1", "0", "0");
        assertThat(counts.at("/Fail_Account/0").asText()).isEqualTo("nobody-here");

        server.call(
                "follow/follow_delete",
                Map.of("From_Account", ann.userID, "To_Account", List.of(cid.userID, bob.userID)));
        assertThat(bob.await(Events.MY_FOLLOWERS_LIST_UPDATED).isAdd()).isFalse();
        assertThat(check(ann, bob.userID, cid.userID).findValuesAsText("FollowType"))
                .containsExactly("0", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            follow_add      | FollowItem   | []            | 30001
            follow_add      | FollowItem   | [{}]          | 30001
            follow_add      | From_Account | "nobody-here" | 30003
            follow_delete   | To_Account   | null          | 30001
            follow_check    | To_Account   | []            | 30001
            follow_get      | FollowType   | 4             | 30001
            follow_get      | FollowType   | null          | 30001
            follow_get      | WantNum      | 1001          | 30001
            follow_get      | StartCursor  | "next"        | 30001
            follow_get_info | To_Account   | null          | 30001
            """)
    void what_is_wrong_is_refused(String command, String field, String value, int code) throws Exception {
        var users = server.registered("ann", 2);
        var request = new HashMap<String, Object>(Map.of(
                "From_Account",
                users.getFirst(),
                "To_Account",
                List.of(users.getLast()),
                "FollowItem",
                List.of(Map.of("To_Account", users.getLast())),
                "FollowType",
                1));
        request.put(field, ProtocolJson.mapper().readTree(value));

        var answer = server.answer("follow/" + command, request);

        assertThat(answer.get("ErrorCode").asInt()).as(answer.toString()).isEqualTo(code);
    }

    @Test
    void at_most_20_are_followed_with_one_call() {
        var ann = signIn("ann");
        var others = server.registered("other", 21);
        var answer = server.answer(
                "follow/follow_add",
                Map.of(
                        "From_Account",
                        ann.userID,
                        "FollowItem",
                        others.stream()
                                .map(other -> Map.of("To_Account", other))
                                .toList()));
        assertThat(answer.get("ErrorCode").asInt()).isEqualTo(30001);
        assertThat(answer.get("ErrorInfo").asText()).contains("21");
    }
}
