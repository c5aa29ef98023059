package im.parley.sdk;

import java.util.List;

/// What [CreateApi#createTextAtMessage] makes a message of.
///
/// @param text not empty
/// @param atUserList userIDs, and `MSG_AT_ALL` of [im.parley.protocol.Types] for everybody; not empty
public record TextAtContent(String text, List<String> atUserList) {
    /// @throws IllegalArgumentException if the text is missing or empty, or the list is, or one of its elements
    public TextAtContent {
        Params.text("payload.text", text);
        atUserList = Params.list("payload.atUserList", atUserList);
        Params.that(!atUserList.isEmpty(), "payload.atUserList", atUserList, "1 or more userIDs");
        atUserList.forEach(userID -> Params.text("an element of payload.atUserList", userID));
    }
}
