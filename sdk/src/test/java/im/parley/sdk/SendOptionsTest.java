package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.message.AndroidPushInfo;
import im.parley.protocol.message.ApnsPushInfo;
import im.parley.protocol.message.OfflinePushInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a message is sent.
class SendOptionsTest extends Scenario {
    @Test
    @Rule({"sendMessage#11", "compat#13", "compat#16"})
    void what_is_for_those_online_leaves_no_trace() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        ann.send("before").to(bob);
        assertThat(bob.awaitTexts(1)).containsExactly("before");
        bob.awaitConversations(list -> list.size() == 1);
        bob.forget(Events.CONVERSATION_LIST_UPDATED);
        var typing = ann.chat.createCustomMessage(CreateOptions.toUser(bob.userID, CustomPayload.of("typing")));

        result(ann.chat.sendMessage(typing, SendOptions.onlineOnly()));

        assertThat(typing.status()).isEqualTo(MessageStatus.SUCCESS);
        assertThat(bob.awaitMessage().payload()).isEqualTo(CustomPayload.of("typing"));
        assertThat(text(annToo.awaitMessage())).isEqualTo("before");
        assertThat(annToo.awaitMessage().id()).isEqualTo(typing.id());
        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("before");
        assertThat(bob.historyWith(ann)).containsExactly("before");
        assertThat(bob.pending(Events.CONVERSATION_LIST_UPDATED)).isZero();
        assertThat(ann.send("after").to(bob).sequence()).isEqualTo(2);
    }

    @Test
    @Rule("sendMessage#11")
    void who_is_not_online_does_not_get_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(bob.chat.logout());

        result(ann.chat.sendMessage(ann.messageTo(bob, "psst"), SendOptions.onlineOnly()));

        var back = bob.logIn();
        assertThat(back.historyWith(ann)).isEmpty();
        assertThat(back.conversations()).isEmpty();
        assertThat(ann.conversations()).isEmpty();
    }

    @Test
    @Rule("sendMessage#5")
    void control_is_ignored_beside_online_only() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        result(ann.chat.sendMessage(
                ann.messageTo(bob, "hi"),
                SendOptions.onlineOnly().withoutUnreadCount().withoutLastMessage()));

        var received = bob.awaitMessage();
        assertThat(received.isExcludedFromUnreadCount()).isFalse();
        assertThat(received.isExcludedFromLastMessage()).isFalse();
    }

    @Test
    @Rule({"sendMessage#15", "compat#14"})
    void messages_may_not_count_as_unread() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        result(ann.chat.sendMessage(ann.messageTo(bob, "silent"), SendOptions.DEFAULT.withoutUnreadCount()));

        assertThat(bob.awaitMessage().isExcludedFromUnreadCount()).isTrue();
        bob.awaitConversations(list -> !list.isEmpty()
                && list.getFirst().lastMessage().messageForShow().equals("silent"));
        assertThat(bob.conversationWith(ann).unreadCount()).isZero();
        ann.send("loud").to(bob);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 1);
        assertThat(anotherInstanceOf(bob).conversationWith(ann).unreadCount()).isEqualTo(1);
    }

    @Test
    @Rule({"sendMessage#16", "compat#14"})
    void messages_may_not_be_shown_as_the_last() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("shown").to(bob);

        result(ann.chat.sendMessage(
                ann.messageTo(bob, "aside"),
                SendOptions.DEFAULT.withoutLastMessage().withoutModeration()));

        assertThat(bob.awaitTexts(2)).containsExactly("shown", "aside");
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 2);
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("shown");
        assertThat(ann.conversationWith(bob).lastMessage().messageForShow()).isEqualTo("shown");
        assertThat(anotherInstanceOf(bob).conversationWith(ann).lastMessage().messageForShow())
                .isEqualTo("shown");
        assertThat(bob.historyWith(ann)).containsExactly("shown", "aside");
    }

    @Test
    void pushes_are_described_and_their_limits_kept() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var android = new AndroidPushInfo(
                "ding.mp3", "mi", "oppo", "fcm", 1, "IM", "IM", "IM", "http://a/b.png", null, null, "NORMAL", 0);
        var push = new OfflinePushInfo(
                false, false, "Ann", "hi", "{}", android, new ApnsPushInfo("push.no_sound", true, null, null));

        result(ann.chat.sendMessage(ann.messageTo(bob, "one"), SendOptions.DEFAULT.withPush(push)));
        result(ann.chat.sendMessage(
                ann.messageTo(bob, "two"), SendOptions.DEFAULT.withPush(OfflinePushInfo.disabled())));

        assertThat(bob.awaitTexts(2)).containsExactly("one", "two");
    }

    @Test
    @Rule({"resendMessage#1", "resendMessage#2", "resendMessage#3"})
    void a_failed_message_is_sent_again_with_the_same_options() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.chat.createTextMessage(
                CreateOptions.toUser(bob.userID, new TextPayload("hi")).withExtensions());
        server.set("message.extensions", false);
        try {
            assertThat(errorOf(ann.chat.sendMessage(message, SendOptions.DEFAULT.withoutUnreadCount()))
                            .code())
                    .isEqualTo(3122);
            assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
        } finally {
            server.set("message.extensions", null);
        }
        var id = message.id();

        var allowed = anotherInstanceOf(ann); // tells when the setting is back
        allowed.send("now").to(bob);
        Await.until("the push that the setting is on again", () -> isSentAgain(ann, message));

        assertThat(message.id()).isEqualTo(id);
        assertThat(message.isResend()).isTrue();
        assertThat(bob.awaitTexts(2)).containsExactly("now", "hi");
        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1); // as the first attempt said
        assertThat(anotherInstanceOf(bob).conversationWith(ann).unreadCount()).isEqualTo(1);
    }

    private static boolean isSentAgain(Person sender, Message message) {
        return sender.chat
                .resendMessage(message, SendOptions.DEFAULT.withoutUnreadCount())
                .handle((sent, failure) -> {
                    assertThat(failure == null ? 3122 : Answers.errorOf(failure).code())
                            .isEqualTo(3122);
                    return sent == message;
                })
                .join();
    }

    @Test
    @Rule({"create#4", "create#5", "create#6"})
    void what_a_setting_forbids_is_refused() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var options = CreateOptions.toUser(bob.userID, new TextPayload("hi"));
        var group = result(ann.chat.createGroup(new GroupCreation("Both").members(List.of(bob.userID))))
                .group();
        var directed =
                CreateOptions.toGroup(group.groupID(), new TextPayload("psst")).withReceivers(List.of(bob.userID));
        server.set("message.c2cReadReceipt", false);
        server.set("message.extensions", false);
        server.set("message.directed", false);
        try {
            for (var refused : List.of(options.withReadReceipt(), options.withExtensions(), directed)) {
                assertThat(errorOf(ann.chat.sendMessage(ann.chat.createTextMessage(refused)))
                                .code())
                        .isEqualTo(3122);
            }
            result(ann.chat.sendMessage(ann.chat.createTextMessage(options)));
        } finally {
            server.set("message.c2cReadReceipt", null);
            server.set("message.extensions", null);
            server.set("message.directed", null);
        }
        assertThat(text(bob.awaitMessage())).isEqualTo("hi");
        assertThat(bob.unexpectedMessages()).isEmpty();
        assertThat(bob.conversationWith(ann).conversationID()).isEqualTo(conversationID(ann));
    }

    @Test
    @Rule({"compat#9", "compat#11", "compat#14"})
    void every_message_answers_every_question() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        ann.send("hi").to(bob);

        var received = bob.awaitMessage();
        assertThat(received.readReceiptInfo()).isEqualTo(ReadReceiptInfo.NONE);
        assertThat(received.isExcludedFromUnreadCount()).isFalse();
        assertThat(received.isExcludedFromLastMessage()).isFalse();
        assertThat(received.atUserList()).isEmpty();
        assertThat(received.receiverList()).isEmpty();
        assertThat(received.clientSequence()).isEqualTo(received.random());
        assertThat(received.protocol()).isEqualTo("JSON");
        assertThat(received.isRevoked() || received.isModified() || received.isDeleted() || received.hasRiskContent())
                .isFalse();
        assertThat(received.revokerInfo()).isEqualTo(MessageUser.NOBODY);
    }
}
