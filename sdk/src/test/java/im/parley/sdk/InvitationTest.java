package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Signaling;
import im.parley.protocol.Types;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.session.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Invitations between real clients on the real server.
class InvitationTest extends Scenario {
    private static final String HIDING = "{\"excludeFromHistoryMessage\":true}";

    /// Another device of theirs, beside the first.
    private Person another(Person person) {
        return person(person.userID, options().withPlatform(Platform.WEB)).logIn();
    }

    private static String inviteID(CompletableFuture<SignalResult> sent) {
        return Person.result(sent).inviteID();
    }

    @Test
    @Rule({
        "signaling#1",
        "addSignalingListener#1",
        "addSignalingListener#2",
        "removeSignalingListener#1",
        "invite#1",
        "invite#5",
        "accept#1",
        "getSignalingInfo#1",
        "getSignalingInfo#2"
    })
    void an_invitation_is_accepted() {
        var ann = person(server.freshUserID("ann"));
        var calls = new AtomicInteger();
        EventHandler<Object> never = event -> calls.incrementAndGet();
        var heardLast = new CompletableFuture<SignalingEvents.Answer>();
        ann.chat.addSignalingListener(SignalingEvents.INVITEE_ACCEPTED, never);
        ann.chat.addSignalingListener(SignalingEvents.INVITEE_ACCEPTED, event -> heardLast.complete(event.data()));
        ann.chat.removeSignalingListener(SignalingEvents.INVITEE_ACCEPTED, never);
        ann.logIn();
        var bob = signIn("bob");

        var sent = Person.result(ann.chat.invite(InviteOptions.toUser(bob.userID)
                .data("a call")
                .timeout(30)
                .offlinePushInfo(OfflinePushInfo.of("ann", "calls"))));

        assertThat(sent.message().status()).isEqualTo(MessageStatus.SUCCESS);
        assertThat(sent.message().priority()).isEqualTo(Types.MSG_PRIORITY_HIGH);
        assertThat(sent.message().conversationID()).isEqualTo(Person.conversationID(bob));
        assertThat(bob.await(SignalingEvents.NEW_INVITATION_RECEIVED))
                .isEqualTo(new SignalingEvents.NewInvitation(
                        sent.inviteID(), ann.userID, "", "a call", List.of(bob.userID)));
        var carrier = bob.awaitMessage();
        assertThat(carrier.id()).isEqualTo(sent.message().id());
        assertThat(bob.chat.getSignalingInfo(carrier).orElseThrow().actionType())
                .isEqualTo(Signaling.ACTION_TYPE_INVITE);
        ann.send("hi").to(bob);
        assertThat(bob.chat.getSignalingInfo(bob.awaitMessage())).isEmpty();

        Person.result(bob.chat.accept(sent.inviteID(), "hello"));
        assertThat(ann.await(SignalingEvents.INVITEE_ACCEPTED))
                .isEqualTo(new SignalingEvents.Answer(sent.inviteID(), ann.userID, "", "hello", bob.userID));
        assertThat(Person.result(heardLast).inviteID()).isEqualTo(sent.inviteID());
        assertThat(calls).as("of the listener that was taken off").hasValue(0);
        assertThat(Person.errorOf(bob.chat.reject(sent.inviteID(), "")).code()).isEqualTo(8010);
        assertThat(Person.errorOf(ann.chat.cancel(sent.inviteID(), "")).code()).isEqualTo(8020);
        assertThat(bob.pending(SignalingEvents.INVITEE_ACCEPTED)).isZero(); // it was theirs
    }

    @Test
    @Rule({"cancel#1", "cancel#2", "reject#1", "reject#2", "accept#2", "signaling#7"})
    void only_those_concerned_answer_and_one_answer_at_a_time() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var first = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID)));
        assertThat(Person.errorOf(cid.chat.accept(first, "")).code()).isEqualTo(8011);
        assertThat(Person.errorOf(cid.chat.reject(first, "")).code()).isEqualTo(8011);
        assertThat(Person.errorOf(bob.chat.cancel(first, "")).code()).isEqualTo(8011);

        var rejecting = bob.chat.reject(first, "busy");
        var accepting = bob.chat.accept(first, "");
        Person.result(rejecting);
        assertThat(Person.errorOf(accepting).code()).isEqualTo(8010);
        assertThat(ann.await(SignalingEvents.INVITEE_REJECTED).data()).isEqualTo("busy");

        var second = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID)));
        Person.result(ann.chat.cancel(second, "never mind"));
        assertThat(bob.await(SignalingEvents.INVITATION_CANCELLED))
                .isEqualTo(new SignalingEvents.Cancellation(second, ann.userID, "", "never mind"));
        assertThatThrownBy(() -> ann.chat.invite(InviteOptions.inGroup("group", List.of(bob.userID))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rule({"inviteInGroup#1", "inviteInGroup#2", "inviteInGroup#5", "inviteInGroup#6"})
    void members_of_a_group_answer_one_by_one_and_all_who_take_part_hear_of_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        var dan = signIn("dan");
        var group = Person.result(ann.chat.createGroup(new GroupCreation("Friends")
                        .type(Types.GRP_WORK)
                        .members(List.of(bob.userID, cid.userID, dan.userID))))
                .group();
        List.of(bob, cid, dan).forEach(person -> person.awaitGroups(list -> !list.isEmpty()));
        var stranger = InviteOptions.inGroup(group.groupID(), List.of(bob.userID, "nobody"));
        assertThat(Person.errorOf(ann.chat.inviteInGroup(stranger)).code()).isEqualTo(10004);

        var invitees = List.of(bob.userID, cid.userID);
        var id = inviteID(ann.chat.inviteInGroup(
                InviteOptions.inGroup(group.groupID(), invitees).offlinePushInfo(OfflinePushInfo.of("ann", "calls"))));
        assertThat(bob.await(SignalingEvents.NEW_INVITATION_RECEIVED).inviteeList())
                .isEqualTo(invitees);
        cid.await(SignalingEvents.NEW_INVITATION_RECEIVED);
        Person.result(bob.chat.accept(id, ""));
        assertThat(ann.await(SignalingEvents.INVITEE_ACCEPTED).invitee()).isEqualTo(bob.userID);
        assertThat(cid.await(SignalingEvents.INVITEE_ACCEPTED).groupID()).isEqualTo(group.groupID());
        Person.result(cid.chat.reject(id, ""));
        assertThat(bob.await(SignalingEvents.INVITEE_REJECTED).invitee()).isEqualTo(cid.userID); // also after answering
        assertThat(Person.errorOf(ann.chat.cancel(id, "")).code()).isEqualTo(8020);
        dan.awaitMessage(); // a custom message to them, and nothing else
        assertThat(dan.pending(SignalingEvents.NEW_INVITATION_RECEIVED)).isZero();
        assertThat(dan.pending(SignalingEvents.INVITEE_ACCEPTED)).isZero();
    }

    @Test
    void an_answer_that_is_faster_than_the_servers_word_on_the_invitation_is_heard_of_after_it()
            throws InterruptedException {
        var valve = new Valve(frame -> frame.startsWith("{\"id\"") && frame.contains("a call"));
        try (var cable = new Cable(server.port()).through(valve)) {
            var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            var bob = signIn("bob");
            var sent = ann.chat.invite(InviteOptions.toUser(bob.userID).data("a call"));
            valve.awaitHeld();
            var id = bob.await(SignalingEvents.NEW_INVITATION_RECEIVED).inviteID();
            Person.result(bob.chat.reject(id, "busy"));
            valve.awaitPassed("busy");
            assertThat(sent).isNotDone();
            assertThat(ann.pending(SignalingEvents.INVITEE_REJECTED)).isZero();

            valve.release();
            assertThat(inviteID(sent)).isEqualTo(id);
            assertThat(ann.await(SignalingEvents.INVITEE_REJECTED).data()).isEqualTo("busy");
        }
    }

    @Test
    void who_answers_over_a_connection_that_breaks_does_not_hear_of_the_answer() throws InterruptedException {
        var valve = new Valve(frame -> frame.startsWith("{\"id\"") && frame.contains("no, thanks"));
        try (var cable = new Cable(server.port()).through(valve)) {
            var bob = person(server.freshUserID("bob"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            var ann = signIn("ann");
            var id = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID)));
            bob.await(SignalingEvents.NEW_INVITATION_RECEIVED);
            var answered = bob.chat.reject(id, "no, thanks");
            valve.awaitHeld();
            ann.await(SignalingEvents.INVITEE_REJECTED);

            cable.through(new Valve(frame -> false)).cut();
            Person.result(answered);
            Person.result(ann.chat.sendMessage(ann.messageTo(bob, "pity")));
            bob.awaitMessage();
            assertThat(bob.pending(SignalingEvents.INVITEE_REJECTED)).isZero();
        }
    }

    @Test
    void an_invitation_that_is_written_down_and_not_yet_on_its_way_rings_once_it_is() throws Exception {
        var ann = signIn("ann");
        var bob = person(server.freshUserID("bob"), options());
        var id = UUID.randomUUID();
        try (var database = server.database();
                var insert = database.prepareStatement("""
                        INSERT INTO invitation (id, inviter, group_id, invitees, pending, data, timeout, online_only,
                            message_id, created_at)
                        VALUES (?, ?, '', ARRAY[?], ARRAY[?], 'a call', 0, false, '1-1767225600-1', ?)
                        """);
                var place = database.prepareStatement("UPDATE invitation SET sequence = 1 WHERE id = ?")) {
            insert.setObject(1, id);
            insert.setString(2, ann.userID);
            insert.setString(3, bob.userID);
            insert.setString(4, bob.userID);
            insert.setLong(5, System.currentTimeMillis());
            insert.execute();
            bob.logIn();
            assertThat(bob.pending(SignalingEvents.NEW_INVITATION_RECEIVED)).isZero();

            place.setObject(1, id);
            place.execute();

            assertThat(bob.await(SignalingEvents.NEW_INVITATION_RECEIVED).inviteID())
                    .isEqualTo(id.toString());
        }
    }

    @Test
    void all_devices_of_an_invitee_hear_which_of_them_has_answered() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var tablet = another(bob);
        var id = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID)));
        bob.await(SignalingEvents.NEW_INVITATION_RECEIVED);
        tablet.await(SignalingEvents.NEW_INVITATION_RECEIVED);

        Person.result(bob.chat.accept(id, ""));
        assertThat(tablet.await(SignalingEvents.INVITEE_ACCEPTED).invitee()).isEqualTo(bob.userID);
        assertThat(Person.errorOf(tablet.chat.reject(id, "")).code()).isEqualTo(8010);
    }

    @Test
    @Rule({"invite#2", "inviteInGroup#3", "signaling#4"})
    void the_time_is_up_for_both_sides_at_once() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = group(ann, bob);
        var ids = Stream.of(
                        ann.chat.invite(
                                InviteOptions.toUser(bob.userID).data("a call").timeout(1)),
                        ann.chat.inviteInGroup(InviteOptions.inGroup(group, List.of(bob.userID))
                                .data("a call")
                                .timeout(1)))
                .map(InvitationTest::inviteID)
                .toList();

        var own = timeouts(bob);
        assertThat(own).containsOnlyKeys(ids);
        assertThat(own.values()).allSatisfy(timeout -> {
            assertThat(timeout.isSelfTimeout()).isTrue();
            assertThat(timeout.message()).isNotNull().extracting(Message::flow).isEqualTo(Flow.OUT);
        });
        assertThat(timeouts(ann))
                .isEqualTo(Map.of(
                        ids.getFirst(),
                        new SignalingEvents.Timeout(
                                ids.getFirst(), ann.userID, "", "a call", List.of(bob.userID), false, null),
                        ids.getLast(),
                        new SignalingEvents.Timeout(
                                ids.getLast(), ann.userID, group, "a call", List.of(bob.userID), false, null)));
        for (var id : ids) {
            assertThat(Person.errorOf(bob.chat.accept(id, "")).code()).isEqualTo(8010);
        }
    }

    /// The next two of somebody's, by invitation.
    private static Map<String, SignalingEvents.Timeout> timeouts(Person person) {
        return Stream.generate(() -> person.await(SignalingEvents.INVITATION_TIMEOUT))
                .limit(2)
                .collect(Collectors.toMap(SignalingEvents.Timeout::inviteID, Function.identity()));
    }

    private static String group(Person owner, Person member) {
        var group = Person.result(owner.chat.createGroup(new GroupCreation("Friends").members(List.of(member.userID))))
                .group();
        member.awaitGroups(list -> !list.isEmpty());
        return group.groupID();
    }

    @Test
    @Rule({"invite#3", "invite#4", "inviteInGroup#4", "signaling#2", "signaling#5"})
    void signals_are_not_stored_or_not_shown_where_the_app_says_so() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);
        bob.awaitConversations(list -> !list.isEmpty());

        var online = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID).onlineUserOnly(true)));
        bob.await(SignalingEvents.NEW_INVITATION_RECEIVED);
        Person.result(bob.chat.accept(online, ""));
        ann.await(SignalingEvents.INVITEE_ACCEPTED);
        assertThat(Person.result(ann.chat.getMessageList(MessageListQuery.newest(Person.conversationID(bob))))
                        .messageList())
                .hasSize(1);

        var hidden = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID).data(HIDING)));
        bob.await(SignalingEvents.NEW_INVITATION_RECEIVED);
        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("hi");
        Person.result(ann.chat.cancel(hidden, ""));
        bob.await(SignalingEvents.INVITATION_CANCELLED);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 2); // the cancellation does not say so

        var group = group(ann, bob);
        Person.result(ann.chat.inviteInGroup(
                InviteOptions.inGroup(group, List.of(bob.userID)).data(HIDING)));
        bob.await(SignalingEvents.NEW_INVITATION_RECEIVED);
        var inGroup = bob.conversation(Types.CONV_GROUP + group);
        assertThat(inGroup.unreadCount()).isZero();
        assertThat(inGroup.lastMessage().type()).isEqualTo(Types.MSG_GRP_TIP); // of how bob came in
    }

    @Test
    @Rule({"modifyInvitation#1", "modifyInvitation#2"})
    void the_data_of_an_invitation_is_replaced() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var sent =
                Person.result(ann.chat.invite(InviteOptions.toUser(bob.userID).data("at five")));
        bob.await(SignalingEvents.NEW_INVITATION_RECEIVED);

        var modified = Person.result(ann.chat.modifyInvitation(sent.inviteID(), "at six"));
        assertThat(modified.message()).isSameAs(sent.message());
        assertThat(ann.chat.getSignalingInfo(sent.message()).orElseThrow().data())
                .isEqualTo("at six");
        var news = new SignalingEvents.Modification(sent.inviteID(), "at six");
        assertThat(ann.await(SignalingEvents.INVITATION_MODIFIED)).isEqualTo(news);
        assertThat(bob.await(SignalingEvents.INVITATION_MODIFIED)).isEqualTo(news);
        ann.await(Events.MESSAGE_MODIFIED);
        bob.await(Events.MESSAGE_MODIFIED);

        var online = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID).onlineUserOnly(true)));
        assertThat(Person.errorOf(ann.chat.modifyInvitation(online, "")).code()).isEqualTo(8010);
    }

    @Test
    @Rule("signaling#6")
    void who_signs_in_late_hears_of_invitations_once() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        Person.result(bob.chat.logout());
        var missed = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID)));
        var taken = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID)));
        Person.result(ann.chat.cancel(taken, ""));

        bob.logIn();
        assertThat(bob.await(SignalingEvents.NEW_INVITATION_RECEIVED).inviteID())
                .isEqualTo(missed);
        Person.result(bob.chat.accept(missed, ""));
        ann.await(SignalingEvents.INVITEE_ACCEPTED);
        assertThat(bob.pending(SignalingEvents.NEW_INVITATION_RECEIVED)).isZero();

        var again = inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID)));
        bob.await(SignalingEvents.NEW_INVITATION_RECEIVED);
        Person.result(bob.chat.setMessageRead(Person.conversationID(ann)));
        Person.result(bob.chat.logout());
        bob.logIn();
        Person.result(bob.chat.reject(again, "")); // known, but read
        assertThat(bob.pending(SignalingEvents.NEW_INVITATION_RECEIVED)).isZero();
    }

    @Test
    @Rule("signaling#6")
    void of_many_invitations_and_old_ones_who_signs_in_hears_the_newest() throws Exception {
        var ann = signIn("ann");
        var cid = signIn("cid");
        var bob = signIn("bob");
        Person.result(bob.chat.logout());
        var fromAnn = IntStream.range(0, 21)
                .mapToObj(i -> inviteID(ann.chat.invite(InviteOptions.toUser(bob.userID))))
                .toList();
        var old = inviteID(cid.chat.invite(InviteOptions.toUser(bob.userID)));
        var fresh = inviteID(cid.chat.invite(InviteOptions.toUser(bob.userID)));
        age(old, Duration.ofSeconds(301));
        age(fresh, Duration.ofSeconds(280));

        bob.logIn();

        var heard = Stream.generate(
                        () -> bob.await(SignalingEvents.NEW_INVITATION_RECEIVED).inviteID())
                .limit(21)
                .toList();
        assertThat(heard).contains(fresh).containsAll(fromAnn.subList(1, 21));
        var next = inviteID(cid.chat.invite(InviteOptions.toUser(bob.userID)));
        assertThat(bob.await(SignalingEvents.NEW_INVITATION_RECEIVED).inviteID())
                .isEqualTo(next);
    }

    private void age(String inviteID, Duration by) throws Exception {
        try (var database = server.database();
                var age = database.prepareStatement("UPDATE invitation SET created_at = created_at - ? WHERE id = ?")) {
            age.setLong(1, by.toMillis());
            age.setObject(2, UUID.fromString(inviteID));
            assertThat(age.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void an_invitation_has_an_id_before_it_is_sent() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var sent = new CompletableFuture<SignalResult>();
        var id = ann.chat.inviteSync(InviteOptions.toUser(bob.userID), sent::complete, sent::completeExceptionally);
        assertThat(Person.result(sent).inviteID()).isEqualTo(id);
        assertThat(bob.await(SignalingEvents.NEW_INVITATION_RECEIVED).inviteID())
                .isEqualTo(id);

        var failed = new CompletableFuture<ChatError>();
        ann.chat.inviteInGroupSync(
                InviteOptions.inGroup("nowhere", List.of(bob.userID)), result -> {}, failed::complete);
        assertThat(Person.result(failed).code()).isEqualTo(10010);
    }
}
