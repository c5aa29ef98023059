package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.server.settings.CallbackCommand;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a back end is asked and told of users, their profiles and friends.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleCallbacksTest {
    private TestServer server;
    private BackEnd backEnd;
    private int test;
    private String ann;
    private String bob;
    private TestSocket anns;
    private TestSocket bobs;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = new TestServer(data);
        backEnd = new BackEnd(server);
    }

    @AfterAll
    void stop() {
        server.close();
        backEnd.close();
    }

    @BeforeEach
    void twoNewUsers() {
        test++;
        ann = "ann" + test;
        bob = "bob" + test;
        anns = server.signIn(ann, "phone", "Android");
        bobs = server.signIn(bob, "page", "Web");
    }

    @AfterEach
    void reset() throws Exception {
        backEnd.wants();
        assertThat(backEnd.isIdle()).isTrue();
        backEnd.reset();
        anns.abort();
        bobs.abort();
    }

    private static void done(TestSocket socket, String op, String body) {
        var answer = socket.call(op, body);
        assertThat(answer.path("code").asInt()).as(answer.toString()).isZero();
    }

    private String addBob() {
        return "{\"userID\":\"" + bob + "\",\"source\":\"AddSource_Type_Test\",\"remark\":\"Bobby\","
                + "\"groupName\":\"Pals\",\"wording\":\"hello\"}";
    }

    private static String user(String userID) {
        return "{\"userID\":\"" + userID + "\"}";
    }

    private static String users(String userID) {
        return "{\"userIDList\":[\"" + userID + "\"]}";
    }

    private static String pair(String from, String to) {
        return "{\"From_Account\":\"" + from + "\",\"To_Account\":\"" + to + "\"}";
    }

    private static String pair(String from, String to, String initiator) {
        return "{\"From_Account\":\"" + from + "\",\"To_Account\":\"" + to + "\",\"Initiator_Account\":\"" + initiator
                + "\"}";
    }

    private void needsConfirmation(TestSocket socket) {
        done(socket, "profile.update", "{\"allowType\":\"AllowType_Type_NeedConfirm\"}");
    }

    private static String state(String action, String userID, String reason) {
        return "{\"Info\":{\"Action\":\"" + action + "\",\"To_Account\":\"" + userID + "\",\"Reason\":\"" + reason
                + "\"}}";
    }

    @Test
    void who_comes_and_goes_is_told_with_the_terminal() throws Exception {
        backEnd.wants(CallbackCommand.STATE_CHANGE);
        var cid = "cid" + test;

        var socket = server.signIn(cid, "one", "iPhone");
        var login = backEnd.next(CallbackCommand.STATE_CHANGE);
        assertThat(login.text()).isEqualTo(state("Login", cid, "Register"));
        assertThat(login.platform()).isEqualTo("iOS");
        assertThat(login.query()).containsEntry("ClientIP", "127.0.0.1");

        socket.call("session.logout", "{}");
        assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Logout", cid, "Unregister"));

        server.signIn(cid, "one", "iPhone").abort();
        assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Login", cid, "Register"));
        assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Disconnect", cid, "LinkClose"));

        server.signIn(cid, "one", "iPhone");
        backEnd.next(CallbackCommand.STATE_CHANGE);
        server.rest("im_open_login_svc/kick", "{\"UserID\":\"" + cid + "\"}");
        assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Logout", cid, "Unregister"));
    }

    @Test
    void who_must_leave_for_another_terminal_is_told_with_that_one() throws Exception {
        backEnd.wants(CallbackCommand.STATE_CHANGE);
        var cid = "cid" + test;
        var first = server.signIn(cid, "one", "Web");
        backEnd.next(CallbackCommand.STATE_CHANGE);

        var second = server.signIn(cid, "two", "Web");
        first.closeCode();
        second.call("session.logout", "{}");

        var login = backEnd.next(CallbackCommand.STATE_CHANGE).body();
        assertThat(login.at("/Info/Action").asText()).isEqualTo("Login");
        assertThat(login.path("KickedDevice").toString()).isEqualTo("[{\"Platform\":\"Web\"}]");
        assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Logout", cid, "Unregister"));
    }

    @Test
    void who_falls_silent_and_who_is_there_when_a_server_stops_is_told() throws Exception {
        backEnd.wants(CallbackCommand.STATE_CHANGE);
        var cid = "cid" + test;
        var dan = "dan" + test;

        try (var other = server.another(config -> config.withNode("other")
                .withLimits(ServerConfig.Limits.DEFAULT.withHeartbeat(Duration.ofSeconds(1))))) {
            other.signIn(cid, "one", "Web");
            assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Login", cid, "Register"));
            assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text())
                    .isEqualTo(state("Disconnect", cid, "TimeOut"));

            other.signIn(dan, "one", "Web");
            assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Login", dan, "Register"));
        }
        assertThat(backEnd.next(CallbackCommand.STATE_CHANGE).text()).isEqualTo(state("Disconnect", dan, "LinkClose"));
    }

    @Test
    void changed_fields_of_profiles_are_told() throws Exception {
        server.set("profile.customFields", "[\"Tag_Profile_Custom_Team\"]");
        backEnd.wants(CallbackCommand.PROFILE_SET);

        done(
                anns,
                "profile.update",
                "{\"nick\":\"Änn\",\"selfSignature\":\"\",\"level\":0,\"messageSettings\":1,"
                        + "\"profileCustomField\":[{\"key\":\"Tag_Profile_Custom_Team\",\"value\":\"red\"}]}");
        var told = backEnd.next(CallbackCommand.PROFILE_SET);
        assertThat(told.platform()).isEqualTo("Android");
        assertThat(told.text())
                .isEqualTo("{\"Operator_Account\":\"" + ann + "\",\"From_Account\":\"" + ann + "\",\"ProfileItem\":["
                        + "{\"Tag\":\"Tag_Profile_IM_Nick\",\"Value\":\"Änn\"},"
                        + "{\"Tag\":\"Tag_Profile_IM_SelfSignature\",\"Value\":\"\"},"
                        + "{\"Tag\":\"Tag_Profile_IM_MsgSettings\",\"Value\":1},"
                        + "{\"Tag\":\"Tag_Profile_IM_Level\",\"Value\":0},"
                        + "{\"Tag\":\"Tag_Profile_Custom_Team\",\"Value\":\"red\"}]}");

        server.rest("im_open_login_svc/account_import", "{\"UserID\":\"" + ann + "\",\"Nick\":\"imported\"}");
        server.rest(
                "profile/portrait_set",
                "{\"From_Account\":\"" + ann
                        + "\",\"ProfileItem\":[{\"Tag\":\"Tag_Profile_IM_BirthDay\",\"Value\":20000101}]}");
        var set = backEnd.next(CallbackCommand.PROFILE_SET);
        assertThat(set.platform()).isEqualTo("RESTAPI");
        assertThat(set.text())
                .isEqualTo("{\"Operator_Account\":\"administrator\",\"From_Account\":\"" + ann
                        + "\",\"ProfileItem\":[{\"Tag\":\"Tag_Profile_IM_BirthDay\",\"Value\":20000101}]}");
    }

    @Test
    void the_back_end_is_asked_before_a_friend_is_added_and_told_afterwards() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_FRIEND_ADD, CallbackCommand.FRIEND_ADD);

        done(anns, "friend.add", addBob());

        var asked = backEnd.next(CallbackCommand.BEFORE_FRIEND_ADD);
        assertThat(asked.platform()).isEqualTo("Android");
        assertThat(asked.text())
                .isEqualTo("{\"Requester_Account\":\"" + ann + "\",\"From_Account\":\"" + ann
                        + "\",\"FriendItem\":[{\"To_Account\":\"" + bob
                        + "\",\"Remark\":\"Bobby\",\"GroupName\":\"Pals\",\"AddSource\":\"AddSource_Type_Test\","
                        + "\"AddWording\":\"hello\"}],\"AddType\":\"Add_Type_Both\",\"ForceAddFlags\":0}");
        assertThat(backEnd.next(CallbackCommand.FRIEND_ADD).text())
                .isEqualTo("{\"PairList\":[" + pair(ann, bob, ann) + "," + pair(bob, ann, ann)
                        + "],\"ClientCmd\":\"friend_add\",\"Admin_Account\":\"\",\"ForceFlag\":0}");
    }

    @Test
    void what_a_back_end_does_itself_is_asked_and_told_with_the_administrator() throws Exception {
        backEnd.wants(
                CallbackCommand.BEFORE_FRIEND_ADD,
                CallbackCommand.FRIEND_ADD,
                CallbackCommand.FRIEND_DELETE,
                CallbackCommand.BLACKLIST_ADD);
        var from = "{\"From_Account\":\"" + ann + "\",";
        var item = "\"AddFriendItem\":[{\"To_Account\":\"" + bob + "\",\"AddSource\":\"AddSource_Type_Test\"}]}";

        backEnd.answers(CallbackCommand.BEFORE_FRIEND_ADD, item(bob, 38005, "no friends of bob"));
        var refused = server.rest("sns/friend_add", from + item);
        assertThat(refused.at("/ResultItem/0/ResultCode").asInt()).isEqualTo(38005);
        backEnd.next(CallbackCommand.BEFORE_FRIEND_ADD);
        backEnd.decides(CallbackCommand.BEFORE_FRIEND_ADD, 0, "");
        server.rest("sns/friend_add", from + "\"ForceAddFlags\":1," + item);

        var asked = backEnd.next(CallbackCommand.BEFORE_FRIEND_ADD);
        assertThat(asked.platform()).isEqualTo("RESTAPI");
        assertThat(asked.text())
                .startsWith("{\"Requester_Account\":\"administrator\",\"From_Account\":\"" + ann + "\"")
                .endsWith("\"ForceAddFlags\":1}");
        assertThat(backEnd.next(CallbackCommand.FRIEND_ADD).text())
                .isEqualTo("{\"PairList\":[" + pair(ann, bob, ann) + "," + pair(bob, ann, ann)
                        + "],\"ClientCmd\":\"friend_add\",\"Admin_Account\":\"administrator\",\"ForceFlag\":1}");

        server.rest("sns/black_list_add", from + "\"To_Account\":[\"" + bob + "\"]}");
        assertThat(backEnd.next(CallbackCommand.FRIEND_DELETE).text())
                .isEqualTo("{\"PairList\":[" + pair(ann, bob) + "," + pair(bob, ann) + "]}");
        assertThat(backEnd.next(CallbackCommand.BLACKLIST_ADD).text())
                .isEqualTo("{\"PairList\":[" + pair(ann, bob) + "]}");
        server.rest("sns/black_list_delete", from + "\"To_Account\":[\"" + bob + "\"]}");
        server.rest("sns/friend_import", from + item); // imports are not told: the test ends with nothing left
    }

    @Test
    void the_back_end_refuses_a_friend_with_a_code_and_text_of_its_own() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_FRIEND_ADD);

        backEnd.answers(CallbackCommand.BEFORE_FRIEND_ADD, item(bob, 38005, "no friends of bob"));
        assertRefused("friend.add", 38005, "no friends of bob");
        backEnd.answers(CallbackCommand.BEFORE_FRIEND_ADD, item(bob, 1, ""));
        assertRefused("friend.add", 38000, "the app's back end does not allow it");
        backEnd.answers(
                CallbackCommand.BEFORE_FRIEND_ADD,
                "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"closed today\",\"ErrorCode\":39000}");
        assertRefused("friend.add", 39000, "closed today");
        backEnd.answers(
                CallbackCommand.BEFORE_FRIEND_ADD,
                "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"broken\",\"ErrorCode\":120001}");
        assertRefused("friend.add", 38000, "broken");

        assertThat(relationToAnn()).isEqualTo("CheckResult_Type_NoRelation");
        backEnd.answers(CallbackCommand.BEFORE_FRIEND_ADD, item("somebody else", 38005, ""));
        done(anns, "friend.add", addBob());
        backEnd.next(CallbackCommand.BEFORE_FRIEND_ADD);
        assertThat(relationToAnn()).isEqualTo("CheckResult_Type_BothWay");
    }

    private static String item(String userID, int code, String info) {
        return "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"ResultItem\":[{\"To_Account\":\"" + userID
                + "\",\"ResultCode\":" + code + ",\"ResultInfo\":\"" + info + "\"}]}";
    }

    private void assertRefused(String op, int code, String message) throws Exception {
        var answer = anns.call(op, addBob());
        assertThat(answer.path("code").asInt()).isEqualTo(code);
        assertThat(answer.path("message").asText()).isEqualTo(message);
        backEnd.next(CallbackCommand.BEFORE_FRIEND_ADD);
    }

    private String relationToAnn() {
        return bobs.call("friend.check", users(ann))
                .at("/body/successUserIDList/0/relation")
                .asText();
    }

    @Test
    void without_an_answer_the_settings_decide() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_FRIEND_ADD);
        backEnd.answers(CallbackCommand.BEFORE_FRIEND_ADD, 500, "");

        backEnd.set("onFailure", "\"refuse\"");
        assertThat(anns.codeOf("friend.add", addBob())).isEqualTo(38000);
        backEnd.next(CallbackCommand.BEFORE_FRIEND_ADD);

        backEnd.set("onFailure", "\"pass\"");
        done(anns, "friend.add", addBob());
        backEnd.next(CallbackCommand.BEFORE_FRIEND_ADD);
    }

    @Test
    void the_back_end_is_asked_before_a_request_is_accepted_and_told_afterwards() throws Exception {
        needsConfirmation(bobs);
        backEnd.wants(CallbackCommand.BEFORE_FRIEND_RESPONSE, CallbackCommand.FRIEND_ADD);
        assertThat(anns.codeOf("friend.add", addBob())).isZero();
        var accept = "{\"userID\":\"" + ann + "\",\"remark\":\"Annie\",\"tag\":\"Pals\"}";

        backEnd.answers(CallbackCommand.BEFORE_FRIEND_RESPONSE, item(ann, 38001, "not yet"));
        assertThat(bobs.codeOf("friend.accept", accept)).isEqualTo(38001);
        backEnd.next(CallbackCommand.BEFORE_FRIEND_RESPONSE);
        backEnd.decides(CallbackCommand.BEFORE_FRIEND_RESPONSE, 0, "");
        done(bobs, "friend.accept", accept);

        var asked = backEnd.next(CallbackCommand.BEFORE_FRIEND_RESPONSE);
        assertThat(asked.platform()).isEqualTo("Web");
        assertThat(asked.text())
                .isEqualTo("{\"Requester_Account\":\"" + bob + "\",\"From_Account\":\"" + bob
                        + "\",\"ResponseFriendItem\":[{\"To_Account\":\"" + ann
                        + "\",\"Remark\":\"Annie\",\"TagName\":\"Pals\","
                        + "\"ResponseAction\":\"Response_Action_AgreeAndAdd\"}]}");
        assertThat(backEnd.next(CallbackCommand.FRIEND_ADD).text())
                .isEqualTo("{\"PairList\":[" + pair(ann, bob, ann) + "," + pair(bob, ann, ann)
                        + "],\"ClientCmd\":\"friend_response\",\"Admin_Account\":\"\",\"ForceFlag\":0}");
    }

    @Test
    void the_back_end_is_asked_before_a_request_is_refused() throws Exception {
        needsConfirmation(bobs);
        backEnd.wants(CallbackCommand.BEFORE_FRIEND_RESPONSE);
        assertThat(anns.codeOf("friend.add", addBob())).isZero();

        backEnd.answers(CallbackCommand.BEFORE_FRIEND_RESPONSE, item(ann, 38002, "be kind"));
        assertThat(bobs.codeOf("friend.refuse", user(ann))).isEqualTo(38002);
        var asked = backEnd.next(CallbackCommand.BEFORE_FRIEND_RESPONSE);
        assertThat(asked.body().at("/ResponseFriendItem/0/ResponseAction").asText())
                .isEqualTo("Response_Action_Reject");
        backEnd.decides(CallbackCommand.BEFORE_FRIEND_RESPONSE, 0, "");
        done(bobs, "friend.refuse", user(ann));
        backEnd.next(CallbackCommand.BEFORE_FRIEND_RESPONSE);
    }

    @Test
    void ended_friendships_are_told() throws Exception {
        backEnd.wants(CallbackCommand.FRIEND_DELETE);
        done(anns, "friend.add", addBob());

        done(anns, "friend.delete", "{\"userIDList\":[\"" + bob + "\",\"nobody\"]}");

        var told = backEnd.next(CallbackCommand.FRIEND_DELETE);
        assertThat(told.text()).isEqualTo("{\"PairList\":[" + pair(ann, bob) + "," + pair(bob, ann) + "]}");
        assertThat(told.platform()).isEqualTo("Android");
    }

    @Test
    void blacklists_are_told_with_the_friendships_that_they_end() throws Exception {
        done(anns, "friend.add", addBob());
        backEnd.wants(CallbackCommand.FRIEND_DELETE, CallbackCommand.BLACKLIST_ADD, CallbackCommand.BLACKLIST_DELETE);

        done(anns, "blacklist.add", users(bob));
        done(anns, "blacklist.add", users(bob)); // changes nothing
        done(anns, "blacklist.remove", users(bob));

        backEnd.next(CallbackCommand.FRIEND_DELETE);
        assertThat(backEnd.next(CallbackCommand.BLACKLIST_ADD).text())
                .isEqualTo("{\"PairList\":[" + pair(ann, bob) + "]}");
        assertThat(backEnd.next(CallbackCommand.BLACKLIST_DELETE).text())
                .isEqualTo("{\"PairList\":[" + pair(ann, bob) + "]}");
    }

    @Test
    void what_is_switched_off_is_neither_asked_nor_told() throws Exception {
        backEnd.wants(CallbackCommand.BLACKLIST_DELETE);
        backEnd.answers(CallbackCommand.BEFORE_FRIEND_ADD, item(bob, 38005, "would be refused"));

        done(anns, "profile.update", "{\"nick\":\"Ann\"}");
        done(anns, "friend.add", addBob());
        done(anns, "friend.delete", users(bob));
        done(anns, "blacklist.add", users(bob));
        done(anns, "blacklist.remove", users(bob));
        server.signIn(ann, "phone", "Android").call("session.logout", "{}");

        backEnd.next(CallbackCommand.BLACKLIST_DELETE);
    }
}
