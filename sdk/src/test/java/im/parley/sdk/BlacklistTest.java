package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Section E: the blacklist, and who may write to whom.
class BlacklistTest extends Scenario {
    private static final String SOURCE = "AddSource_Type_Test";

    private static void become(Person one, Person other) {
        result(one.chat.addFriend(new AddFriendOptions(other.userID, SOURCE)));
    }

    private static int codeOfSend(Person from, Person to) {
        return errorOf(from.chat.sendMessage(from.messageTo(to, "?"))).code();
    }

    @Test
    @Rule({
        "sendMessage#25",
        "getBlacklist#1",
        "addToBlacklist#3",
        "addToBlacklist#4",
        "addToBlacklist#5",
        "addToBlacklist#6",
        "removeFromBlacklist#1",
        "removeFromBlacklist#2"
    })
    void who_is_blocked_can_neither_write_nor_be_written_to_nor_be_a_friend() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        bob.send("before").to(ann);
        become(ann, bob);

        assertThat(result(ann.chat.addToBlacklist(List.of(bob.userID)))).containsExactly(bob.userID);

        assertThat(ann.await(Events.BLACKLIST_UPDATED)).containsExactly(bob.userID);
        assertThat(annToo.await(Events.BLACKLIST_UPDATED)).containsExactly(bob.userID);
        assertThat(result(annToo.chat.getBlacklist())).containsExactly(bob.userID);
        bob.awaitUntil(Events.FRIEND_LIST_UPDATED, List::isEmpty);
        assertThat(result(ann.chat.getFriendList())).isEmpty();
        assertThat(codeOfSend(bob, ann)).isEqualTo(20007);
        assertThat(codeOfSend(ann, bob)).isEqualTo(20007);
        assertThat(errorOf(ann.chat.addFriend(new AddFriendOptions(bob.userID, SOURCE)))
                        .code())
                .isEqualTo(30515);
        assertThat(errorOf(bob.chat.addFriend(new AddFriendOptions(ann.userID, SOURCE)))
                        .code())
                .isEqualTo(30525);
        assertThat(ann.historyWith(bob)).containsExactly("before");
        var carol = signIn("carol");
        result(carol.chat.addToBlacklist(List.of(ann.userID)));
        assertThat(codeOfSend(ann, carol)).isEqualTo(20007);
        assertThat(carol.conversations()).isEmpty();

        assertThat(result(ann.chat.removeFromBlacklist(List.of(bob.userID)))).isEmpty();
        annToo.awaitUntil(Events.BLACKLIST_UPDATED, List::isEmpty);
        assertThat(result(ann.chat.getFriendList())).isEmpty();
        bob.send("after").to(ann);
        assertThat(ann.historyWith(bob)).containsExactly("before", "after");
    }

    @Test
    @Rule("addToBlacklist#1")
    void a_list_that_cannot_be_blocked_is_refused_as_a_whole() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        assertThat(errorOf(ann.chat.addToBlacklist(List.of(bob.userID, ann.userID)))
                        .code())
                .isEqualTo(2742);
        assertThat(errorOf(ann.chat.addToBlacklist(List.of(bob.userID, "nobody-at-all")))
                        .code())
                .isEqualTo(30003);
        assertThatThrownBy(() -> ann.chat.addToBlacklist(List.of())).hasMessageStartingWith("Params validate failed.");
        assertThat(result(ann.chat.getBlacklist())).isEmpty();
        var many = IntStream.range(0, 1_001).mapToObj(i -> "nobody-" + i).toList();
        assertThat(result(ann.chat.removeFromBlacklist(many))).isEmpty(); // the first thousand, which are not on it
    }

    @Test
    @Rule("addToBlacklist#2")
    void an_operator_may_keep_friends() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        become(ann, bob);
        server.set("friend.blacklistKeepsFriend", true);
        try {
            result(ann.chat.addToBlacklist(List.of(bob.userID)));
        } finally {
            server.set("friend.blacklistKeepsFriend", null);
        }
        assertThat(result(ann.chat.getFriendList())).hasSize(1);
        assertThat(codeOfSend(bob, ann)).isEqualTo(20007);
    }

    @Test
    void an_operator_may_have_blocked_senders_believe_that_all_is_well() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        bob.send("before").to(ann);
        ann.awaitMessage();
        result(ann.chat.addToBlacklist(List.of(bob.userID)));
        server.set("message.blacklistCheckShowsSuccess", true);
        try {
            assertThat(bob.send("unheard").to(ann).status()).isEqualTo(MessageStatus.SUCCESS);
            assertThat(codeOfSend(ann, bob)).isEqualTo(20007);
        } finally {
            server.set("message.blacklistCheckShowsSuccess", null);
        }
        result(ann.chat.removeFromBlacklist(List.of(bob.userID)));
        bob.send("heard").to(ann);
        assertThat(Person.text(ann.awaitMessage())).isEqualTo("heard");
        assertThat(ann.historyWith(bob)).containsExactly("before", "heard");
    }

    @Test
    @Rule("sendMessage#9")
    void an_operator_may_let_friends_only_write_to_each_other() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        server.set("message.friendCheck", true);
        try {
            assertThat(codeOfSend(ann, bob)).isEqualTo(20009);
            result(ann.chat.addFriend(new AddFriendOptions(bob.userID, SOURCE).type(Types.SNS_ADD_TYPE_SINGLE)));
            assertThat(codeOfSend(ann, bob)).isEqualTo(20010);
            assertThat(codeOfSend(bob, ann)).isEqualTo(20011);
            become(bob, ann);
            ann.send("hi").to(bob);
        } finally {
            server.set("message.friendCheck", null);
        }
        assertThat(Person.text(bob.awaitMessage())).isEqualTo("hi");
    }
}
