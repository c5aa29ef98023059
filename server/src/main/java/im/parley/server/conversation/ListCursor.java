package im.parley.server.conversation;

import im.parley.protocol.ErrorCode;
import im.parley.server.message.Timeline.Place;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a page of the list ended: `<order>-<timeline>-<how many so far>`.
///
/// @param listed conversations on the pages before
record ListCursor(Place place, int listed) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\d{1,6})");

    static ListCursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new ListCursor(Place.START, 0);
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw ErrorCode.CONV_UN_RECORDED_TYPE.because("cursor is not one that this server made");
        }
        return new ListCursor(
                new Place(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))),
                Integer.parseInt(parts.group(3)));
    }

    String text() {
        return place.order() + "-" + place.conversation() + "-" + listed;
    }
}
