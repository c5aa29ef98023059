package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a page of members ended.
record MemberCursor(long joinedAt, long tinyID) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static MemberCursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new MemberCursor(0, 0);
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("cursor is not one that this server made");
        }
        return new MemberCursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    String text() {
        return joinedAt + "-" + tinyID;
    }
}
