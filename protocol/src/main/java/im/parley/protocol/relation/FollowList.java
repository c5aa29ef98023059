package im.parley.protocol.relation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lists of who follows whom that a user has.
public enum FollowList {
    /// Those whom the user follows.
    FOLLOWING("following"),
    /// Those who follow the user.
    FOLLOWERS("followers"),
    /// Those who are on both.
    MUTUAL("mutual");

    private final String wireName;

    FollowList(String wireName) {
        this.wireName = wireName;
    }

    /// The name on the wire.
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#FRIEND_INVALID_PARAMETERS] for an unknown name
    @JsonCreator
    public static FollowList parse(@Nullable String name) {
        return Arrays.stream(values())
                .filter(list -> list.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> ErrorCode.FRIEND_INVALID_PARAMETERS.because(
                        "list is " + Check.quote(name) + ", expected following, followers or mutual"));
    }
}
