package im.parley.sdk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A back end that speaks to many users at once, and knows them by tags and attributes.
abstract class MemberPushScenario extends RestScenario {
    static final String SERVICE = "all_member_push/";
    private static final AtomicLong RANDOM = new AtomicLong(1_000_000_000L);

    final String tag = server.freshUserID("tag");

    static Map<String, Object> saying(String text) {
        return Map.of("MsgRandom", RANDOM.incrementAndGet(), "MsgBody", body(text));
    }

    Map<String, Object> saying(String text, String... tags) {
        return with(saying(text), "Condition", Map.of("TagsOr", List.of(tags)));
    }

    void tag(List<String> userIDs, String... tags) {
        server.call(
                SERVICE + "im_add_tag",
                Map.of(
                        "UserTags",
                        userIDs.stream()
                                .map(userID -> Map.of("To_Account", userID, "Tags", List.of(tags)))
                                .toList()));
    }

    static Map<String, Object> attributes(String userID, Map<String, String> values) {
        return Map.of("To_Account", userID, "Attrs", values);
    }

    /// The body of a question for what the administrator has said to somebody.
    static Map<String, Object> heardBy(String userID) {
        return Map.of(
                "Operator_Account",
                userID,
                "Peer_Account",
                "administrator",
                "MaxCnt",
                100,
                "MinTime",
                0,
                "MaxTime",
                4_000_000_000L);
    }
}
