package im.parley.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.SearchMessages;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Account;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever comes as a cursor is refused or leads to a page of what the searcher may see; never to a failure.
class SearchCursorFuzzTest {
    private static final int MESSAGES = 30;
    private static final int PEERS = 5;

    private static Talks talks;
    private static Account ann;
    private static Account peer;

    @AfterContainer
    static void close() {
        talks.store.close();
    }

    @BeforeContainer
    static void write() {
        talks = new Talks(TestDatabase.newApp());
        ann = talks.newUser("ann");
        var stranger = talks.newUser("stranger");
        var others =
                IntStream.range(0, PEERS).mapToObj(i -> talks.newUser("peer")).toList();
        peer = others.getFirst();
        for (int i = 0; i < MESSAGES; i++) {
            var other = others.get(i % PEERS);
            talks.say(ann, other, "needle mine " + i);
            talks.say(stranger, other, "needle of a stranger " + i);
        }
        others.forEach(other -> talks.index(talks.talk(ann, other), talks.talk(stranger, other)));
    }

    private static SearchMessages request(boolean everywhere, String cursor) {
        return Talks.request(List.of("needle"), null, everywhere ? null : "C2C" + peer.userID(), 4, cursor);
    }

    private static void isRefusedOrShowsOnlyWhatIsMine(boolean everywhere, String cursor) {
        SearchMessages.Result[] page = new SearchMessages.Result[1];
        var refused = catchThrowableOfType(
                ChatException.class, () -> page[0] = talks.search(ann, request(everywhere, cursor)));
        if (refused != null) {
            assertThat(refused.code()).isEqualTo(ErrorCode.MESSAGE_INVALID_REQUEST.number());
            assertThat(refused).hasMessageContaining("cursor").hasMessageNotContaining("stranger");
            return;
        }
        assertThat(page[0].totalCount()).isBetween(0, everywhere ? PEERS : MESSAGES / PEERS);
        for (var found : page[0].searchResultList()) {
            assertThat(found.conversationID().text()).doesNotContain("stranger");
            assertThat(found.messageList())
                    .hasSizeLessThanOrEqualTo(4)
                    .allSatisfy(message -> assertThat(message.from()).isEqualTo(ann.userID()));
        }
    }

    @Property(tries = 300)
    void any_text(@ForAll boolean everywhere, @ForAll @StringLength(max = 60) String cursor) {
        isRefusedOrShowsOnlyWhatIsMine(everywhere, cursor);
    }

    @Property(tries = 300)
    void any_bytes(@ForAll boolean everywhere, @ForAll @Size(min = 27, max = 31) byte[] bytes) {
        isRefusedOrShowsOnlyWhatIsMine(everywhere, Base64.getUrlEncoder().encodeToString(bytes));
    }

    @Property(tries = 300)
    void a_true_cursor_that_was_damaged(@ForAll boolean everywhere, @ForAll long seed) {
        var random = new Random(seed);
        var bytes = Base64.getUrlDecoder().decode(trueCursor(everywhere));
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        isRefusedOrShowsOnlyWhatIsMine(everywhere, Base64.getUrlEncoder().encodeToString(bytes));
    }

    @Property(tries = 300)
    void a_true_cursor_with_made_up_places(
            @ForAll boolean everywhere, @ForAll long to, @ForAll long first, @ForAll long second) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(trueCursor(everywhere)));
        bytes.putLong(5, to).putLong(13, first).putLong(21, second);
        isRefusedOrShowsOnlyWhatIsMine(everywhere, Base64.getUrlEncoder().encodeToString(bytes.array()));
    }

    private static String trueCursor(boolean everywhere) {
        return String.valueOf(talks.search(ann, request(everywhere, null)).cursor());
    }
}
