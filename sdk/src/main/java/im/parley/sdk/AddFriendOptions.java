package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.relation.AddFriend;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom to add as a friend, and what goes with it.
///
/// ```java
/// chat.addFriend(new AddFriendOptions("bob", "AddSource_Type_Web").remark("Bobby").wording("It's me"));
/// ```
///
/// Not safe for use by many threads.
public final class AddFriendOptions {
    private static final Pattern SOURCE = Pattern.compile("AddSource_Type_[A-Za-z0-9]{1,8}");

    private final String to;
    private final String source;
    private @Nullable String remark;
    private @Nullable String groupName;
    private @Nullable String wording;
    private String type = Types.SNS_ADD_TYPE_BOTH;

    /// @param to userID of who is added
    /// @param source `AddSource_Type_` and 1 to 8 letters
    /// @throws IllegalArgumentException if one is missing or the source is of another form (`addFriend#3`)
    public AddFriendOptions(String to, String source) {
        this.to = Params.text("to", to);
        this.source = Params.text("source", source);
        Params.that(SOURCE.matcher(source).matches(), "source", source, "AddSource_Type_ and 1 to 8 letters");
    }

    /// What the user will call them, at most 96 bytes.
    public AddFriendOptions remark(String value) {
        remark = value;
        return this;
    }

    /// Friend group that they come into, at most 30 bytes; created if it is missing (`addFriend#5`).
    public AddFriendOptions groupName(String value) {
        groupName = value;
        return this;
    }

    /// What they read with the request, at most 256 bytes.
    public AddFriendOptions wording(String value) {
        wording = value;
        return this;
    }

    /// `SNS_ADD_TYPE_BOTH`, as without a word, or `SNS_ADD_TYPE_SINGLE`: the user does not come on their
    /// list.
    public AddFriendOptions type(String value) {
        type = value;
        return this;
    }

    String to() {
        return to;
    }

    /// @throws im.parley.protocol.ChatException 30001 if a value is out of range
    AddFriend request() {
        return new AddFriend(to, source, remark, groupName, wording, type);
    }
}
