package im.parley.server.search;

import im.parley.protocol.ErrorCode;
import im.parley.server.search.SearchStore.Position;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a page of results ended. Clients hand it back as it is, with the same search: the text is a number of
/// the form, the search's fingerprint, the end of the time searched and the position.
///
/// @param fingerprint see [SearchQuery#fingerprint]
/// @param to milliseconds since 1970, fixed by the first page, so that what comes meanwhile moves nothing
record SearchCursor(int fingerprint, long to, Position position) {
    private static final byte FORM = 1;
    private static final int BYTES = Byte.BYTES + Integer.BYTES + 3 * Long.BYTES;

    /// @param fingerprint of the search that it comes with
    /// @param to for the first page
    /// @throws im.parley.protocol.ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] if it is not of this search
    static SearchCursor parse(@Nullable String text, int fingerprint, long to) {
        if (text == null || text.isEmpty()) {
            return new SearchCursor(fingerprint, to, Position.START);
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException foreign) {
            throw invalid();
        }
        if (bytes.remaining() != BYTES || bytes.get() != FORM || bytes.getInt() != fingerprint) {
            throw invalid();
        }
        return new SearchCursor(fingerprint, bytes.getLong(), new Position(bytes.getLong(), bytes.getLong()));
    }

    SearchCursor at(Position next) {
        return new SearchCursor(fingerprint, to, next);
    }

    String text() {
        var bytes = ByteBuffer.allocate(BYTES)
                .put(FORM)
                .putInt(fingerprint)
                .putLong(to)
                .putLong(position.first())
                .putLong(position.second());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static RuntimeException invalid() {
        return ErrorCode.MESSAGE_INVALID_REQUEST.because("cursor is not one that this search returned");
    }
}
