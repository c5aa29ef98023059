package im.parley.server.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// IDs of groups: those that apps choose and those that the server makes.
final class GroupIds {
    private static final String SERVER_MADE = "@TGS#";
    private static final String COMMUNITY = "@TGS#_";
    private static final int RANDOM_BYTES = 9;
    private static final SecureRandom RANDOM = new SecureRandom();

    private GroupIds() {}

    /// @param wanted null: a new one is made
    /// @throws im.parley.protocol.ChatException [ErrorCode#ILLEGAL_GRP_ID] (`createGroup#4`, `createGroup#7`)
    static String choose(@Nullable String wanted, GroupType type) {
        if (wanted == null || wanted.isEmpty()) {
            return make(type);
        }
        boolean allowed = type == GroupType.COMMUNITY ? wanted.startsWith(COMMUNITY) : !wanted.startsWith(SERVER_MADE);
        boolean fits = Check.isGroupID(wanted, Limits.GROUP_ID_BYTES) && !wanted.contains("@TOPIC#");
        if (!allowed || !fits) {
            throw ErrorCode.ILLEGAL_GRP_ID.because("groupID is " + Check.quote(wanted)
                    + ", expected at most " + Limits.GROUP_ID_BYTES + " printable ASCII characters that "
                    + (type == GroupType.COMMUNITY ? "begin with " + COMMUNITY : "do not begin with " + SERVER_MADE));
        }
        return wanted;
    }

    private static String make(GroupType type) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        var letters = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(random)
                .replace('_', '0')
                .replace('-', '1');
        return (type == GroupType.COMMUNITY ? COMMUNITY : SERVER_MADE) + letters;
    }
}
