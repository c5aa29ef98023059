package im.parley.server.mailing;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.server.message.BackEndMessages.Post;
import im.parley.server.message.Content;
import im.parley.server.users.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mailing says, as it is kept until everybody has it.
///
/// @param contents each a message of its own
/// @param onlineOnly told to who is online, and not stored
record Letter(
        List<Content> contents,
        boolean onlineOnly,
        @Nullable OfflinePushInfo push) {
    static Letter of(Post post) {
        return new Letter(post.contents(), post.isOnlineOnly(), post.push());
    }

    Post toPost(Account sender, long random) {
        return new Post(sender, random, contents, null, null, false, false, onlineOnly, null, push, true, true);
    }

    String json() {
        return new String(ProtocolJson.bytes(this), StandardCharsets.UTF_8);
    }

    static Letter read(String json) {
        try {
            return ProtocolJson.mapper().readValue(json.getBytes(StandardCharsets.UTF_8), Letter.class);
        } catch (IOException broken) {
            throw new IllegalStateException("a stored letter is none", broken);
        }
    }
}
