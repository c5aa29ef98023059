package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a message can be.
class KindsTest extends Scenario {
    @Test
    @Rule({"createFaceMessage#1", "createLocationMessage#1", "compat#19"})
    void every_kind_arrives_as_it_was_made() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var custom = new CustomPayload("{\"answer\":42}", "", "");
        var face = new FacePayload(7, "smile");
        var place = new LocationPayload("天安门", 116.3975, 39.9087);

        var sent = Stream.of(
                        ann.chat.createCustomMessage(
                                CreateOptions.toUser(bob.userID, custom).withModeration("strict")),
                        ann.chat.createFaceMessage(CreateOptions.toUser(bob.userID, face)),
                        ann.chat.createLocationMessage(CreateOptions.toUser(bob.userID, place)))
                .map(message -> result(ann.chat.sendMessage(message)))
                .toList();

        for (Message message : sent) {
            var received = bob.awaitMessage();
            assertThat(received.id()).isEqualTo(message.id());
            assertThat(received.type()).isEqualTo(message.type());
            assertThat(received.payload()).isEqualTo(message.payload());
        }
        assertThat(sent.stream().map(Message::type))
                .containsExactly(Types.MSG_CUSTOM, Types.MSG_FACE, Types.MSG_LOCATION);
        assertThat(sent.stream().map(message -> message.payload().messageForShow()))
                .containsExactly("[自定义消息]", "[动画表情]", "[位置]");
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("[位置]");
    }

    @Test
    void a_custom_message_that_says_nothing_is_not_sent() {
        var ann = signIn("ann");
        var message = ann.chat.createCustomMessage(CreateOptions.toUser(ann.userID, CustomPayload.of("")));

        assertThat(errorOf(ann.chat.sendMessage(message)).code()).isEqualTo(2403);
    }

    @Test
    @Rule({"createLocationMessage#1", "createFaceMessage#1"})
    void what_is_required_throws_where_it_is_missing() {
        assertThatThrownBy(() -> new LocationPayload(null, 1, 1)).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> new LocationPayload("x", 181, 1)).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> new FacePayload(1, null)).hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"createTextAtMessage#1", "createTextAtMessage#2", "createTextAtMessage#3"})
    void names_are_called_in_groups_only_and_to_all_of_them() {
        var ann = signIn("ann");
        var content = new TextAtContent("hi @bob", List.of("bob", Types.MSG_AT_ALL));

        var message = ann.chat.createTextAtMessage(CreateOptions.toGroup("@TGS#1", content));

        assertThat(message.type()).isEqualTo(Types.MSG_TEXT);
        assertThat(text(message)).isEqualTo("hi @bob");
        assertThat(message.atUserList()).containsExactly("bob", Types.MSG_AT_ALL);
        assertThatThrownBy(() -> ann.chat.createTextAtMessage(CreateOptions.toUser("bob", content)))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.createTextAtMessage(
                        CreateOptions.toGroup("@TGS#1", content).withReceivers(List.of("bob"))))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> new TextAtContent("hi", List.of())).hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule("createMergerMessage#3")
    void messages_of_groups_are_merged_for_a_user() {
        var ann = signIn("ann");
        var inGroup = ann.chat.createTextMessage(CreateOptions.toGroup("@TGS#1", new TextPayload("hi all")));

        result(ann.chat.sendMessage(merger(ann, ann, List.of(inGroup))));

        var message = ((MergerPayload) result(ann.chat.getMessageList(MessageListQuery.newest(conversationID(ann))))
                        .messageList()
                        .getFirst()
                        .payload())
                .messageList()
                .getFirst();
        assertThat(message.receiverGroupID()).isEqualTo("@TGS#1");
        assertThat(message.receiverUserID()).isNull();
    }

    @Test
    @Rule({"create#5", "createTextMessage#2"})
    void a_directed_message_has_at_most_50_receivers() {
        var options = CreateOptions.toGroup("@TGS#1", new TextPayload("hi"));

        assertThat(options.withReceivers(Collections.nCopies(50, "bob")).receiverList())
                .hasSize(50);
        assertThatThrownBy(() -> options.withReceivers(Collections.nCopies(51, "bob")))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"createMergerMessage#4", "createMergerMessage#2"})
    void a_small_merged_message_holds_its_messages() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var one = ann.send("one").to(bob);
        var two = ann.send("two").to(bob);
        bob.awaitTexts(2);

        result(ann.chat.sendMessage(merger(ann, bob, List.of(one, two))));

        var received = (MergerPayload) bob.awaitMessage().payload();
        assertThat(received.title()).isEqualTo("records");
        assertThat(received.abstractList()).containsExactly("ann: one");
        assertThat(received.downloadKey()).isEmpty();
        assertThat(received.messageList()).hasSize(2);
        var first = received.messageList().getFirst();
        assertThat(first.id()).isEqualTo(one.id());
        assertThat(first.from()).isEqualTo(ann.userID).isEqualTo(first.messageSender());
        assertThat(first.receiverUserID()).isEqualTo(bob.userID);
        assertThat(first.messageSequence()).isEqualTo(1);
        assertThat(first.messageBody()).containsExactly(new MessageElement(Types.MSG_TEXT, new TextPayload("one")));
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("[聊天记录]");
        assertThatThrownBy(() -> new MergerContent(List.of(), "", List.of(), "x"))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> new MergerContent(List.of(one), "", List.of(), ""))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule("createMergerMessage#3")
    void a_group_gets_merged_messages_too() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = result(ann.chat.createGroup(new GroupCreation("Both").members(List.of(bob.userID))))
                .group();
        var said = ann.send("hi").to(bob);
        bob.awaitMessage();

        var content = new MergerContent(List.of(said), "records", List.of("ann: hi"), "Please update");
        result(ann.chat.sendMessage(ann.chat.createMergerMessage(CreateOptions.toGroup(group.groupID(), content))));

        var received = bob.awaitMessage();
        assertThat(received.conversationID()).isEqualTo(conversationID(group));
        assertThat(((MergerPayload) received.payload()).messageList())
                .extracting(SimplifiedMessage::id)
                .containsExactly(said.id());
    }

    @Test
    @Rule("createMergerMessage#5")
    void up_to_eleven_kilobytes_a_merged_message_is_sent_whole() {
        var ann = signIn("ann");
        var said = ann.messageTo(ann, "hi");
        var rest = 11_264 - Payloads.write(titled(ann, said, "").payload()).utf8().length;

        assertThat(sentKey(ann, titled(ann, said, "t".repeat(rest)))).isEmpty();
        assertThat(sentKey(ann, titled(ann, said, "t".repeat(rest + 1)))).isNotEmpty();

        assertThat(new MergerContent(Collections.nCopies(300, said), "", List.of(), "x").messageList())
                .hasSize(300);
        assertThatThrownBy(() -> new MergerContent(Collections.nCopies(301, said), "", List.of(), "x"))
                .hasMessageStartingWith("Params validate failed.");
    }

    private static Message titled(Person person, Message said, String title) {
        return person.chat.createMergerMessage(CreateOptions.toUser(
                person.userID, new MergerContent(List.of(said), title, List.of(), "Please update")));
    }

    private static String sentKey(Person person, Message message) {
        return ((MergerPayload) result(person.chat.sendMessage(message)).payload()).downloadKey();
    }

    @Test
    @Rule({"createMergerMessage#5", "downloadMergerMessage#1", "downloadMergerMessage#2"})
    void a_large_merged_message_is_stored_and_fetched_by_its_key() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var many = IntStream.range(0, 300)
                .mapToObj(i -> ann.messageTo(bob, i + " " + "长".repeat(300)))
                .toList();

        var sent = result(ann.chat.sendMessage(merger(ann, bob, many)));

        var received = bob.awaitMessage();
        var payload = (MergerPayload) received.payload();
        assertThat(payload.messageList()).isEmpty();
        assertThat(payload.downloadKey()).isNotEmpty();
        assertThat(result(bob.chat.downloadMergerMessage(received))).isSameAs(received);
        var whole = (MergerPayload) received.payload();
        assertThat(whole.downloadKey()).isEmpty();
        assertThat(whole.messageList().stream().map(SimplifiedMessage::id))
                .isEqualTo(many.stream().map(Message::id).toList());
        assertThat(errorOf(bob.chat.downloadMergerMessage(received)).code()).isEqualTo(2451);
        assertThat(errorOf(bob.chat.downloadMergerMessage(many.getFirst())).code())
                .isEqualTo(2450);
        assertThat(sent.status()).isEqualTo(MessageStatus.SUCCESS);
    }

    @Test
    @Rule("createMergerMessage#6")
    void records_within_records_open_down_to_100_layers() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.messageTo(bob, "innermost");
        for (int layer = 1; layer <= 100; layer++) {
            message = merger(ann, bob, List.of(message));
            if (layer % 8 == 0) {
                message = result(ann.chat.sendMessage(message));
            }
        }
        assertThat(layersOver(result(ann.chat.sendMessage(message)))).isFalse();

        var tooDeep = merger(ann, bob, List.of(merger(ann, bob, List.of(message))));
        for (int layer = 0; layer < 8; layer++) {
            tooDeep = merger(ann, bob, List.of(tooDeep));
        }

        assertThat(layersOver(result(ann.chat.sendMessage(tooDeep)))).isTrue();
        var received = result(bob.chat.getMessageList(MessageListQuery.newest(conversationID(ann))))
                .messageList();
        assertThat(layersOver(received.getLast())).isTrue();
        assertThat(layersOver(received.get(received.size() - 2))).isFalse();
    }

    private static boolean layersOver(Message message) {
        return ((MergerPayload) message.payload()).layersOverLimit();
    }

    @Test
    @Rule({"createMergerMessage#1", "downloadMergerMessage#1"})
    void what_failed_cannot_be_merged_and_what_is_not_stored_not_be_fetched() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var failed = ann.messageTo(bob, "x".repeat(20_000));
        errorOf(ann.chat.sendMessage(failed));

        assertThatThrownBy(() -> new MergerContent(List.of(failed), "", List.of(), "x"))
                .hasMessageStartingWith("Params validate failed.");
        var lost = ann.chat.createForwardMessage(
                CreateOptions.toUser(bob.userID, merger(ann, bob, List.of(ann.messageTo(bob, "x")))));
        lost.change(
                content -> content.with(((MergerPayload) content.payload()).without("no-such-key-of-anybody", false)));
        assertThat(errorOf(ann.chat.sendMessage(lost)).code()).isEqualTo(20001);
        assertThat(errorOf(ann.chat.downloadMergerMessage(lost)).code()).isEqualTo(2452);
    }

    @Test
    @Rule({"createForwardMessage#1", "createForwardMessage#2", "createForwardMessage#3"})
    void messages_are_forwarded_one_by_one() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        var original = ann.chat.createTextMessage(
                CreateOptions.toUser(bob.userID, new TextPayload("news")).withCloudCustomData("red"));
        result(ann.chat.sendMessage(original));
        var received = bob.awaitMessage();
        var forwards = new ArrayList<Message>();

        forwards.add(bob.chat.createForwardMessage(CreateOptions.toUser(eve.userID, received)));
        forwards.add(bob.chat.createForwardMessage(
                CreateOptions.toUser(eve.userID, received).withCloudCustomData("blue")));
        forwards.forEach(message -> result(bob.chat.sendMessage(message)));

        var first = eve.awaitMessage();
        assertThat(text(first)).isEqualTo("news");
        assertThat(first.from()).isEqualTo(bob.userID);
        assertThat(first.id()).isNotEqualTo(original.id());
        assertThat(first.cloudCustomData()).isEqualTo("red");
        assertThat(eve.awaitMessage().cloudCustomData()).isEqualTo("blue");
        assertThat(eve.conversationWith(bob).conversationID()).isEqualTo(conversationID(bob));
    }

    @Test
    void tips_and_notices_are_not_forwarded() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(ann.chat.createGroup(new GroupCreation("Both").members(List.of(bob.userID))));
        var heard = new ArrayList<Message>();
        while (heard.size() < 2) {
            heard.addAll(bob.await(Events.MESSAGE_RECEIVED));
        }

        assertThat(heard)
                .extracting(Message::type)
                .containsExactlyInAnyOrder(Types.MSG_GRP_TIP, Types.MSG_GRP_SYS_NOTICE);
        for (var message : heard) {
            assertThatThrownBy(() -> bob.chat.createForwardMessage(CreateOptions.toUser(ann.userID, message)))
                    .isInstanceOfSatisfying(
                            ChatError.class, error -> assertThat(error.code()).isEqualTo(2453));
        }
    }

    private static Message merger(Person from, Person to, List<Message> messages) {
        return from.chat.createMergerMessage(CreateOptions.toUser(
                to.userID, new MergerContent(messages, "records", List.of("ann: one"), "Please update")));
    }
}
