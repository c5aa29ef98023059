package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Accounts that a back end deletes.
class BackEndAccountTest extends Scenario {
    private static final String SOURCE = "AddSource_Type_Test";

    private JsonNode delete(String... userIDs) {
        return server.call(
                "im_open_login_svc/account_delete",
                Map.of(
                        "DeleteItem",
                        List.of(userIDs).stream()
                                .map(userID -> Map.of("UserID", userID))
                                .toList()));
    }

    private String status(String userID) {
        return server.call("im_open_login_svc/account_check", Map.of("CheckItem", List.of(Map.of("UserID", userID))))
                .at("/ResultItem/0/AccountStatus")
                .asText();
    }

    private static List<String> friends(Person person) {
        return result(person.chat.getFriendList()).stream().map(Friend::userID).toList();
    }

    @Test
    void who_is_deleted_is_signed_out_and_unknown_and_off_everybodys_lists() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("Ann").gender(Types.GENDER_FEMALE)));
        result(ann.chat.addFriend(new AddFriendOptions(bob.userID, SOURCE)));
        bob.awaitUntil(Events.FRIEND_LIST_UPDATED, list -> list.size() == 1);
        result(cid.chat.addToBlacklist(List.of(ann.userID)));
        cid.await(Events.BLACKLIST_UPDATED);
        result(bob.chat.followUser(List.of(ann.userID)));
        result(ann.chat.followUser(List.of(cid.userID)));
        var left = ann.messageTo(bob, "remember me");
        result(ann.chat.sendMessage(left));
        var old = TestServer.userSig(ann.userID, Instant.now().minusSeconds(10), Duration.ofDays(1));

        var answer = delete(ann.userID, "nobody-here");

        assertThat(answer.get("ResultItem").findValuesAsText("ResultCode")).containsExactly("0", "70107");
        assertThat(answer.at("/ResultItem/0/UserID").asText()).isEqualTo(ann.userID);
        assertThat(ann.await(Events.KICKED_OUT).type()).isEqualTo(Types.KICKED_OUT_REST_API);
        assertThat(status(ann.userID)).isEqualTo("NotImported");
        bob.awaitUntil(Events.FRIEND_LIST_UPDATED, List::isEmpty);
        assertThat(cid.await(Events.BLACKLIST_UPDATED)).isEmpty();
        assertThat(result(bob.chat.getUserFollowInfo()).getFirst().followingCount())
                .isZero();
        assertThat(result(cid.chat.getUserFollowInfo()).getFirst().followersCount())
                .isZero();
        assertThat(result(bob.chat.getUserProfile(List.of(ann.userID)))).isEmpty();
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(ann, "are you there?")))
                        .code())
                .isEqualTo(20003);
        var bobAgain = person(bob.userID).logIn();
        assertThat(bobAgain.historyWith(ann)).containsExactly("remember me");
        assertThat(bobAgain.conversations().getFirst().lastMessage().messageForShow())
                .isEqualTo("remember me");
        result(bobAgain.chat.pinConversation(Person.conversationID(ann), true));
        result(bobAgain.chat.setMessageRead(Person.conversationID(ann)));

        assertThat(errorOf(person(ann.userID).chat.login(ann.userID, old)).code())
                .as("an old UserSig brings nothing back")
                .isEqualTo(70052);
        assertThat(status(ann.userID)).isEqualTo("NotImported");
        assertThat(delete(ann.userID).at("/ResultItem/0/ResultCode").asInt()).isEqualTo(70107);
    }

    @Test
    void the_name_may_be_had_again_by_somebody_who_knows_nothing_of_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("Ann").selfSignature("up the hill")));
        result(ann.chat.addFriend(new AddFriendOptions(bob.userID, SOURCE).groupName("work")));
        ann.send("remember me").to(bob);
        bob.send("I will").to(ann);
        result(ann.chat.pinConversation(Person.conversationID(bob), true));
        result(ann.chat.createConversationGroup(List.of(Person.conversationID(bob)), "best"));
        server.call("openconfigsvr/setnospeaking", Map.of("Set_Account", ann.userID, "C2CmsgNospeakingTime", 600));
        delete(ann.userID);

        server.call("im_open_login_svc/account_import", Map.of("UserID", ann.userID, "Nick", "Another Ann"));

        assertThat(status(ann.userID)).isEqualTo("Imported");
        var again = person(ann.userID).logIn();
        var profile = result(again.chat.getMyProfile());
        assertThat(profile.nick()).isEqualTo("Another Ann");
        assertThat(profile.selfSignature()).isEmpty();
        assertThat(again.conversations()).isEmpty();
        assertThat(again.historyWith(bob)).isEmpty();
        assertThat(friends(again)).isEmpty();
        assertThat(result(again.chat.getFriendGroupList())).isEmpty();
        assertThat(result(again.chat.getConversationGroupList())).isEmpty();
        again.send("hello").to(bob);
        assertThat(bob.awaitTexts(2)).containsExactly("remember me", "hello");
        assertThat(bob.historyWith(again)).containsExactly("remember me", "I will", "hello");
        assertThat(again.historyWith(bob)).containsExactly("hello");
    }

    @Test
    void who_signs_in_with_a_new_signature_is_new() {
        var ann = signIn("ann");
        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("Ann")));
        delete(ann.userID);
        ann.await(Events.KICKED_OUT);

        var again = person(ann.userID).logIn();

        assertThat(result(again.chat.getMyProfile()).nick()).isEmpty();
        assertThat(status(ann.userID)).isEqualTo("Imported");
    }

    @Test
    void groups_are_left_and_those_that_were_owned_stay_without_an_owner() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var own = result(ann.chat.createGroup(
                        new GroupCreation("Own").type(Types.GRP_PUBLIC).members(List.of(bob.userID))))
                .group();
        var room = result(ann.chat.createGroup(new GroupCreation("Live").type(Types.GRP_AVCHATROOM)))
                .group();
        var other = result(bob.chat.createGroup(
                        new GroupCreation("Other").type(Types.GRP_MEETING).members(List.of(ann.userID))))
                .group();
        var asked = result(bob.chat.createGroup(new GroupCreation("Asked").type(Types.GRP_PUBLIC)))
                .group();
        ann.awaitGroups(list -> list.size() >= 2);
        ann.send("remember me").to(own);
        assertThat(bob.awaitTexts(1)).containsExactly("remember me");
        result(ann.chat.joinGroup(asked.groupID()));

        delete(ann.userID);

        for (var group : List.of(own, other)) {
            var profile = result(bob.chat.getGroupProfile(group.groupID()));
            assertThat(profile.memberCount()).isEqualTo(1);
        }
        assertThat(result(bob.chat.getGroupProfile(own.groupID())).ownerID()).isEmpty();
        assertThat(result(bob.chat.getGroupProfile(room.groupID())).ownerID()).isEmpty();
        assertThat(result(bob.chat.getGroupApplicationList())).isEmpty();
        var history = result(bob.chat.getMessageList(MessageListQuery.newest(Person.conversationID(own))));
        assertThat(texts(history.messageList())).containsExactly("remember me");
        assertThat(history.messageList().stream()
                        .filter(message -> message.type().equals(Types.MSG_TEXT))
                        .map(Message::from))
                .containsExactly(ann.userID);
        bob.send("we go on").to(own);
    }

    @Test
    void administrators_and_the_system_stay() {
        var answer = delete("administrator", "@TIM#SYSTEM");
        assertThat(answer.get("ResultItem").findValuesAsText("ResultCode")).containsExactly("70402", "70402");
        assertThat(server.answer("im_open_login_svc/account_import", Map.of("UserID", "@TIM#SYSTEM", "Nick", "x"))
                        .get("ErrorCode")
                        .asInt())
                .isEqualTo(70402);
    }

    @Test
    void at_most_100_are_deleted_with_one_call() {
        for (var items : List.of(List.of(), Collections.nCopies(101, Map.of("UserID", "ann")))) {
            assertThat(server.answer("im_open_login_svc/account_delete", Map.of("DeleteItem", items))
                            .get("ErrorCode")
                            .asInt())
                    .isEqualTo(70402);
        }
    }
}
